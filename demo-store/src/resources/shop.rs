//! The shops behind the address.

use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    id_shop_group: integer().link("shop_groups").required().starts(1),
    id_category: integer().required().starts(2),
    active: boolean().starts(1),
    deleted: boolean(),
    name: text().required().sizes(&[(V1_6, 64)]).formats(&[(V1_6, "isGenericName")]),
    color: text().since(V1_7),
    theme_name: text().required().formats(&[(V1_6, "isThemeName")]),
}
