//! Where parcels go.

use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    id_zone: id().link("zones").required().starts(1),
    id_currency: id().link("currencies"),
    call_prefix: integer().formats(&[(V1_6, "isInt")]),
    iso_code: text().required().sizes(&[(V1_6, 3)]).formats(&[(V1_6, "isLanguageIsoCode")]),
    active: boolean(),
    contains_states: boolean().required(),
    need_identification_number: boolean().required(),
    need_zip_code: boolean().starts(1),
    zip_code_format: text().formats(&[(V1_6, "isZipCodeFormat")]),
    display_tax_label: boolean().required().starts(1),
    name: texts().required().sizes(&[(V1_6, 64)]).formats(&[(V1_6, "isGenericName")]),
}
