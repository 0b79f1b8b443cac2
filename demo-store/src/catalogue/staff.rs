//! The people who work in the shop.

use super::customers::hash_of_nothing;
use super::dice::Dice;
use crate::options::ShopVersion;
use crate::resources::employee::Column::*;
use crate::tables::moment::{DAY, NOW};
use crate::tables::value::Value;
use crate::tables::{Row, Table};

const EMPLOYEE: u64 = 31;

/// First and last name, profile.
const PEOPLE: [(&str, &str, i64); 3] = [
    ("Mira", "Tallow", 1),
    ("Oskar", "Kiln", 2),
    ("Yara", "Ash", 4),
];

pub(crate) fn employees(version: ShopVersion) -> Table {
    let today = NOW - NOW.rem_euclid(DAY);
    let mut table = Table::default();
    for (id, (first, last, profile)) in (1..).zip(PEOPLE) {
        let mut dice = Dice::for_record(EMPLOYEE, 0, id);
        let address = format!("{}@clay-and-leaf.example", first.to_lowercase());
        let mut row = Row::new(id);
        row.set(id_lang, Value::Number(i64::from(id % 2) + 1))
            .set(last_passwd_gen, Value::Moment(Some(NOW - 90 * DAY)))
            .set(stats_date_from, Value::Moment(Some(today - 60 * DAY)))
            .set(stats_date_to, Value::Moment(Some(today - 30 * DAY)))
            .set(passwd, Value::text(hash_of_nothing(&mut dice, version)))
            .set(lastname, Value::word(last))
            .set(firstname, Value::word(first))
            .set(email, Value::text(address))
            .set(id_profile, Value::Number(profile))
            .set(default_tab, Value::Number(1))
            .set(id_last_order, Value::Number(i64::from(id) * 7));
        // Only the first has ever compared two periods.
        if id == 1 {
            row.set(stats_compare_from, Value::Moment(Some(today - 120 * DAY)))
                .set(stats_compare_to, Value::Moment(Some(today - 90 * DAY)))
                .set(preselect_date_range, Value::word("month"));
        }
        table.push(row);
    }
    table
}
