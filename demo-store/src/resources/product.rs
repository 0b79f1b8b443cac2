//! Products: texts, prices and flags, many of them per shop.

use super::association::*;
use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    id_manufacturer: id().link("manufacturers"),
    id_supplier: id().link("suppliers"),
    id_category_default: id().link("categories").per_shop(),
    new: text().without_column(),
    cache_default_attribute: integer().per_shop(),
    id_default_image: integer().link("images/products/#").dynamic(),
    id_default_combination: integer().link("combinations").dynamic(),
    id_tax_rules_group: id().link("tax_rule_groups").per_shop().starts(1),
    position_in_category: integer().dynamic().null(),
    manufacturer_name: text().dynamic().unwritable(V1_6),
    quantity: integer().dynamic().with_column().unwritable(V1_6),
    r#type: text().dynamic().says("simple"),
    id_shop_default: integer().starts(1),
    reference: text().sizes(&[(V1_6, 32), (V1_7, 64)]).formats(&[(V1_6, "isReference")]),
    supplier_reference: text()
        .sizes(&[(V1_6, 32), (V1_7, 64)])
        .formats(&[(V1_6, "isReference")]),
    location: text().sizes(&[(V1_6, 64), (V1_7, 255)]).formats(&[(V1_6, "isReference"), (V1_7, "isString")]),
    width: decimal().formats(&[(V1_6, "isUnsignedFloat")]),
    height: decimal().formats(&[(V1_6, "isUnsignedFloat")]),
    depth: decimal().formats(&[(V1_6, "isUnsignedFloat")]),
    weight: decimal().formats(&[(V1_6, "isUnsignedFloat")]),
    quantity_discount: boolean(),
    ean13: text()
        .sizes(&[(V1_6, 13), (V9_0, 14)])
        .formats(&[(V1_6, "isEan13"), (V9_0, "isGtin")]),
    isbn: text().sizes(&[(V1_7, 32)]).formats(&[(V1_7, "isIsbn")]).since(V1_7),
    upc: text().sizes(&[(V1_6, 12)]).formats(&[(V1_6, "isUpc")]),
    mpn: text().sizes(&[(V1_7, 40)]).formats(&[(V1_7, "isMpn")]).since(V1_7),
    cache_is_pack: boolean(),
    cache_has_attachments: boolean(),
    is_virtual: boolean(),
    state: integer().formats(&[(V1_7, "isUnsignedId")]).since(V1_7).starts(1),
    additional_delivery_times: integer()
        .formats(&[(V1_7, "isUnsignedId")])
        .since(V1_7)
        .starts(1),
    delivery_in_stock: texts()
        .sizes(&[(V1_7, 255)])
        .formats(&[(V1_7, "isGenericName")])
        .since(V1_7),
    delivery_out_stock: texts()
        .sizes(&[(V1_7, 255)])
        .formats(&[(V1_7, "isGenericName")])
        .since(V1_7),
    product_type: text().says("standard").since(V1_7),
    on_sale: boolean().per_shop(),
    online_only: boolean().per_shop(),
    ecotax: price().per_shop(),
    minimal_quantity: integer()
        .formats(&[(V1_6, "isUnsignedInt"), (V8_2, "isPositiveInt")])
        .per_shop()
        .starts(1),
    low_stock_threshold: integer().formats(&[(V1_7, "isInt")]).per_shop().since(V1_7),
    low_stock_alert: boolean().per_shop().since(V1_7),
    price: price().required().per_shop(),
    wholesale_price: price().per_shop(),
    unity: text().formats(&[(V1_6, "isString")]).sizes(&[(V8_2, 255)]).per_shop(),
    unit_price: price().per_shop().since(V8_2),
    unit_price_ratio: decimal().per_shop(),
    additional_shipping_cost: price().per_shop(),
    customizable: integer().formats(&[(V1_6, "isUnsignedInt")]).per_shop(),
    text_fields: integer().formats(&[(V1_6, "isUnsignedInt")]).per_shop(),
    uploadable_files: integer().formats(&[(V1_6, "isUnsignedInt")]).per_shop(),
    active: boolean().per_shop(),
    redirect_type: text().formats(&[(V1_6, "isString")]).per_shop().says("404"),
    id_product_redirected: id().per_shop().until(V1_6),
    id_type_redirected: id().per_shop().since(V1_7),
    available_for_order: boolean().per_shop().starts(1),
    available_date: date().formats(&[(V1_6, "isDateFormat")]).per_shop(),
    show_condition: boolean().per_shop().since(V1_7),
    condition: text().formats(&[(V1_6, "isGenericName")]).per_shop().says("new"),
    show_price: boolean().per_shop().starts(1),
    indexed: boolean().per_shop().starts(1),
    visibility: text().formats(&[(V1_6, "isProductVisibility")]).per_shop().says("both"),
    advanced_stock_management: boolean().per_shop(),
    date_add: date_time().formats(&[(V1_6, "isDate")]).per_shop(),
    date_upd: date_time().formats(&[(V1_6, "isDate")]).per_shop(),
    pack_stock_type: integer().formats(&[(V1_6, "isUnsignedInt")]).per_shop().starts(3),
    meta_description: texts()
        .sizes(&[(V1_6, 255), (V1_7, 512)])
        .formats(&[(V1_6, "isGenericName")]),
    meta_keywords: texts()
        .sizes(&[(V1_6, 255)])
        .formats(&[(V1_6, "isGenericName")])
        .until(V8_2),
    meta_title: texts()
        .sizes(&[(V1_6, 128), (V1_7, 255)])
        .formats(&[(V1_6, "isGenericName")]),
    link_rewrite: texts()
        .required_until(V1_6)
        .sizes(&[(V1_6, 128)])
        .formats(&[(V1_6, "isLinkRewrite")]),
    name: texts()
        .required_until(V1_6)
        .sizes(&[(V1_6, 128)])
        .formats(&[(V1_6, "isCatalogName")]),
    description: texts().formats(&[(V1_6, "isCleanHtml")]),
    description_short: texts().formats(&[(V1_6, "isCleanHtml")]),
    available_now: texts().sizes(&[(V1_6, 255)]).formats(&[(V1_6, "isGenericName")]),
    available_later: texts()
        .sizes(&[(V1_6, 255)])
        .formats(&[(V1_6, "IsGenericName"), (V1_7, "isGenericName")]),
}

