//! What products are sorted and sold by.

use crate::declared::resource;

resource! {
    /// A category.
    pub struct Category = "categories" / "category";
    /// Categories.
    property;
    fields {
        /// Id of the category.
        id: Id, kept;
        /// Id of the category above; `null` for the root.
        id_parent: Link;
        /// Depth in the tree, 0 for the root.
        level_depth: Integer;
        /// Products in it and below it.
        nb_products_recursive: Integer, dynamic;
        /// Whether it is shown.
        active: Boolean;
        /// Id of its default shop.
        id_shop_default: Link;
        /// Whether it is the root of a shop.
        is_root_category: Boolean;
        /// Place among the categories of the same parent.
        position: Integer;
        /// What its address answers while it is not shown.
        redirect_type: Enumeration(&["404", "410", "301", "302"]), since(9, 0);
        /// Id of the category its address leads to.
        id_type_redirected: Link, since(9, 0);
        /// When it was added, in the shop's time zone.
        date_add: Date;
        /// When it was last changed, in the shop's time zone.
        date_upd: Date;
        /// Name.
        name: Multilingual;
        /// The slug in its address.
        link_rewrite: Multilingual;
        /// Description, HTML.
        description: Multilingual;
        /// Description below the products, HTML.
        additional_description: Multilingual, since(8, 0);
        /// Meta title.
        meta_title: Multilingual;
        /// Meta description.
        meta_description: Multilingual;
        /// Meta keywords.
        meta_keywords: Multilingual, until(9, 0);
    }
    associations {
        /// The categories right below it.
        categories: CategoryChild = "category" {
            /// Id of the category.
            id: Id;
        }
        /// The products in it.
        products: CategoryProduct = "product" {
            /// Id of the product.
            id: Id;
        }
    }
}

resource! {
    /// A combination of a product, such as a size in a colour. Prices are without tax and added to those of the product.
    pub struct Combination = "combinations" / "combination";
    /// The combinations of products.
    property;
    fields {
        /// Id of the combination.
        id: Id, kept;
        /// Id of the product.
        id_product: Link;
        /// EAN-13 or JAN barcode; from version 9 on a GTIN.
        ean13: Text;
        /// ISBN.
        isbn: Text, since(1, 7);
        /// UPC barcode.
        upc: Text;
        /// The manufacturer's part number.
        mpn: Text, since(1, 7);
        /// The merchant's reference.
        reference: Text;
        /// The supplier's reference.
        supplier_reference: Text;
        /// Purchase price.
        wholesale_price: Decimal, each_shop;
        /// What it adds to the price of the product; negative where it is cheaper.
        price: Decimal, each_shop;
        /// Ecotax.
        ecotax: Decimal, each_shop;
        /// What it adds to the weight of the product.
        weight: Decimal, each_shop;
        /// What it adds to the price of one unit.
        unit_price_impact: Decimal, each_shop;
        /// Smallest quantity of one order.
        minimal_quantity: Integer, each_shop;
        /// Stock at and below which it counts as low.
        low_stock_threshold: Integer, since(1, 7), left_out_empty, each_shop;
        /// Whether low stock is reported by e-mail.
        low_stock_alert: Boolean, since(1, 7), each_shop;
        /// Whether it is the one chosen at first.
        default_on: Boolean, each_shop;
        /// Day from which on it is available.
        available_date: Date, each_shop;
        /// Label while in stock.
        available_now: Multilingual, since(8, 1);
        /// Label while out of stock and orderable.
        available_later: Multilingual, since(8, 1);
        /// Place in the warehouse.
        location: Text, until(8, 0);
        /// Not the stock, which is in `stock_availables`.
        quantity: Integer, until(8, 0);
    }
    associations {
        /// The attribute values it is made of.
        product_option_values: CombinationOptionValue = "product_option_value" {
            /// Id of the attribute value.
            id: Id;
        }
        /// Its images.
        images: CombinationImage = "image" {
            /// Id of the image.
            id: Id;
        }
    }
}

resource! {
    /// An attribute value, such as a size or a colour.
    pub struct ProductOptionValue = "product_option_values" / "product_option_value";
    /// The attribute values that combinations are made of.
    property;
    fields {
        /// Id of the attribute value.
        id: Id, kept;
        /// Id of the attribute, in `product_options`.
        id_attribute_group: Link;
        /// Colour, such as `#AAB2BD`; empty for what is none.
        color: Text;
        /// Place among the values of the attribute.
        position: Integer;
        /// Name.
        name: Multilingual;
    }
    associations {}
}

resource! {
    /// A manufacturer; PrestaShop also calls it a brand.
    pub struct Manufacturer = "manufacturers" / "manufacturer";
    /// Manufacturers, or brands.
    property;
    fields {
        /// Id of the manufacturer.
        id: Id, kept;
        /// Whether it is shown.
        active: Boolean;
        /// The slug in its address, made of the name.
        link_rewrite: Text, dynamic;
        /// Name.
        name: Text;
        /// When it was added, in the shop's time zone.
        date_add: Date;
        /// When it was last changed, in the shop's time zone.
        date_upd: Date;
        /// Description, HTML.
        description: Multilingual;
        /// Summary, HTML.
        short_description: Multilingual;
        /// Meta title.
        meta_title: Multilingual;
        /// Meta description.
        meta_description: Multilingual;
        /// Meta keywords.
        meta_keywords: Multilingual, until(9, 0);
    }
    associations {
        /// Its addresses.
        addresses: ManufacturerAddress = "address" {
            /// Id of the address.
            id: Id;
        }
    }
}

resource! {
    /// A supplier.
    pub struct Supplier = "suppliers" / "supplier";
    /// Suppliers.
    property;
    fields {
        /// Id of the supplier.
        id: Id, kept;
        /// The slug in its address, made of the name.
        link_rewrite: Text, dynamic;
        /// Name.
        name: Text;
        /// Whether it is shown.
        active: Boolean;
        /// When it was added, in the shop's time zone.
        date_add: Date;
        /// When it was last changed, in the shop's time zone.
        date_upd: Date;
        /// Description, HTML.
        description: Multilingual;
        /// Meta title.
        meta_title: Multilingual;
        /// Meta description.
        meta_description: Multilingual;
        /// Meta keywords.
        meta_keywords: Multilingual, until(9, 0);
    }
    associations {}
}
