//! Invoices and payments of orders.

use super::values::money_of;
use crate::resources::order::Column::*;
use crate::resources::{Place, order_detail, order_payment};
use crate::store::Store;
use crate::tables::value::Value;
use crate::tables::{BASE, Row};

/// Makes an invoice of the order, and tells its lines.
pub(super) fn invoice(store: &mut Store, order: &mut Row, now: i64) {
    let total = money_of(order, total_paid_tax_incl);
    let number = store.ledger.next_invoice_number();
    let invoice = store.ledger.invoice(order.id, total);
    store.note(
        &format!("order_invoices/{invoice}"),
        &[
            ("id_order", order.id.to_string()),
            ("number", number.to_string()),
        ],
    );
    order
        .set(invoice_number, Value::Number(number))
        .set(invoice_date, Value::Moment(Some(now)));
    for line in order.linked(0) {
        mark(store, *line, invoice);
    }
}

fn mark(store: &mut Store, line: u32, invoice: u32) {
    let table = store.table(Place::OrderDetails);
    if let Some(mut row) = table.and_then(|table| table.get(line)).cloned() {
        let column = order_detail::Column::id_order_invoice;
        row.set(column, Value::Number(i64::from(invoice)));
        store.save_at(Place::OrderDetails, row);
    }
}

/// Pays what is left of the order's invoices. Answers whether anything was.
pub(super) fn pay(store: &mut Store, order: &mut Row, now: i64) -> bool {
    let paid = store.ledger.pay(order.id);
    for amount in &paid {
        let real = money_of(order, total_paid_real).saturating_add(*amount);
        order.set(total_paid_real, Value::Millionths(real));
        add_payment(store, order, *amount, now);
    }
    !paid.is_empty()
}

fn add_payment(store: &mut Store, order: &Row, amount: i64, now: i64) {
    use order_payment::Column;
    let table = store.table(Place::OrderPayments);
    let last = table.map_or(0, |table| table.last_id());
    let mut made = Row::new(last.saturating_add(1));
    for (column, from) in [
        (Column::order_reference, reference),
        (Column::payment_method, payment),
    ] {
        if let Some(value) = order.stored(BASE, from.into()) {
            made.set(column, value.clone());
        }
    }
    made.set(Column::amount, Value::Millionths(amount))
        .set(Column::date_add, Value::Moment(Some(now)));
    store.save_at(Place::OrderPayments, made);
}
