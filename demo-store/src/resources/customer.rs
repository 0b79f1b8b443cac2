//! Customers, guests among them.

use super::association::*;
use super::field::*;
use crate::options::ShopVersion::*;
use crate::tables::value::Value;
use crate::tables::{BASE, Row};

fields! {
    id_default_group: integer().link("groups").starts(3),
    id_lang: id().link("languages"),
    newsletter_date_add: date_time(),
    ip_registration_newsletter: text().sizes(&[(V9_0, 15)]),
    last_passwd_gen: date_time().marked().unwritable(V9_0),
    secure_key: text()
        .formats(&[(V1_6, "isMd5")])
        .sizes(&[(V9_0, 32)])
        .marked()
        .unwritable(V9_0),
    deleted: boolean(),
    passwd: text()
        .required()
        .sizes(&[(V1_6, 32), (V1_7, 255)])
        .formats(&[(V1_6, "isPasswd"), (V8_2, "isHashedPassword")]),
    lastname: text()
        .required()
        .sizes(&[(V1_6, 32), (V1_7, 255)])
        .formats(&[(V1_6, "isCustomerName")]),
    firstname: text()
        .required()
        .sizes(&[(V1_6, 32), (V1_7, 255)])
        .formats(&[(V1_6, "isCustomerName")]),
    email: text()
        .required()
        .sizes(&[(V1_6, 128), (V1_7, 255)])
        .formats(&[(V1_6, "isEmail")]),
    id_gender: id(),
    birthday: date().formats(&[(V1_6, "isBirthDate")]),
    newsletter: boolean(),
    optin: boolean(),
    website: text().formats(&[(V1_6, "isUrl")]).sizes(&[(V9_0, 128)]),
    company: text().formats(&[(V1_6, "isGenericName")]).sizes(&[(V9_0, 255)]),
    siret: text()
        .formats(&[(V1_6, "isSiret"), (V1_7, "isGenericName")])
        .sizes(&[(V9_0, 14)]),
    ape: text().formats(&[(V1_6, "isApe")]).sizes(&[(V9_0, 6)]),
    outstanding_allow_amount: rate(6),
    show_public_prices: boolean(),
    id_risk: integer().formats(&[(V1_6, "isUnsignedInt")]),
    max_payment_days: integer().formats(&[(V1_6, "isUnsignedInt")]),
    active: boolean(),
    note: text()
        .sizes(&[(V1_6, 65_000), (V8_2, 4_194_303)])
        .formats(&[(V1_6, "isCleanHtml"), (V1_7, "")]),
    is_guest: boolean(),
    id_shop: id().starts(1),
    id_shop_group: id().starts(1),
    date_add: date_time().formats(&[(V1_6, "isDate")]),
    date_upd: date_time().formats(&[(V1_6, "isDate")]),
    reset_password_token: text()
        .sizes(&[(V1_7, 40)])
        .formats(&[(V1_7, "isSha1")])
        .since(V1_7),
    reset_password_validity: date_time().formats(&[(V1_7, "isDateOrNull")]).since(V1_7),
}

/// The groups of a customer.
pub static OF_CUSTOMER: &[Association] = &[Association::of("groups", "group", "groups")];

/// The shop of a customer; 0 once a write has left it out.
pub(crate) fn shop(row: &Row) -> u32 {
    row.stored(BASE, Column::id_shop.into())
        .map_or(1, Value::id)
}
