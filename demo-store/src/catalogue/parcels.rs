//! What belongs to the orders beside their lines: payments and parcels.

use crate::resources::{order, order_carrier, order_payment};
use crate::tables::value::Value;
use crate::tables::{BASE, Row, Table};

/// One payment for each order with an invoice, in the order of the invoices.
pub(crate) fn payments(orders: &Table) -> Table {
    use order_payment::Column::*;
    let mut table = Table::default();
    for order in orders.iter() {
        if order.id_in(order::Column::invoice_number) == 0 {
            continue;
        }
        let mut row = Row::new(table.last_id() + 1);
        for (column, from) in [
            (order_reference, order::Column::reference),
            (amount, order::Column::total_paid_real),
            (payment_method, order::Column::payment),
            (date_add, order::Column::invoice_date),
        ] {
            if let Some(value) = order.stored(BASE, from.into()) {
                row.set(column, value.clone());
            }
        }
        table.push(row);
    }
    table
}

/// Whether an order has nothing to send: its wares are virtual.
pub(crate) fn is_without(order: u32) -> bool {
    order % 40 == 30
}

/// Whether an order travels in two parcels.
fn is_in_two(order: u32) -> bool {
    order % 40 == 9
}

/// One parcel for each order, by the same ids, with its number once it was handed over; behind
/// them the second ones.
pub(crate) fn carriers(orders: &Table) -> Table {
    let mut table = Table::default();
    for order in orders.iter().filter(|order| !is_without(order.id)) {
        table.push(parcel(order.id, order));
    }
    for order in orders.iter().filter(|order| is_in_two(order.id)) {
        let mut second = parcel(orders.last_id().max(table.last_id()) + 1, order);
        second
            .set(order_carrier::Column::id_carrier, Value::Number(2))
            .set(
                order_carrier::Column::tracking_number,
                Value::text(format!("RX{:08}", order.id)),
            );
        table.push(second);
    }
    table
}

fn parcel(id: u32, order: &Row) -> Row {
    use order_carrier::Column::*;
    let mut row = Row::new(id);
    row.set(id_order, Value::Number(i64::from(order.id)));
    for (column, from) in [
        (id_carrier, order::Column::id_carrier),
        (
            shipping_cost_tax_excl,
            order::Column::total_shipping_tax_excl,
        ),
        (
            shipping_cost_tax_incl,
            order::Column::total_shipping_tax_incl,
        ),
        (tracking_number, order::Column::shipping_number),
        (date_add, order::Column::date_add),
    ] {
        if let Some(value) = order.stored(BASE, from.into()) {
            row.set(column, value.clone());
        }
    }
    row
}