/// Positions of the associations of a product that hold ids.
pub(crate) mod linked {
    pub(crate) const CATEGORIES: u8 = 0;
    pub(crate) const IMAGES: u8 = 1;
    pub(crate) const COMBINATIONS: u8 = 2;
    pub(crate) const OPTION_VALUES: u8 = 3;
    pub(crate) const FEATURES: u8 = 4;
    pub(crate) const STOCK: u8 = 6;
    pub(crate) const ACCESSORIES: u8 = 8;
    pub(crate) const BUNDLE: u8 = 9;
}

/// What hangs on a product.
pub static OF_PRODUCT: &[Association] = &[
    Association::of("categories", "category", "categories"),
    Association::of("images", "image", "images").path("images/products/#"),
    Association::of("combinations", "combination", "combinations"),
    Association::of(
        "product_option_values",
        "product_option_value",
        "product_option_values",
    ),
    Association::of("product_features", "product_feature", "product_features")
        .fields(&[ItemField::new("id_feature_value").link("product_feature_values")]),
    Association::of("tags", "tag", "tags"),
    Association::of("stock_availables", "stock_available", "stock_availables")
        .fields(&[ItemField::new("id_product_attribute")]),
    Association::of("attachments", "attachment", "attachments").since(V1_7),
    Association::of("accessories", "product", "products"),
    Association::of("product_bundle", "product", "products").fields(&[
        ItemField::new("id_product_attribute").since(V1_7),
        ItemField::new("quantity"),
    ]),
];
