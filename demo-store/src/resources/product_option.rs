//! What combinations differ in, such as their size.

use super::association::*;
use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    is_color_group: boolean(),
    group_type: text().required().says("select"),
    position: integer().formats(&[(V1_6, "isInt")]),
    name: texts().required().sizes(&[(V1_6, 128)]).formats(&[(V1_6, "isGenericName")]),
    public_name: texts().required().sizes(&[(V1_6, 64)]).formats(&[(V1_6, "isGenericName")]),
}

/// The values there are.
pub static OF_PRODUCT_OPTION: &[Association] = &[Association::of(
    "product_option_values",
    "product_option_value",
    "product_option_values",
)];
