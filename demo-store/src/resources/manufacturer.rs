//! Those who make the products.

use super::association::*;
use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    active: boolean().formats(&[]),
    // Made of the name at every reading.
    link_rewrite: text().dynamic().unwritable(V1_6),
    name: text().required().sizes(&[(V1_6, 64)]).formats(&[(V1_6, "isCatalogName")]),
    date_add: date_time(),
    date_upd: date_time(),
    description: texts().formats(&[(V1_6, "isCleanHtml")]),
    short_description: texts().formats(&[(V1_6, "isCleanHtml")]),
    meta_title: texts().sizes(&[(V1_6, 128), (V1_7, 255)]).formats(&[(V1_6, "isGenericName")]),
    meta_description: texts()
        .sizes(&[(V1_6, 255), (V1_7, 512)])
        .formats(&[(V1_6, "isGenericName")]),
    meta_keywords: texts().formats(&[(V1_6, "isGenericName")]).until(V8_2),
}

/// Where they can be reached.
pub static OF_MANUFACTURER: &[Association] =
    &[Association::of("addresses", "address", "addresses")];
