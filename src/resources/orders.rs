//! Orders.

use super::declared::resource;
use super::field::Source;
use super::scope::Scope;

resource! {
    /// An order. Amounts are in the order's own currency.
    pub struct Order = "orders" / "order", scope(Scope::OwnList);
    /// Orders.
    property;
    fields {
        /// Id of the order.
        id: Id, kept;
        /// Id of the delivery address.
        id_address_delivery: Link;
        /// Id of the invoice address.
        id_address_invoice: Link;
        /// Id of the cart.
        id_cart: Link;
        /// Id of the currency.
        id_currency: Link;
        /// Id of the language the customer ordered in.
        id_lang: Link;
        /// Id of the customer.
        id_customer: Link;
        /// Id of the carrier.
        id_carrier: Link;
        /// Id of the order state.
        current_state: Link, kept, acts_until(8, 0), source(&Source::NewRecord("order_histories"));
        /// Technical name of the payment module.
        module: Text;
        /// Number of the invoice; 0 before there is one.
        invoice_number: Integer;
        /// Date of the invoice.
        invoice_date: Date;
        /// Number of the delivery slip; 0 before there is one.
        delivery_number: Integer;
        /// Date of the delivery slip.
        delivery_date: Date;
        /// Whether the order counts as paid and accepted.
        valid: Boolean;
        /// When it was placed, in the shop's time zone.
        date_add: Date;
        /// When it was last changed, in the shop's time zone.
        date_upd: Date, automatic;
        /// Tracking number.
        shipping_number: Text, dynamic;
        /// Note of the merchant.
        note: Text, since(1, 7);
        /// Id of the shop group.
        id_shop_group: Link, kept;
        /// Id of the shop.
        id_shop: Link, kept;
        /// The customer's secret key.
        secure_key: Text, secret;
        /// Name of the way of payment.
        payment: Text;
        /// Whether recycled packaging was asked for.
        recyclable: Boolean;
        /// Whether it is a gift.
        gift: Boolean;
        /// Message to go with the gift.
        gift_message: Text;
        /// Whether it came from a mobile theme.
        mobile_theme: Boolean;
        /// Discounts with tax.
        total_discounts: Decimal;
        /// Discounts with tax.
        total_discounts_tax_incl: Decimal;
        /// Discounts without tax.
        total_discounts_tax_excl: Decimal;
        /// Amount to pay with tax.
        total_paid: Decimal;
        /// Amount to pay with tax.
        total_paid_tax_incl: Decimal;
        /// Amount to pay without tax.
        total_paid_tax_excl: Decimal;
        /// Amount really paid.
        total_paid_real: Decimal;
        /// Products without tax.
        total_products: Decimal;
        /// Products with tax.
        total_products_wt: Decimal;
        /// Shipping with tax.
        total_shipping: Decimal;
        /// Shipping with tax.
        total_shipping_tax_incl: Decimal;
        /// Shipping without tax.
        total_shipping_tax_excl: Decimal;
        /// Tax rate of the carrier, in per cent.
        carrier_tax_rate: Decimal;
        /// Gift wrapping with tax.
        total_wrapping: Decimal;
        /// Gift wrapping with tax.
        total_wrapping_tax_incl: Decimal;
        /// Gift wrapping without tax.
        total_wrapping_tax_excl: Decimal;
        /// How amounts were rounded: PHP's rounding mode.
        round_mode: Integer;
        /// What was rounded: 1 each item, 2 each line, 3 the total.
        round_type: Integer;
        /// Rate from the shop's default currency to the order's.
        conversion_rate: Decimal;
        /// The reference the customer sees; orders that the shop split share it.
        reference: Text;
    }
    associations {
        /// Its lines.
        order_rows: OrderRow = "order_row" {
            /// Id of the line, in `order_details`.
            id: Id;
            /// Id of the product; it may be gone since.
            product_id: Link;
            /// Id of the combination; `null` for a product without.
            product_attribute_id: Link;
            /// Pieces.
            product_quantity: Integer;
            /// Name with the combination, in the order's language.
            product_name: Text;
            /// The merchant's reference.
            product_reference: Text;
            /// EAN-13 or JAN barcode; from version 9 on a GTIN of up to 14 digits.
            product_ean13: Text;
            /// ISBN.
            product_isbn: Text, since(1, 7);
            /// UPC barcode.
            product_upc: Text;
            /// Price of one piece before reductions, without tax.
            product_price: Decimal;
            /// Id of the customisation.
            id_customization: Link, since(1, 7);
            /// Price of one piece, with tax.
            unit_price_tax_incl: Decimal;
            /// Price of one piece, without tax.
            unit_price_tax_excl: Decimal;
        }
    }
}
