//! What belongs to a customer, an order or a product, and whose lists ignore shops:
//! addresses, carts and prices for some.

use crate::resources::{address, cart, customer, order, specific_price};
use crate::tables::value::Value;
use crate::tables::{BASE, Row, Table};

/// Country, town and its code. Most people live in the country of the shop.
const HOMES: [(i64, &str, &str); 5] = [
    (8, "Paris", "75001"),
    (8, "Lyon", "69001"),
    (3, "Liège", "4000"),
    (8, "Paris", "75011"),
    (1, "Köln", "50667"),
];

/// One address for each customer, by the same ids: those the orders name.
pub(crate) fn addresses(customers: &Table) -> Table {
    use address::Column::*;
    let mut table = Table::default();
    for customer in customers.iter() {
        let mut row = Row::new(customer.id);
        let mut homes = HOMES.iter().cycle();
        let home = homes.nth(customer.id as usize % HOMES.len());
        let (country, town, code) = home.copied().unwrap_or_default();
        row.set(id_customer, Value::Number(i64::from(customer.id)))
            .set(id_country, Value::Number(country))
            .set(alias, Value::word("Home"))
            .set(address1, Value::text(format!("{} Kiln Lane", customer.id)))
            .set(postcode, Value::word(code))
            .set(city, Value::word(town))
            .set(phone, Value::text(format!("01 55 {:04}", customer.id)));
        let from = [
            (firstname, customer::Column::firstname),
            (lastname, customer::Column::lastname),
            (company, customer::Column::company),
            (date_add, customer::Column::date_add),
            (date_upd, customer::Column::date_upd),
        ];
        take(&mut row, customer, from);
        table.push(row);
    }
    table
}

/// The cart of each order, by the same ids.
pub(crate) fn carts(orders: &Table) -> Table {
    use cart::Column::*;
    let mut table = Table::default();
    for order in orders.iter() {
        let mut row = Row::new(order.id);
        let from = [
            (id_address_delivery, order::Column::id_address_delivery),
            (id_address_invoice, order::Column::id_address_invoice),
            (id_customer, order::Column::id_customer),
            (id_lang, order::Column::id_lang),
            (id_shop_group, order::Column::id_shop_group),
            (id_shop, order::Column::id_shop),
            (id_carrier, order::Column::id_carrier),
            (gift, order::Column::gift),
            (gift_message, order::Column::gift_message),
            (secure_key, order::Column::secure_key),
            (date_add, order::Column::date_add),
            (date_upd, order::Column::date_add),
        ];
        take(&mut row, order, from);
        table.push(row);
    }
    table
}

fn take<C: Into<u8>, F: Into<u8>>(
    row: &mut Row,
    whole: &Row,
    columns: impl IntoIterator<Item = (C, F)>,
) {
    for (column, from) in columns {
        if let Some(value) = whole.stored(BASE, from.into()) {
            row.set(column, value.clone());
        }
    }
}

/// Shop, group, product, customer, and what is taken off its price, in cents.
const PRICES: [(u32, u32, u32, u32, i64); 9] = [
    // Everybody everywhere.
    (0, 0, 2, 0, 50),
    (1, 0, 1, 0, 100),
    (2, 0, 1, 0, 200),
    (3, 0, 1, 0, 300),
    (4, 0, 1, 0, 400),
    (6, 0, 1, 0, 600),
    (7, 0, 1, 0, 700),
    // A whole group, and one customer of it.
    (0, 1, 14, 0, 80),
    (0, 0, 22, 3, 90),
];

pub(crate) fn specific_prices() -> Table {
    use specific_price::Column::*;
    let mut table = Table::default();
    for (id, (shop, group, product, buyer, cents)) in (1..).zip(PRICES) {
        let mut row = Row::new(id);
        for (column, number) in [
            (id_shop, shop),
            (id_shop_group, group),
            (id_product, product),
            (id_customer, buyer),
        ] {
            row.set(column, Value::Number(i64::from(number)));
        }
        row.set(reduction, Value::cents(cents));
        table.push(row);
    }
    table
}
