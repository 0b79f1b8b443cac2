//! Orders, their lines and their history.

use super::dice::Dice;
use super::products::Goods;
use super::{branches, delivery, parcels, shops, states, texts};
use crate::options::Options;
use crate::resources::product::linked;
use crate::resources::{
    combination, customer, order, order_detail, order_history, order_state, product,
};
use crate::tables::moment::NOW;
use crate::tables::value::Value;
use crate::tables::{BASE, Row, Table};

const ORDER: u64 = 5;
/// Shipping without tax, in millionths.
const SHIPPING: i64 = 5_900_000;

/// The three tables that belong together.
#[derive(Debug, Default)]
pub(crate) struct Sales {
    pub(crate) orders: Table,
    pub(crate) details: Table,
    pub(crate) histories: Table,
}

/// The ways orders go, step by step.
static WAYS: [&[u32]; 10] = [
    &[1],
    &[2],
    &[1, 2, 3],
    &[2, 3, 4],
    &[2, 3, 4, 5],
    &[10, 2, 3, 4, 5],
    &[1, 6],
    &[8, 2, 3],
    &[2, 9, 3, 4, 5],
    &[2, 3, 4, 5, 7],
];

const PAYMENTS: [(&str, &str); 3] = [
    ("demo_transfer", "Bank transfer"),
    ("demo_cheque", "Cheque"),
    ("demo_card", "Card"),
];

/// As many orders as asked for, of customers and products that exist.
pub(crate) fn sales(options: &Options, goods: &Goods, customers: &Table) -> Sales {
    let mut sales = Sales::default();
    if options.customers == 0 || options.products == 0 {
        return sales;
    }
    let first = Till {
        seed: options.seed,
        shop: options.single_shop.then_some(shops::DEFAULT),
        first_buyer: 1,
        buyers: options.customers,
        wares: Err(options.products.min(500)),
        last: options.orders,
    };
    for id in 1..=options.orders {
        sell(id, &first, goods, customers, &mut sales);
    }
    if options.orders == 0 {
        return sales;
    }
    let mut first_buyer = options.customers.saturating_add(1);
    for (branch, (shop, wares)) in branches::trading(options).zip(&goods.sold) {
        let sold_so_far = sales.orders.last_id();
        let (first_buyer_here, buyers) = match branch.customers {
            0 => (1, options.customers),
            own => (first_buyer, own),
        };
        let till = Till {
            seed: options.seed,
            shop: Some(*shop),
            first_buyer: first_buyer_here,
            buyers,
            wares: Ok(wares),
            last: sold_so_far.saturating_add(branch.orders),
        };
        for id in sold_so_far.saturating_add(1)..=till.last {
            sell(id, &till, goods, customers, &mut sales);
        }
        first_buyer = first_buyer.saturating_add(branch.customers);
    }
    sales
}

/// Where an order is taken.
struct Till<'a> {
    /// Which catalogue it is.
    seed: u32,
    /// `None` spreads the orders over the shops of the first group.
    shop: Option<u32>,
    first_buyer: u32,
    buyers: u32,
    /// The products on offer, or how many there are from 1 on.
    wares: Result<&'a [u32], u32>,
    /// Id of the youngest order.
    last: u32,
}

impl Till<'_> {
    fn pick(&self, dice: &mut Dice) -> u32 {
        match self.wares {
            Ok(ids) => dice.pick(ids).copied().unwrap_or(0),
            Err(count) => 1 + dice.below(count),
        }
    }

    fn shop(&self, id: u32) -> u32 {
        self.shop.unwrap_or(u32::from(origin(id) % 4 == 3) + 1)
    }
}

/// An order the shop has split shares the reference, the buyer and the day of the one before.
fn origin(id: u32) -> u32 {
    if id.is_multiple_of(25) { id - 1 } else { id }
}

