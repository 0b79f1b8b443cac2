//! How parcels travel.

use crate::declared::resource;

resource! {
    /// A carrier. Each change makes a new record with the same `id_reference`; the old one is marked as deleted.
    pub struct Carrier = "carriers" / "carrier";
    /// Carriers, deleted ones included.
    property;
    fields {
        /// Id of the carrier.
        id: Id, kept;
        /// Whether it was deleted, or replaced by a newer record.
        deleted: Boolean;
        /// Whether a module brought it.
        is_module: Boolean;
        /// Id of the tax rules group.
        id_tax_rules_group: Link, dynamic;
        /// Id of the first record of the same carrier.
        id_reference: Link;
        /// Name; `0` stands for the name of the shop.
        name: Text;
        /// Whether customers can choose it.
        active: Boolean;
        /// Whether it delivers for free.
        is_free: Boolean;
        /// Address for following a parcel, with `@` for the tracking number.
        url: Text;
        /// Whether the shop's handling charges are added.
        shipping_handling: Boolean;
        /// Whether a module computes its costs.
        shipping_external: Boolean;
        /// Beyond the largest range: `false` charges for the largest one, `true` hides the carrier.
        range_behavior: Boolean;
        /// What costs depend on: 0 the shop's default, 1 weight, 2 price, 3 nothing: it is free.
        shipping_method: Integer;
        /// Largest width of a parcel, in the shop's unit of length; 0 for no limit.
        max_width: Integer;
        /// Largest height of a parcel, in the shop's unit of length; 0 for no limit.
        max_height: Integer;
        /// Largest depth of a parcel, in the shop's unit of length; 0 for no limit.
        max_depth: Integer;
        /// Largest weight of a parcel, in the shop's unit of weight; 0 for no limit.
        max_weight: Decimal;
        /// Speed grade, from 0 for the slowest to 9.
        grade: Integer;
        /// Name of the module that brought it.
        external_module_name: Text;
        /// Whether its module needs ranges.
        need_range: Boolean;
        /// Place among the carriers.
        position: Integer;
        /// Delivery time, in words.
        delay: Multilingual, each_shop;
    }
    associations {}
}

resource! {
    /// A parcel of an order. Amounts are in the order's currency.
    pub struct OrderCarrier = "order_carriers" / "order_carrier";
    /// The parcels of orders.
    property;
    fields {
        /// Id of the parcel.
        id: Id, kept;
        /// Id of the order.
        id_order: Link;
        /// Id of the carrier.
        id_carrier: Link;
        /// Id of the invoice.
        id_order_invoice: Link;
        /// Weight, in the shop's unit of weight.
        weight: Decimal;
        /// Shipping without tax.
        shipping_cost_tax_excl: Decimal;
        /// Shipping with tax.
        shipping_cost_tax_incl: Decimal;
        /// Tracking number.
        tracking_number: Text;
        /// When it was added, in the shop's time zone.
        date_add: Date;
    }
    associations {}
}
