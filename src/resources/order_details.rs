//! Order details: the lines of orders.

use super::declared::resource;
use super::scope::Scope;

resource! {
    /// One line of an order, as it was sold. Amounts are in the order's currency.
    pub struct OrderDetail = "order_details" / "order_detail", scope(Scope::OfOrder);
    /// The lines of orders.
    property;
    fields {
        /// Id of the line.
        id: Id, kept;
        /// Id of the order.
        id_order: Link;
        /// Id of the product; it may be gone since.
        product_id: Link;
        /// Id of the combination.
        product_attribute_id: Link;
        /// Pieces put back into stock.
        product_quantity_reinjected: Integer;
        /// Reduction of the customer's group, in per cent.
        group_reduction: Decimal;
        /// Whether a quantity discount applied.
        discount_quantity_applied: Boolean;
        /// Hash of the download of a virtual product.
        download_hash: Text;
        /// When the download ends.
        download_deadline: Date;
        /// Id of the invoice.
        id_order_invoice: Link;
        /// Id of the warehouse.
        id_warehouse: Link;
        /// Id of the shop.
        id_shop: Link;
        /// Id of the customisation.
        id_customization: Link, since(1, 7);
        /// Name, with the combination, in the order's language; plain text.
        product_name: Text;
        /// Pieces ordered.
        product_quantity: Integer;
        /// Pieces that were in stock.
        product_quantity_in_stock: Integer;
        /// Pieces sent back.
        product_quantity_return: Integer;
        /// Pieces refunded.
        product_quantity_refunded: Integer;
        /// Price without tax and before reductions.
        product_price: Decimal;
        /// Reduction, in per cent.
        reduction_percent: Decimal;
        /// Reduction as an amount.
        reduction_amount: Decimal;
        /// Reduction as an amount, with tax.
        reduction_amount_tax_incl: Decimal;
        /// Reduction as an amount, without tax.
        reduction_amount_tax_excl: Decimal;
        /// Quantity discount.
        product_quantity_discount: Decimal;
        /// EAN-13 or GTIN.
        product_ean13: Text;
        /// ISBN.
        product_isbn: Text, since(1, 7);
        /// UPC.
        product_upc: Text;
        /// The manufacturer's part number.
        product_mpn: Text, since(1, 7);
        /// The merchant's reference.
        product_reference: Text;
        /// The supplier's reference.
        product_supplier_reference: Text;
        /// Weight of one piece.
        product_weight: Decimal;
        /// How taxes were combined.
        tax_computation_method: Integer;
        /// Id of the tax rules group.
        id_tax_rules_group: Link;
        /// Ecotax of one piece.
        ecotax: Decimal;
        /// Tax rate of the ecotax, in per cent.
        ecotax_tax_rate: Decimal;
        /// How often the download was used.
        download_nb: Integer;
        /// Price of one piece with tax.
        unit_price_tax_incl: Decimal;
        /// Price of one piece without tax.
        unit_price_tax_excl: Decimal;
        /// Price of the line with tax.
        total_price_tax_incl: Decimal;
        /// Price of the line without tax.
        total_price_tax_excl: Decimal;
        /// Shipping of the line without tax.
        total_shipping_price_tax_excl: Decimal;
        /// Shipping of the line with tax.
        total_shipping_price_tax_incl: Decimal;
        /// The supplier's price.
        purchase_supplier_price: Decimal;
        /// Price before everything.
        original_product_price: Decimal;
        /// Purchase price at the time of the order.
        original_wholesale_price: Decimal;
        /// Refunded without tax.
        total_refunded_tax_excl: Decimal, since(1, 7);
        /// Refunded with tax.
        total_refunded_tax_incl: Decimal, since(1, 7);
    }
    associations {
        /// The taxes that applied.
        taxes: OrderDetailTax = "tax" {
            /// Id of the tax.
            id: Id;
        }
    }
}
