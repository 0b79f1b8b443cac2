//! The people who buy.

use super::dice::Dice;
use crate::collation::fold;
use crate::options::{Options, ShopVersion};
use crate::resources::customer::Column::*;
use crate::tables::Row;
use crate::tables::moment::NOW;
use crate::tables::value::Value;

const CUSTOMER: u64 = 3;

static FIRST_NAMES: [(&str, i64); 20] = [
    ("Anna", 2),
    ("Björn", 1),
    ("Chloé", 2),
    ("Dario", 1),
    ("Élise", 2),
    ("Farid", 1),
    ("Greta", 2),
    ("Hugo", 1),
    ("Ingrid", 2),
    ("José", 1),
    ("Klára", 2),
    ("Łukasz", 1),
    ("Maïa", 2),
    ("Noël", 1),
    ("Oksana", 2),
    ("Paul", 1),
    ("Rosa", 2),
    ("Søren", 1),
    ("ليلى", 2),
    ("Zoltán", 1),
];

static LAST_NAMES: [&str; 21] = [
    "Berg",
    "Castagna",
    "Dvořák",
    "Eriksson",
    "Fabre",
    "Gärtner",
    "Haddad",
    "Ivanova",
    "Jensen",
    "Kowalska",
    "Lefèvre",
    "Müller",
    "Novák",
    "O’Brien",
    "Pérez",
    "Quint",
    "Rossi",
    "Sørensen",
    "حداد",
    "Tóth",
    "van der Meer",
];

const HOSTS: [&str; 3] = ["example.com", "example.org", "example.net"];

/// Whether that customer checked out without an account.
fn is_a_guest(id: u32) -> bool {
    id.is_multiple_of(8)
}

pub(super) fn customer(id: u32, options: &Options) -> Row {
    let seed = options.seed;
    let mut dice = Dice::for_record(CUSTOMER, seed, id);
    let (first, gender) = dice.pick(&FIRST_NAMES).copied().unwrap_or_default();
    let last = dice.pick(&LAST_NAMES).copied().unwrap_or_default();
    let added = NOW - i64::from(dice.below(700 * 24)) * 3_600 - 97;
    let mut row = Row::new(id);
    row.set(id_lang, Value::Number(i64::from(1 + dice.below(2))))
        .set(firstname, Value::word(first))
        .set(lastname, Value::word(last))
        .set(email, Value::text(address(id, seed)))
        .set(id_gender, Value::Number(gender))
        .set(active, Value::Number(i64::from(!dice.one_in(15))))
        .set(secure_key, Value::text(dice.hex(32)))
        .set(
            passwd,
            Value::text(hash_of_nothing(&mut dice, options.version)),
        )
        .set(last_passwd_gen, Value::Moment(Some(added)))
        .set(date_add, Value::Moment(Some(added)))
        .set(date_upd, Value::Moment(Some(added + 7_200)));
    row.link(0, vec![3]);
    if is_a_guest(id) {
        row.set(is_guest, Value::Number(1))
            .set(id_default_group, Value::Number(2))
            .link(0, vec![2]);
    } else if dice.one_in(3) {
        row.set(newsletter, Value::Number(1))
            .set(newsletter_date_add, Value::Moment(Some(added)))
            .set(
                ip_registration_newsletter,
                Value::text(format!("192.0.2.{}", id % 250)),
            );
    }
    if dice.one_in(3) {
        let birth = NOW - i64::from(7_000 + dice.below(18_000)) * 86_400;
        // A day has no hour: what comes back in a write must be what was there.
        let day = birth - birth.rem_euclid(86_400);
        row.set(birthday, Value::Moment(Some(day)));
    }
    if dice.one_in(6) {
        row.set(company, Value::text(format!("{last} & Co")));
    }
    if dice.one_in(5) {
        row.set(
            note,
            Value::word("Rings twice.\nLikes blue <glaze> & small cups."),
        );
    }
    row
}

/// A registered customer's own address, or for a guest that of the one three before.
pub(super) fn address(id: u32, seed: u32) -> String {
    if is_a_guest(id) {
        return address(id.saturating_sub(3).max(1), seed);
    }
    let mut dice = Dice::for_record(CUSTOMER, seed, id);
    let (first, _) = dice.pick(&FIRST_NAMES).copied().unwrap_or_default();
    let last = dice.pick(&LAST_NAMES).copied().unwrap_or_default();
    let (first, last) = (plain(first, "layla"), plain(last, "haddad"));
    let host = HOSTS
        .get(id as usize % HOSTS.len())
        .copied()
        .unwrap_or("example.com");
    // Some typed their address the way they write their name.
    if id % 7 == 2 {
        let mut capital = first.clone();
        if let Some(start) = capital.get_mut(..1) {
            start.make_ascii_uppercase();
        }
        return format!(
            "{capital}.{last}{id}@Example.{}",
            host.rsplit('.').next().unwrap_or("com")
        );
    }
    format!("{first}.{last}{id}@{host}")
}

/// A name in letters an address may hold; `romanized` when it has none of them.
fn plain(name: &str, romanized: &str) -> String {
    let letters: String = name
        .chars()
        .map(fold)
        .filter(char::is_ascii_lowercase)
        .collect();
    if letters.is_empty() {
        romanized.to_owned()
    } else {
        letters
    }
}

/// Looks like a password's hash and opens nothing: MD5 in 1.6, bcrypt since.
pub(super) fn hash_of_nothing(dice: &mut Dice, version: ShopVersion) -> String {
    let alphabet = b"./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let bcrypt = dice.letters(53, alphabet);
    if version < ShopVersion::V1_7 {
        dice.hex(32)
    } else {
        format!("$2y$10${bcrypt}")
    }
}
