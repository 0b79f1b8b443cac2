//! Products.

use super::declared::resource;
use super::field::Source;
use super::rule::{Format, Rule};

const TEXT: Rule = Rule::of(Format::GenericName).max(255);
const HTML: Rule = Rule::of(Format::CleanHtml);
const NAME: Rule = Rule::of(Format::CatalogName).max(128).required();
const SLUG: Rule = Rule::of(Format::Slug).max(128).required();
const META_TITLE: Rule = Rule::of(Format::GenericName).max(128).later_max(1, 7, 255);
const META_DESCRIPTION: Rule = Rule::of(Format::GenericName).max(255).later_max(1, 7, 512);
const REFERENCE: Rule = Rule::of(Format::Reference).max(32).later_max(1, 7, 64);
const PLACE: Rule = Rule::of(Format::Any).max(64).later_max(1, 7, 255);
const BARCODE: Rule = Rule::of(Format::Digits).max(13).later_max(9, 0, 14);
const UPC: Rule = Rule::of(Format::Digits).max(12);
const ISBN: Rule = Rule::of(Format::Any).max(32);
const MPN: Rule = Rule::of(Format::Any).max(40);
const UNITY: Rule = Rule::of(Format::Any).max(255);
const PRICE: Rule = Rule::of(Format::Price);
const MAIN_PRICE: Rule = Rule::of(Format::Price).required();
const SIZE: Rule = Rule::of(Format::Positive);

