//! Those who bring the parcels.

use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    deleted: boolean(),
    is_module: boolean(),
    // Of a table of its own, by a getter.
    id_tax_rules_group: id().link("tax_rule_groups").dynamic(),
    id_reference: integer(),
    name: text().required().sizes(&[(V1_6, 64)]).formats(&[(V1_6, "isCarrierName")]),
    active: boolean().required(),
    is_free: boolean(),
    // With `@` for the tracking number.
    url: text().formats(&[(V1_6, "isAbsoluteUrl")]),
    shipping_handling: boolean().starts(1),
    shipping_external: boolean().formats(&[]),
    range_behavior: boolean(),
    shipping_method: integer().formats(&[(V1_6, "isUnsignedInt")]).starts(1),
    max_width: integer().formats(&[(V1_6, "isUnsignedInt")]),
    max_height: integer().formats(&[(V1_6, "isUnsignedInt")]),
    max_depth: integer().formats(&[(V1_6, "isUnsignedInt")]),
    max_weight: rate(6),
    grade: integer().sizes(&[(V1_6, 1)]).formats(&[(V1_6, "isUnsignedInt")]),
    external_module_name: text().sizes(&[(V1_6, 64)]),
    need_range: boolean().formats(&[]),
    position: integer(),
    delay: texts()
        .required()
        .sizes(&[(V1_6, 128), (V1_7, 512)])
        .formats(&[(V1_6, "isGenericName")]),
}
