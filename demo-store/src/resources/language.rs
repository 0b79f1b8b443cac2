//! The languages of the shop, inactive ones included.

use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    name: text().required().sizes(&[(V1_6, 32)]).formats(&[(V1_6, "isGenericName")]),
    iso_code: text().required().sizes(&[(V1_6, 2)]).formats(&[(V1_6, "isLanguageIsoCode")]),
    locale: text().sizes(&[(V1_7, 5)]).formats(&[(V1_7, "isLocale")]).since(V1_7),
    language_code: text().sizes(&[(V1_6, 5)]).formats(&[(V1_6, "isLanguageCode")]),
    active: boolean(),
    is_rtl: boolean(),
    date_format_lite: text()
        .required()
        .sizes(&[(V1_6, 32)])
        .formats(&[(V1_6, "isPhpDateFormat")]),
    date_format_full: text()
        .required()
        .sizes(&[(V1_6, 32)])
        .formats(&[(V1_6, "isPhpDateFormat")]),
}
