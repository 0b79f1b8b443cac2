//! The money that prices are in. 1.7 gave names, symbols and patterns to each language.

use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    names: texts().since(V1_7),
    name: text()
        .required()
        .sizes(&[(V1_6, 32), (V1_7, 255)])
        .formats(&[(V1_6, "isGenericName")]),
    symbol: texts().sizes(&[(V1_7, 255)]).since(V1_7),
    iso_code: text().required().sizes(&[(V1_6, 3)]).formats(&[(V1_6, "isLanguageIsoCode")]),
    iso_code_num: text()
        .sizes(&[(V1_6, 3)])
        .formats(&[(V1_6, "isNumericIsoCode")])
        .until(V1_6),
    numeric_iso_code: text()
        .sizes(&[(V1_7, 3)])
        .formats(&[(V1_7, "isNumericIsoCode")])
        .since(V1_7),
    blank: integer().formats(&[(V1_6, "isInt")]).until(V1_6),
    sign: text()
        .required()
        .sizes(&[(V1_6, 8)])
        .formats(&[(V1_6, "isGenericName")])
        .until(V1_6),
    format: id().required().until(V1_6),
    decimals: boolean().required().until(V1_6),
    precision: integer().formats(&[(V1_7, "isInt")]).since(V1_7),
    conversion_rate: rate(6)
        .required()
        .formats(&[(V1_6, "isFloat"), (V1_7, "isUnsignedFloat")]),
    deleted: boolean(),
    active: boolean(),
    unofficial: boolean().since(V1_7),
    modified: boolean().since(V1_7),
    pattern: texts().sizes(&[(V1_7, 255)]).since(V1_7),
}