fn sell(id: u32, till: &Till<'_>, goods: &Goods, customers: &Table, sales: &mut Sales) {
    use order::Column::*;
    let mut dice = Dice::for_record(ORDER, till.seed, origin(id));
    let reference_text = dice.letters(9, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    // A few people buy often.
    let nth = dice.below(till.buyers).min(dice.below(till.buyers));
    let buyer = till.first_buyer.saturating_add(nth);
    let shop = till.shop(id);
    let way = dice.pick(&WAYS).copied().unwrap_or(&[1]);
    let (module_name, payment_name) = dice.pick(&PAYMENTS).copied().unwrap_or_default();
    let added =
        NOW - i64::from(till.last.saturating_sub(origin(id))) * 14_700 - i64::from(id % 50) * 60;
    let (net, lines) = sell_lines(id, till, goods, sales);
    let gross = with_tax(net);
    let total_net = net + SHIPPING;
    let total = gross + with_tax(SHIPPING);
    let state = way.last().copied().unwrap_or(1);
    let key = customers
        .get(buyer)
        .and_then(|row| row.stored(BASE, customer::Column::secure_key.into()))
        .cloned()
        .unwrap_or(Value::Null);
    let mut row = Row::new(id);
    for (column, number) in [
        (id_address_delivery, i64::from(buyer)),
        (id_address_invoice, i64::from(buyer)),
        (id_cart, i64::from(id)),
        (id_lang, 1),
        (id_customer, i64::from(buyer)),
        (id_carrier, i64::from(carrier(id, &mut dice))),
        (current_state, i64::from(state)),
        (id_shop, i64::from(shop)),
        (id_shop_group, i64::from(shops::group(shop))),
        (
            valid,
            i64::from(states::is(state, order_state::Column::logable)),
        ),
    ] {
        row.set(column, Value::Number(number));
    }
    for (column, millionths) in [
        (total_paid, total),
        (total_paid_tax_incl, total),
        (total_paid_tax_excl, total_net),
        (total_products, net),
        (total_products_wt, gross),
        (total_shipping, with_tax(SHIPPING)),
        (total_shipping_tax_incl, with_tax(SHIPPING)),
        (total_shipping_tax_excl, SHIPPING),
        (carrier_tax_rate, 20_000_000),
    ] {
        row.set(column, Value::Millionths(millionths));
    }
    if way
        .iter()
        .any(|step| states::is(*step, order_state::Column::paid))
    {
        row.set(total_paid_real, Value::Millionths(total))
            .set(invoice_number, Value::Number(i64::from(id)))
            .set(invoice_date, Value::Moment(Some(added + 3_600)));
    }
    if way
        .iter()
        .any(|step| states::is(*step, order_state::Column::shipped))
    {
        row.set(delivery_number, Value::Number(i64::from(id)))
            .set(delivery_date, Value::Moment(Some(added + 90_000)));
        if !parcels::is_without(id) {
            let number = format!("CL{:010}", u64::from(id) * 7_919);
            row.set(shipping_number, Value::text(number));
        }
    }
    if id.is_multiple_of(11) {
        row.set(gift, Value::Number(1)).set(
            gift_message,
            Value::word("Happy birthday 🎂 & see you soon"),
        );
    }
    row.set(module, Value::word(module_name))
        .set(payment, Value::word(payment_name))
        .set(secure_key, key)
        .set(reference, Value::text(reference_text))
        .set(date_add, Value::Moment(Some(added)))
        .set(
            date_upd,
            Value::Moment(Some(added + 3_600 * way.len() as i64)),
        );
    row.link(0, lines);
    sales.orders.push(row);
    write_history(id, way, added, &mut sales.histories);
}

/// Who brings it; some orders are collected.
fn carrier(id: u32, dice: &mut Dice) -> u32 {
    let courier = 1 + dice.below(2);
    match id % 20 {
        13 => delivery::COLLECTED,
        _ => courier,
    }
}

fn with_tax(net: i64) -> i64 {
    net / 5 * 6
}

/// Answers the sum without tax, in millionths, and the ids of the lines.
fn sell_lines(id: u32, till: &Till<'_>, goods: &Goods, sales: &mut Sales) -> (i64, Vec<u32>) {
    let mut dice = Dice::for_record(ORDER + 1, till.seed, id);
    let (mut net, mut ids) = (0, Vec::new());
    for _ in 0..=dice.below(3) {
        let wanted = till.pick(&mut dice);
        let amount = i64::from(1 + dice.below(3));
        let Some(bought) = goods.products.get(wanted) else {
            continue;
        };
        let line_id = sales.details.last_id() + 1;
        let (mut line, price) = line(line_id, bought, amount, &mut dice, goods);
        net += price * amount;
        line.set(order_detail::Column::id_order, Value::Number(i64::from(id)))
            .set(
                order_detail::Column::id_shop,
                Value::Number(i64::from(till.shop(id))),
            );
        sales.details.push(line);
        ids.push(line_id);
    }
    (net, ids)
}

fn line(id: u32, bought: &Row, amount: i64, dice: &mut Dice, goods: &Goods) -> (Row, i64) {
    use order_detail::Column::*;
    let size = dice
        .pick(bought.linked(linked::COMBINATIONS))
        .and_then(|size| goods.combinations.get(*size));
    let base = |column: product::Column| {
        bought
            .stored(BASE, column.into())
            .map_or(0, Value::millionths)
    };
    let extra = size
        .and_then(|size| size.stored(BASE, combination::Column::price.into()))
        .map_or(0, Value::millionths);
    let net = base(product::Column::price) + extra;
    let mut name = texts::name_of(bought, 1);
    if let Some(label) = size.and_then(|size| label(bought, size)) {
        name.push_str(" - Size : ");
        name.push_str(label);
    }
    let mut row = Row::new(id);
    for (column, number) in [
        (product_id, i64::from(bought.id)),
        (
            product_attribute_id,
            size.map_or(0, |size| i64::from(size.id)),
        ),
        (product_quantity, amount),
        (product_quantity_in_stock, amount),
    ] {
        row.set(column, Value::Number(number));
    }
    for (column, millionths) in [
        (product_price, net),
        (product_weight, base(product::Column::weight)),
        (unit_price_tax_incl, with_tax(net)),
        (unit_price_tax_excl, net),
        (total_price_tax_incl, with_tax(net) * amount),
        (total_price_tax_excl, net * amount),
        (original_product_price, net),
        (
            original_wholesale_price,
            base(product::Column::wholesale_price),
        ),
    ] {
        row.set(column, Value::Millionths(millionths));
    }
    row.set(product_name, Value::text(name));
    for (column, from) in [
        (product_reference, product::Column::reference),
        (product_ean13, product::Column::ean13),
    ] {
        if let Some(value) = bought.stored(BASE, from.into()) {
            row.set(column, value.clone());
        }
    }
    row.link(0, vec![1]);
    (row, net)
}

fn label(product: &Row, size: &Row) -> Option<&'static str> {
    let (first, sizes) = texts::ware(product)?.shelf.sizes();
    let value = size.linked(0).first()?;
    sizes.get(value.checked_sub(first)? as usize).copied()
}

fn write_history(id: u32, way: &[u32], added: i64, table: &mut Table) {
    use order_history::Column::*;
    for (turn, step) in (0_i64..).zip(way) {
        let mut row = Row::new(table.last_id() + 1);
        row.set(id_employee, Value::Number(i64::from(turn > 0)))
            .set(id_order_state, Value::Number(i64::from(*step)))
            .set(id_order, Value::Number(i64::from(id)))
            .set(date_add, Value::Moment(Some(added + turn * 43_200)));
        table.push(row);
    }
}
