//! Values the shop makes itself, whatever the body says.

use super::asking::{Asking, Method};
use super::values::text_of;
use crate::catalogue::{LANGUAGES, shops, texts};
use crate::options::ShopVersion;
use crate::resources::field::{Field, Kind};
use crate::resources::{Place, customer, employee, manufacturer, order_history, supplier};
use crate::tables::Row;
use crate::tables::value::Value;

const DAY: i64 = 86_400;

/// The values of a record that is about to be stored, with the columns that are.
#[derive(Debug)]
pub(super) struct Values {
    pub(super) row: Row,
    pub(super) columns: Vec<(u8, &'static Field)>,
}

/// Adds what the shop makes itself to the values of the body.
pub(super) fn add(
    values: &mut Values,
    asking: Asking,
    before: Option<&Row>,
    version: ShopVersion,
    now: i64,
) {
    stamp(values, asking, now);
    let row = &mut values.row;
    match asking.resource.place {
        Place::Customers => {
            hash_password(row, customer::Column::passwd, before, now, version);
            if before.is_none() {
                let key = crate::sha1::hex(format!("{now} key").as_bytes());
                let key = key.chars().take(32).collect();
                row.set(customer::Column::secure_key, Value::text(key));
                settle_employee(row, asking.context.shop);
            }
        }
        Place::Employees => {
            hash_password(row, employee::Column::passwd, before, now, version);
            employ(row, asking.method, now);
        }
        Place::Manufacturers => set_slug(
            values,
            asking,
            manufacturer::Column::name,
            manufacturer::Column::link_rewrite,
        ),
        Place::Suppliers => set_slug(
            values,
            asking,
            supplier::Column::name,
            supplier::Column::link_rewrite,
        ),
        Place::OrderHistories if asking.method == Method::Post => {
            let date = order_history::Column::date_add;
            if text_of(row, date, Kind::DateTime).starts_with("0000") {
                row.set(date, Value::Moment(Some(now)));
            }
        }
        _ => {}
    }
}

/// `date_upd` is always the shop's own.
fn stamp(values: &mut Values, asking: Asking, now: i64) {
    let found = (0_u8..)
        .zip(asking.resource.fields)
        .find(|(_, field)| field.name == "date_upd");
    if let Some((column, _)) = found {
        set_own(values, asking, column, Value::Moment(Some(now)));
    }
}

fn set_own(values: &mut Values, asking: Asking, column: u8, value: Value) {
    values.row.set(column, value);
    let stored = values.columns.iter().any(|(held, _)| *held == column);
    let field = asking.resource.fields.get(usize::from(column));
    if let Some(field) = field.filter(|_| !stored) {
        values.columns.push((column, field));
    }
}

/// A new name gives a new link.
fn set_slug(values: &mut Values, asking: Asking, name: impl Into<u8>, link: impl Into<u8>) {
    let mut slug = String::new();
    texts::slug(&text_of(&values.row, name, Kind::Text), &mut slug);
    set_own(values, asking, link.into(), Value::text(slug));
}

/// Anything but the stored hash is taken for a new password.
fn hash_password(
    row: &mut Row,
    passwd: impl Into<u8>,
    before: Option<&Row>,
    now: i64,
    version: ShopVersion,
) {
    let passwd = passwd.into();
    let given = text_of(row, passwd, Kind::Text);
    let held = before.map(|row| text_of(row, passwd, Kind::Text));
    if held.as_deref() == Some(given.as_str()) {
        return;
    }
    let hash = crate::sha1::hex(format!("{now} {given}").as_bytes());
    row.set(
        passwd,
        Value::text(if version < ShopVersion::V1_7 {
            hash.chars().take(32).collect()
        } else {
            format!("$2y$10${hash}demonstration")
        }),
    );
}

/// A new customer belongs to the shop that was asked, unless the body names another.
fn settle_employee(row: &mut Row, shop: u32) {
    use customer::Column::*;
    for (column, usual) in [
        (id_shop, shop),
        (id_shop_group, shops::group(shop)),
        (id_lang, LANGUAGES[0]),
    ] {
        if row.id_in(column) == 0 {
            row.set(column, Value::Number(usual.into()));
        }
    }
}

/// Periods that are missing start and end today, comparisons are forgotten, and the
/// password of somebody new is as old as the account.
fn employ(row: &mut Row, method: Method, now: i64) {
    use employee::Column::*;
    let missing = |row: &Row, column: employee::Column| {
        matches!(
            row.own(crate::tables::BASE, column.into()),
            None | Some(Value::Moment(None) | Value::Null)
        )
    };
    let today = now - now.rem_euclid(DAY);
    for column in [stats_date_from, stats_date_to] {
        if missing(row, column) {
            row.set(column, Value::Moment(Some(today)));
        }
    }
    for column in [stats_compare_from, stats_compare_to] {
        if missing(row, column) {
            row.set(column, Value::Null);
        }
    }
    if method == Method::Post {
        row.set(last_passwd_gen, Value::Moment(Some(now)));
    }
}
