//! The fields of the resources and what they hold, written down a second time: from
//! the shops' own schemas and the plan's table of values, not from the declarations.

/// What a text on the wire means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Id,
    Link,
    Whole,
    YesNo,
    Amount,
    Text,
    Date,
    Languages,
}

use Holds::{Amount, Date, Id, Languages, Link, Text, Whole, YesNo};

type Names = &'static [(Holds, &'static str)];

/// A resource as this test knows it.
pub struct Known {
    name: &'static str,
    fields: Names,
    associations: &'static [(&'static str, &'static str, Names)],
}

/// Never handed out, wherever they occur.
pub const SECRETS: &[&str] = &[
    "passwd",
    "secure_key",
    "reset_password_token",
    "reset_password_validity",
];

impl Known {
    pub fn find(name: &str) -> Option<&'static Known> {
        KNOWN.iter().find(|one| one.name == name)
    }

    pub fn field(&self, name: &str) -> Option<Holds> {
        holds(self.fields, name)
    }

    /// The name of an association's items, and what their fields hold.
    pub fn association(&self, name: &str) -> Option<(&'static str, Names)> {
        let found = self.associations.iter().find(|(one, _, _)| *one == name);
        found.map(|(_, item, names)| (*item, *names))
    }
}

pub fn holds(names: Names, name: &str) -> Option<Holds> {
    let found = names
        .iter()
        .find(|(_, all)| all.split(' ').any(|one| one == name));
    found.map(|(holds, _)| *holds)
}