resource! {
    /// A product, as one shop sells it. Its stock stands in `stock_availables`.
    pub struct Product = "products" / "product", updatable;
    /// Products. Their stock stands in `stockAvailables`.
    property;
    fields {
        /// Id of the product.
        id: Id, kept;
        /// Id of the manufacturer.
        id_manufacturer: Link;
        /// Id of the default supplier.
        id_supplier: Link;
        /// Id of the default category.
        id_category_default: Link, each_shop;
        /// Always empty.
        new: Boolean, dynamic, stripped;
        /// Id of the default combination, as cached by the shop.
        cache_default_attribute: Link, automatic, each_shop;
        /// Id of the cover image.
        id_default_image: Link, dynamic, stripped;
        /// Id of the default combination.
        id_default_combination: Link, dynamic, stripped;
        /// Id of the tax rules group.
        id_tax_rules_group: Link, each_shop;
        /// Place in the default category, from 1 on (1.6: from 0 on); `null` for a product that is not in it.
        position_in_category: Integer, dynamic, stripped;
        /// Name of the manufacturer.
        manufacturer_name: Text, dynamic, refused;
        /// Always 0: the stock of a product stands in `stock_availables`.
        quantity: Integer, dynamic, refused;
        /// `simple`, `pack` or `virtual`.
        r#type: Enumeration(&["simple", "pack", "virtual"]), dynamic, stripped;
        /// Id of the shop that the product belongs to by default.
        id_shop_default: Link;
        /// The merchant's reference.
        reference: Text, rule(&REFERENCE);
        /// The supplier's reference.
        supplier_reference: Text, rule(&REFERENCE);
        /// Place in the warehouse.
        location: Text, rule(&PLACE);
        /// Width, in the shop's unit of length.
        width: Decimal, rule(&SIZE);
        /// Height, in the shop's unit of length.
        height: Decimal, rule(&SIZE);
        /// Depth, in the shop's unit of length.
        depth: Decimal, rule(&SIZE);
        /// Weight, in the shop's unit of weight.
        weight: Decimal, rule(&SIZE);
        /// Whether it has quantity discounts.
        quantity_discount: Boolean;
        /// EAN-13 or JAN barcode; from version 9 on a GTIN of up to 14 digits.
        ean13: Text, rule(&BARCODE);
        /// ISBN.
        isbn: Text, since(1, 7), rule(&ISBN);
        /// UPC barcode.
        upc: Text, rule(&UPC);
        /// The manufacturer's part number.
        mpn: Text, since(1, 7), rule(&MPN);
        /// Whether it is a pack.
        cache_is_pack: Boolean, automatic;
        /// Whether it has attachments.
        cache_has_attachments: Boolean, automatic;
        /// Whether it is virtual (a download, a service).
        is_virtual: Boolean;
        /// `false` hides an unfinished product even from the back office.
        state: Boolean, since(1, 7), initial("1");
        /// Delivery times: 0 none, 1 the shop's own, 2 the product's.
        additional_delivery_times: Integer, since(1, 7);
        /// Delivery time while in stock.
        delivery_in_stock: Multilingual, since(1, 7), rule(&TEXT);
        /// Delivery time while out of stock.
        delivery_out_stock: Multilingual, since(1, 7), rule(&TEXT);
        /// What the back office edits it as.
        product_type: Enumeration(&["standard", "combinations", "pack", "virtual"]), since(1, 7);
        /// Whether it carries the "on sale" flag.
        on_sale: Boolean, each_shop;
        /// Whether it is sold online only.
        online_only: Boolean, each_shop;
        /// Ecotax without tax, in the shop's default currency.
        ecotax: Decimal, rule(&PRICE), each_shop;
        /// Smallest quantity of one order.
        minimal_quantity: Integer, each_shop;
        /// Stock at and below which it counts as low.
        low_stock_threshold: Integer, since(1, 7), left_out_empty, each_shop;
        /// Whether low stock is reported by e-mail.
        low_stock_alert: Boolean, since(1, 7), each_shop;
        /// Price without tax, in the shop's default currency.
        price: Decimal, rule(&MAIN_PRICE), each_shop;
        /// Purchase price without tax.
        wholesale_price: Decimal, rule(&PRICE), each_shop;
        /// Unit of the unit price, such as `kg`.
        unity: Text, rule(&UNITY), each_shop;
        /// Price of one unit without tax.
        unit_price: Decimal, since(8, 0), rule(&PRICE), each_shop;
        /// Units in one product; the shop computes it from the unit price.
        unit_price_ratio: Decimal, automatic, source(&Source::Fields(&["unit_price", "price"])), each_shop;
        /// Extra shipping cost for each piece.
        additional_shipping_cost: Decimal, rule(&PRICE), each_shop;
        /// Whether it can be customised: 0 no, 1 yes, 2 must be.
        customizable: Integer, each_shop;
        /// Number of texts a customer may give.
        text_fields: Integer, each_shop;
        /// Number of files a customer may upload.
        uploadable_files: Integer, each_shop;
        /// Whether it is on sale in this shop.
        active: Boolean, each_shop;
        /// What its address answers while it is not on sale.
        redirect_type: Enumeration(&["404", "410", "301-product", "302-product", "301-category", "302-category", "200-displayed", "404-displayed", "410-displayed", "default"]), each_shop;
        /// Id of the product its address leads to.
        id_product_redirected: Link, until(1, 7), each_shop;
        /// Id of the product or category its address leads to.
        id_type_redirected: Link, since(1, 7), each_shop;
        /// Whether it can be ordered.
        available_for_order: Boolean, each_shop;
        /// Day from which on it is available.
        available_date: Date, each_shop;
        /// Whether the condition is shown.
        show_condition: Boolean, since(1, 7), each_shop;
        /// Condition.
        condition: Enumeration(&["new", "used", "refurbished"]), each_shop;
        /// Whether the price is shown.
        show_price: Boolean, each_shop;
        /// Whether it is in the search index.
        indexed: Boolean, automatic, each_shop;
        /// Where it is shown.
        visibility: Enumeration(&["both", "catalog", "search", "none"]), each_shop;
        /// Whether it uses the advanced stock management of older versions.
        advanced_stock_management: Boolean, each_shop;
        /// When it was added, in the shop's time zone.
        date_add: Date, each_shop;
        /// When it was last changed, in the shop's time zone; set by the shop.
        date_upd: Date, automatic, each_shop;
        /// What a sold pack takes out of stock: 0 the pack, 1 its products, 2 both, 3 the shop's default.
        pack_stock_type: Integer, each_shop;
        /// Meta description.
        meta_description: Multilingual, rule(&META_DESCRIPTION);
        /// Meta keywords.
        meta_keywords: Multilingual, until(9, 0), rule(&TEXT);
        /// Meta title.
        meta_title: Multilingual, rule(&META_TITLE);
        /// The slug in its address.
        link_rewrite: Multilingual, rule(&SLUG);
        /// Name.
        name: Multilingual, rule(&NAME);
        /// Description, HTML.
        description: Multilingual, rule(&HTML);
        /// Summary, HTML.
        description_short: Multilingual, rule(&HTML);
        /// Label while in stock.
        available_now: Multilingual, rule(&TEXT);
        /// Label while out of stock and orderable.
        available_later: Multilingual, rule(&TEXT);
    }
    associations {
        /// Its categories.
        categories: ProductCategory = "category" {
            /// Id of the category.
            id: Id;
        }
        /// Its images.
        images: ProductImage = "image" refused {
            /// Id of the image.
            id: Id;
        }
        /// Its combinations.
        combinations: ProductCombination = "combination" refused {
            /// Id of the combination.
            id: Id;
        }
        /// The attribute values its combinations are made of.
        product_option_values: ProductOptionValue = "product_option_value" refused {
            /// Id of the attribute value.
            id: Id;
        }
        /// Its features, each with the value it has.
        product_features: ProductFeature = "product_feature" {
            /// Id of the feature.
            id: Id;
            /// Id of the value it has.
            id_feature_value: Link;
        }
        /// Its tags.
        tags: ProductTag = "tag" {
            /// Id of the tag.
            id: Id;
        }
        /// Its stock rows: one for the total, with `id_product_attribute` `null`, and one per combination.
        stock_availables: ProductStock = "stock_available" refused {
            /// Id of the stock row.
            id: Id;
            /// Id of the combination; `null` for the total.
            id_product_attribute: Link;
        }
        /// Its attachments.
        attachments: ProductAttachment = "attachment", since(1, 7) {
            /// Id of the attachment.
            id: Id;
        }
        /// The products shown beside it.
        accessories: ProductAccessory = "product" {
            /// Id of the product.
            id: Id;
        }
        /// What a pack holds.
        product_bundle: ProductBundle = "product" refused {
            /// Id of the product.
            id: Id;
            /// Id of the combination; `null` for a product without.
            id_product_attribute: Link, since(1, 7);
            /// Pieces of it in one pack.
            quantity: Integer;
        }
    }
}
