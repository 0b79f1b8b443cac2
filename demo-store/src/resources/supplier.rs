//! Those who deliver the products.

use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    // Made of the name at every reading; what a write says is taken and forgotten.
    link_rewrite: text().without_column(),
    name: text().required().sizes(&[(V1_6, 64)]).formats(&[(V1_6, "isCatalogName")]),
    active: boolean().formats(&[]),
    date_add: date_time().formats(&[(V1_6, "isDate")]),
    date_upd: date_time().formats(&[(V1_6, "isDate")]),
    description: texts().formats(&[(V1_6, "isCleanHtml")]),
    meta_title: texts().sizes(&[(V1_6, 128), (V1_7, 255)]).formats(&[(V1_6, "isGenericName")]),
    meta_description: texts()
        .sizes(&[(V1_6, 255), (V1_7, 512)])
        .formats(&[(V1_6, "isGenericName")]),
    meta_keywords: texts()
        .sizes(&[(V1_6, 255)])
        .formats(&[(V1_6, "isGenericName")])
        .until(V8_2),
}
