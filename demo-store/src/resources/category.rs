//! The tree in which products hang.

use super::association::*;
use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    id_parent: id().link("categories"),
    // Where the branch starts and ends in the nested tree.
    nleft: integer().hidden(),
    nright: integer().hidden(),
    level_depth: integer().unwritable(V1_6),
    nb_products_recursive: integer().dynamic().unwritable(V1_6),
    active: boolean().required().starts(1),
    id_shop_default: id().starts(1),
    is_root_category: boolean(),
    position: integer(),
    redirect_type: text().says("404").formats(&[(V9_0, "isString")]).since(V9_0),
    id_type_redirected: id().since(V9_0),
    date_add: date_time().formats(&[(V1_6, "isDate")]),
    date_upd: date_time().formats(&[(V1_6, "isDate")]),
    name: texts().required().sizes(&[(V1_6, 128)]).formats(&[(V1_6, "isCatalogName")]),
    link_rewrite: texts().required().sizes(&[(V1_6, 128)]).formats(&[(V1_6, "isLinkRewrite")]),
    description: texts().formats(&[(V1_6, "isCleanHtml")]),
    additional_description: texts().formats(&[(V8_2, "isCleanHtml")]).since(V8_2),
    meta_title: texts().sizes(&[(V1_6, 128), (V1_7, 255)]).formats(&[(V1_6, "isGenericName")]),
    meta_description: texts()
        .sizes(&[(V1_6, 255), (V1_7, 512)])
        .formats(&[(V1_6, "isGenericName")]),
    meta_keywords: texts()
        .sizes(&[(V1_6, 255)])
        .formats(&[(V1_6, "isGenericName")])
        .until(V8_2),
}

/// The categories below and the products inside.
pub static OF_CATEGORY: &[Association] = &[
    Association::of("categories", "category", "categories"),
    Association::of("products", "product", "products"),
];
