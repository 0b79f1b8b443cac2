//! Stock.

use super::declared::resource;
use super::scope::Scope;

resource! {
    /// The stock of a product, or of one combination, in one shop or shop group.
    pub struct StockAvailable = "stock_availables" / "stock_available", scope(Scope::OfShelf), updatable;
    /// Stock of products and combinations.
    property;
    fields {
        /// Id of the row.
        id: Id, kept;
        /// Id of the product.
        id_product: Link, kept;
        /// Id of the combination; `null` for the product's total.
        id_product_attribute: Link, kept;
        /// Id of the shop; `null` where a group shares its stock.
        id_shop: Link, kept;
        /// Id of the group that shares this stock; `null` where the shop has its own.
        id_shop_group: Link, kept;
        /// Pieces; negative once more were sold than there were.
        quantity: Integer;
        /// Whether it follows the advanced stock management of older versions.
        depends_on_stock: Boolean;
        /// Orders when out of stock: 0 refused, 1 accepted, 2 the shop's default.
        out_of_stock: Integer;
        /// Place in the warehouse.
        location: Text, since(1, 7);
    }
    associations {}
}
