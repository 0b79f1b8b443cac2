//! What is sold, on which conditions, and what was paid.

use crate::declared::resource;

resource! {
    /// A price or reduction of one product, for some customers, quantities or times.
    pub struct SpecificPrice = "specific_prices" / "specific_price";
    /// Prices and reductions of products for some customers, quantities or times.
    property;
    fields {
        /// Id of the specific price.
        id: Id, kept;
        /// Id of the group of shops; `null` for all.
        id_shop_group: Link;
        /// Id of the shop; `null` for all.
        id_shop: Link;
        /// Id of the cart it was made for; `null` for all.
        id_cart: Link;
        /// Id of the product; `null` for all.
        id_product: Link;
        /// Id of the combination; `null` for all.
        id_product_attribute: Link;
        /// Id of the currency; `null` for all.
        id_currency: Link;
        /// Id of the country; `null` for all.
        id_country: Link;
        /// Id of the group of customers; `null` for all.
        id_group: Link;
        /// Id of the customer; `null` for all.
        id_customer: Link;
        /// Id of the catalogue price rule that made it.
        id_specific_price_rule: Link;
        /// Price without tax in place of the product's; `-1.000000` keeps that.
        price: Decimal;
        /// Pieces from which on it holds.
        from_quantity: Integer;
        /// Reduction: an amount, or a share such as `0.200000` for 20 per cent.
        reduction: Decimal;
        /// Whether the amount of the reduction includes tax.
        reduction_tax: Boolean;
        /// What the reduction is.
        reduction_type: Enumeration(&["amount", "percentage"]);
        /// When it begins, in the shop's time zone; `null` for always.
        from: Date;
        /// When it ends, in the shop's time zone; `null` for never.
        to: Date;
    }
    associations {}
}

resource! {
    /// A cart. It stays when it has become an order.
    pub struct Cart = "carts" / "cart";
    /// Carts, those that became orders included.
    property;
    fields {
        /// Id of the cart.
        id: Id, kept;
        /// Id of the delivery address.
        id_address_delivery: Link;
        /// Id of the invoice address.
        id_address_invoice: Link;
        /// Id of the currency.
        id_currency: Link;
        /// Id of the customer; `null` for a visitor.
        id_customer: Link;
        /// Id of the visitor.
        id_guest: Link;
        /// Id of the language.
        id_lang: Link;
        /// Id of the group of shops.
        id_shop_group: Link;
        /// Id of the shop.
        id_shop: Link;
        /// Id of the carrier.
        id_carrier: Link;
        /// Whether recycled packaging was asked for.
        recyclable: Boolean;
        /// Whether it is a gift.
        gift: Boolean;
        /// Message to whoever gets the gift.
        gift_message: Text;
        /// Whether the theme for phones was used.
        mobile_theme: Boolean;
        /// Chosen carriers by address, as JSON or as PHP writes it.
        delivery_option: Text;
        /// Key of the cart's customer.
        secure_key: Text, secret;
        /// Whether what is in stock may go ahead.
        allow_seperated_package: Boolean;
        /// When it was added, in the shop's time zone.
        date_add: Date;
        /// When it was last changed, in the shop's time zone.
        date_upd: Date;
    }
    associations {
        /// What is in it.
        cart_rows: CartRow = "cart_row" {
            /// Id of the product.
            id_product: Link;
            /// Id of the combination; `null` for a product without.
            id_product_attribute: Link;
            /// Id of the delivery address.
            id_address_delivery: Link;
            /// Id of the customisation.
            id_customization: Link, since(1, 7);
            /// Pieces.
            quantity: Integer;
        }
    }
}

resource! {
    /// A cart rule, or voucher.
    pub struct CartRule = "cart_rules" / "cart_rule";
    /// Cart rules, or vouchers.
    property;
    fields {
        /// Id of the rule.
        id: Id, kept;
        /// Id of the customer it is for; `null` for all.
        id_customer: Link;
        /// When it begins, in the shop's time zone.
        date_from: Date;
        /// When it ends, in the shop's time zone.
        date_to: Date;
        /// The merchant's description.
        description: Text;
        /// How often it can still be used.
        quantity: Integer;
        /// How often one customer can use it.
        quantity_per_user: Integer;
        /// Rules of a lower number apply first.
        priority: Integer;
        /// Whether what is left of its amount becomes a new rule.
        partial_use: Boolean;
        /// Code to enter; empty where it applies by itself.
        code: Text;
        /// Smallest amount of the cart.
        minimum_amount: Decimal;
        /// Whether the smallest amount includes tax.
        minimum_amount_tax: Boolean;
        /// Id of the currency of the smallest amount.
        minimum_amount_currency: Link;
        /// Whether the smallest amount includes shipping.
        minimum_amount_shipping: Boolean;
        /// Whether it is for some countries only.
        country_restriction: Boolean;
        /// Whether it is for some carriers only.
        carrier_restriction: Boolean;
        /// Whether it is for some groups of customers only.
        group_restriction: Boolean;
        /// Whether it goes with some other rules only.
        cart_rule_restriction: Boolean;
        /// Whether it is for some products only.
        product_restriction: Boolean;
        /// Whether it is for some shops only.
        shop_restriction: Boolean;
        /// Whether it makes shipping free.
        free_shipping: Boolean;
        /// Reduction, in per cent.
        reduction_percent: Decimal;
        /// Reduction as an amount.
        reduction_amount: Decimal;
        /// Whether the amount of the reduction includes tax.
        reduction_tax: Boolean;
        /// Id of the currency of the reduction.
        reduction_currency: Link;
        /// Id of the product that is reduced; 0 for the whole cart, -1 for the cheapest product, -2 for those chosen.
        reduction_product: Integer;
        /// Whether reduced products are left out.
        reduction_exclude_special: Boolean, since(1, 7);
        /// Id of the product that comes as a gift.
        gift_product: Link;
        /// Id of the combination that comes as a gift.
        gift_product_attribute: Link;
        /// Whether the cart shows its code to customers.
        highlight: Boolean;
        /// Whether it can be used.
        active: Boolean;
        /// When it was added, in the shop's time zone.
        date_add: Date;
        /// When it was last changed, in the shop's time zone.
        date_upd: Date;
        /// Name, which customers see.
        name: Multilingual;
    }
    associations {}
}