static KNOWN: &[Known] = &[
    Known {
        name: "products",
        fields: &[
            (Id, "id"),
            (
                Link,
                "id_manufacturer id_supplier id_category_default cache_default_attribute id_default_image id_default_combination id_tax_rules_group id_shop_default id_product_redirected id_type_redirected",
            ),
            (
                Whole,
                "position_in_category quantity additional_delivery_times minimal_quantity low_stock_threshold customizable text_fields uploadable_files pack_stock_type",
            ),
            (
                YesNo,
                "new quantity_discount cache_is_pack cache_has_attachments is_virtual state on_sale online_only low_stock_alert active available_for_order show_condition show_price indexed advanced_stock_management",
            ),
            (
                Amount,
                "width height depth weight ecotax price wholesale_price unit_price unit_price_ratio additional_shipping_cost",
            ),
            (
                Text,
                "manufacturer_name type reference supplier_reference location ean13 isbn upc mpn product_type unity redirect_type condition visibility",
            ),
            (Date, "available_date date_add date_upd"),
            (
                Languages,
                "delivery_in_stock delivery_out_stock meta_description meta_keywords meta_title link_rewrite name description description_short available_now available_later",
            ),
        ],
        associations: &[
            ("categories", "category", &[(Id, "id")]),
            ("images", "image", &[(Id, "id")]),
            ("combinations", "combination", &[(Id, "id")]),
            (
                "product_option_values",
                "product_option_value",
                &[(Id, "id")],
            ),
            (
                "product_features",
                "product_feature",
                &[(Id, "id"), (Link, "id_feature_value")],
            ),
            ("tags", "tag", &[(Id, "id")]),
            (
                "stock_availables",
                "stock_available",
                &[(Id, "id"), (Link, "id_product_attribute")],
            ),
            ("attachments", "attachment", &[(Id, "id")]),
            ("accessories", "product", &[(Id, "id")]),
            (
                "product_bundle",
                "product",
                &[
                    (Id, "id"),
                    (Link, "id_product_attribute"),
                    (Whole, "quantity"),
                ],
            ),
        ],
    },
    Known {
        name: "orders",
        fields: &[
            (Id, "id"),
            (
                Link,
                "id_address_delivery id_address_invoice id_cart id_currency id_lang id_customer id_carrier current_state id_shop_group id_shop",
            ),
            (
                Whole,
                "invoice_number delivery_number round_mode round_type",
            ),
            (YesNo, "valid recyclable gift mobile_theme"),
            (
                Amount,
                "total_discounts total_discounts_tax_incl total_discounts_tax_excl total_paid total_paid_tax_incl total_paid_tax_excl total_paid_real total_products total_products_wt total_shipping total_shipping_tax_incl total_shipping_tax_excl carrier_tax_rate total_wrapping total_wrapping_tax_incl total_wrapping_tax_excl conversion_rate",
            ),
            (
                Text,
                "module shipping_number note secure_key payment gift_message reference",
            ),
            (Date, "invoice_date delivery_date date_add date_upd"),
        ],
        associations: &[(
            "order_rows",
            "order_row",
            &[
                (Id, "id"),
                (Link, "product_id product_attribute_id id_customization"),
                (Whole, "product_quantity"),
                (
                    Text,
                    "product_name product_reference product_ean13 product_isbn product_upc",
                ),
                (
                    Amount,
                    "product_price unit_price_tax_incl unit_price_tax_excl",
                ),
            ],
        )],
    },
    Known {
        name: "order_details",
        fields: &[
            (Id, "id"),
            (
                Link,
                "id_order product_id product_attribute_id id_order_invoice id_warehouse id_shop id_customization id_tax_rules_group",
            ),
            (
                Whole,
                "product_quantity_reinjected product_quantity product_quantity_in_stock product_quantity_return product_quantity_refunded tax_computation_method download_nb",
            ),
            (YesNo, "discount_quantity_applied"),
            (
                Amount,
                "group_reduction product_price reduction_percent reduction_amount reduction_amount_tax_incl reduction_amount_tax_excl product_quantity_discount product_weight ecotax ecotax_tax_rate unit_price_tax_incl unit_price_tax_excl total_price_tax_incl total_price_tax_excl total_shipping_price_tax_excl total_shipping_price_tax_incl purchase_supplier_price original_product_price original_wholesale_price total_refunded_tax_excl total_refunded_tax_incl",
            ),
            (
                Text,
                "download_hash product_name product_ean13 product_isbn product_upc product_mpn product_reference product_supplier_reference",
            ),
            (Date, "download_deadline"),
        ],
        associations: &[("taxes", "tax", &[(Id, "id")])],
    },
    Known {
        name: "order_states",
        fields: &[
            (Id, "id"),
            (
                YesNo,
                "unremovable delivery hidden send_email invoice logable shipped paid pdf_delivery pdf_invoice deleted",
            ),
            (Text, "module_name color"),
            (Languages, "name template"),
        ],
        associations: &[],
    },
    Known {
        name: "order_histories",
        fields: &[
            (Id, "id"),
            (Link, "id_employee id_order_state id_order"),
            (Date, "date_add"),
        ],
        associations: &[],
    },
    Known {
        name: "customers",
        fields: &[
            (Id, "id"),
            (
                Link,
                "id_default_group id_lang id_gender id_risk id_shop id_shop_group",
            ),
            (Whole, "max_payment_days"),
            (
                YesNo,
                "deleted newsletter optin show_public_prices active is_guest",
            ),
            (Amount, "outstanding_allow_amount"),
            (
                Text,
                "ip_registration_newsletter secure_key passwd lastname firstname email website company siret ape note reset_password_token",
            ),
            (
                Date,
                "newsletter_date_add last_passwd_gen birthday date_add date_upd reset_password_validity",
            ),
        ],
        associations: &[("groups", "group", &[(Id, "id")])],
    },
    Known {
        name: "languages",
        fields: &[
            (Id, "id"),
            (YesNo, "active is_rtl"),
            (
                Text,
                "name iso_code locale language_code date_format_lite date_format_full",
            ),
        ],
        associations: &[],
    },
    Known {
        name: "stock_availables",
        fields: &[
            (Id, "id"),
            (
                Link,
                "id_product id_product_attribute id_shop id_shop_group",
            ),
            (Whole, "quantity out_of_stock"),
            (YesNo, "depends_on_stock"),
            (Text, "location"),
        ],
        associations: &[],
    },
];
