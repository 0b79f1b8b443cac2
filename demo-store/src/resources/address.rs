//! Where people live: each address is its customer's, whatever the shop.

use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    id_customer: id().link("customers"),
    id_manufacturer: id().link("manufacturers"),
    id_supplier: id().link("suppliers"),
    id_warehouse: id().link("warehouse"),
    id_country: id().link("countries").required().starts(8),
    id_state: id().link("states"),
    alias: text().required().sizes(&[(V1_6, 32)]).formats(&[(V1_6, "isGenericName")]),
    company: text().sizes(&[(V1_6, 64), (V1_7, 255)]).formats(&[(V1_6, "isGenericName")]),
    lastname: text()
        .required()
        .sizes(&[(V1_6, 32), (V1_7, 255)])
        .formats(&[(V1_6, "isName")]),
    firstname: text()
        .required()
        .sizes(&[(V1_6, 32), (V1_7, 255)])
        .formats(&[(V1_6, "isName")]),
    vat_number: text().formats(&[(V1_6, "isGenericName")]),
    address1: text().required().sizes(&[(V1_6, 128)]).formats(&[(V1_6, "isAddress")]),
    address2: text().sizes(&[(V1_6, 128)]).formats(&[(V1_6, "isAddress")]),
    postcode: text().sizes(&[(V1_6, 12)]).formats(&[(V1_6, "isPostCode")]),
    city: text().required().sizes(&[(V1_6, 64)]).formats(&[(V1_6, "isCityName")]),
    other: text().sizes(&[(V1_6, 300)]).formats(&[(V1_6, "isMessage")]),
    phone: text().sizes(&[(V1_6, 32)]).formats(&[(V1_6, "isPhoneNumber")]),
    phone_mobile: text().sizes(&[(V1_6, 32)]).formats(&[(V1_6, "isPhoneNumber")]),
    dni: text().sizes(&[(V1_6, 16)]).formats(&[(V1_6, "isDniLite")]),
    deleted: boolean(),
    date_add: date_time().formats(&[(V1_6, "isDate")]),
    date_upd: date_time().formats(&[(V1_6, "isDate")]),
}