resource! {
    /// An invoice of an order. Amounts are in the order's currency.
    pub struct OrderInvoice = "order_invoices" / "order_invoice";
    /// The invoices of orders.
    property;
    fields {
        /// Id of the invoice, which is not its number.
        id: Id, kept;
        /// Id of the order.
        id_order: Link;
        /// Number, without the shop's prefix; 0 where none was given.
        number: Integer;
        /// Number of the delivery slip; 0 where there is none.
        delivery_number: Integer;
        /// Date of the delivery slip, in the shop's time zone.
        delivery_date: Date;
        /// Discounts without tax.
        total_discount_tax_excl: Decimal;
        /// Discounts with tax.
        total_discount_tax_incl: Decimal;
        /// Total without tax.
        total_paid_tax_excl: Decimal;
        /// Total with tax.
        total_paid_tax_incl: Decimal;
        /// Products without tax.
        total_products: Decimal;
        /// Products with tax.
        total_products_wt: Decimal;
        /// Shipping without tax.
        total_shipping_tax_excl: Decimal;
        /// Shipping with tax.
        total_shipping_tax_incl: Decimal;
        /// How the taxes of shipping were combined.
        shipping_tax_computation_method: Integer;
        /// Wrapping without tax.
        total_wrapping_tax_excl: Decimal;
        /// Wrapping with tax.
        total_wrapping_tax_incl: Decimal;
        /// Address of the shop, HTML.
        shop_address: Text;
        /// Address of the invoice, HTML.
        invoice_address: Text, until(1, 7);
        /// Address of the delivery, HTML.
        delivery_address: Text, until(1, 7);
        /// Note on the invoice.
        note: Text;
        /// When it was made, in the shop's time zone.
        date_add: Date;
    }
    associations {}
}

resource! {
    /// A payment of an order.
    pub struct OrderPayment = "order_payments" / "order_payment";
    /// The payments of orders.
    property;
    fields {
        /// Id of the payment.
        id: Id, kept;
        /// Reference of the order; orders that were split share it.
        order_reference: Text;
        /// Id of the currency.
        id_currency: Link;
        /// Amount, in its currency.
        amount: Decimal;
        /// How it was paid, as the payment module calls it.
        payment_method: Text;
        /// What one unit of the default currency was worth in its currency.
        conversion_rate: Decimal;
        /// Id of the transaction, as the payment module gave it.
        transaction_id: Text;
        /// Digits of the card, as far as the payment module stored them.
        card_number: Text;
        /// Brand of the card.
        card_brand: Text;
        /// When the card expires.
        card_expiration: Text;
        /// Name on the card.
        card_holder: Text;
        /// When it was made, in the shop's time zone.
        date_add: Date;
        /// Id of the employee who entered it.
        id_employee: Link, since(8, 1);
    }
    associations {}
}

resource! {
    /// A credit slip of an order. Amounts are in the order's currency.
    pub struct OrderSlip = "order_slip" / "order_slip", list("order_slips");
    /// The credit slips of orders.
    property;
    fields {
        /// Id of the slip.
        id: Id, kept;
        /// Id of the customer.
        id_customer: Link;
        /// Id of the order.
        id_order: Link;
        /// What one unit of the default currency was worth in the order's currency.
        conversion_rate: Decimal;
        /// Products without tax.
        total_products_tax_excl: Decimal;
        /// Products with tax.
        total_products_tax_incl: Decimal;
        /// Shipping without tax.
        total_shipping_tax_excl: Decimal;
        /// Shipping with tax.
        total_shipping_tax_incl: Decimal;
        /// Refund of the products.
        amount: Decimal;
        /// Whether shipping is refunded.
        shipping_cost: Boolean;
        /// Refund of the shipping.
        shipping_cost_amount: Decimal;
        /// Whether it is a partial refund: 1 yes, 0 no.
        partial: Integer;
        /// When it was made, in the shop's time zone.
        date_add: Date;
        /// When it was last changed, in the shop's time zone.
        date_upd: Date;
        /// What happens to discounts: 0 they stay, 1 they are taken off, 2 an amount was chosen.
        order_slip_type: Integer;
    }
    associations {
        /// The lines of the order that are refunded.
        order_slip_details: OrderSlipDetail = "order_slip_detail" {
            /// Id of the slip.
            id: Id;
            /// Id of the line, in `order_details`.
            id_order_detail: Link;
            /// Pieces.
            product_quantity: Integer;
            /// Refund without tax.
            amount_tax_excl: Decimal;
            /// Refund with tax.
            amount_tax_incl: Decimal;
        }
    }
}
