//! One of the sizes or colours that combinations have.

use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    id_attribute_group: id().link("product_options").required(),
    color: text().formats(&[(V1_6, "isColor")]),
    position: integer().formats(&[(V1_6, "isInt")]),
    name: texts().required().sizes(&[(V1_6, 128)]).formats(&[(V1_6, "isGenericName")]),
}
