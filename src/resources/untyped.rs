//! Resources whose fields are not declared, and what is known about them nevertheless.

use super::declaration::{PutHarm, Resource};
use super::field::{Field, Kind};
use super::scope::Scope;
use super::side_effect::{EffectKind, SideEffect, Trigger};

/// Stands for every resource that is neither declared nor in [`UNTYPED`].
pub static ANY: Resource = Resource::untyped("");

const RECOMPUTED_SLUG: [Field; 1] = [Field::new("link_rewrite", Kind::Multilingual).recomputed()];

/// The slug of a manufacturer or a supplier.
const SLUG_OF_NAME: [SideEffect; 1] = [SideEffect {
    on: Trigger::Change("name"),
    kind: EffectKind::Address,
    text: "The shop makes link_rewrite anew, out of the name.",
}];

const fn each_shop(name: &'static str, kind: Kind) -> Field {
    Field::new(name, kind).each_shop()
}

/// Every resource about which something is known, though not its fields.
pub static UNTYPED: [Resource; 14] = [
    Resource::untyped("addresses").scope(Scope::OfCustomer),
    Resource::untyped("carriers").known(&[each_shop("delay", Kind::Multilingual)]),
    Resource::untyped("carts")
        .scope(Scope::OfShop)
        .shared_like("customers"),
    Resource::untyped("categories")
        .known(&[
            Field::new("level_depth", Kind::Integer).recomputed(),
            Field::new("nleft", Kind::Integer).recomputed(),
            Field::new("nright", Kind::Integer).recomputed(),
            Field::new("position", Kind::Integer).recomputed(),
        ])
        .put_harms(&[PutHarm::EntersEveryShop, PutHarm::DamagesRoot(1, 7)])
        .side_effects(&[
            SideEffect {
                on: Trigger::Change("id_parent"),
                kind: EffectKind::Moved,
                text: "The shop counts the tree of the categories anew: depth and positions, those of others included.",
            },
            SideEffect {
                on: Trigger::PutBefore(8, 0),
                kind: EffectKind::Moved,
                text: "PrestaShop before 8 moves a category to another position whenever it is saved.",
            },
        ]),
    Resource::untyped("combinations").known(&[
        each_shop("price", Kind::Decimal),
        each_shop("wholesale_price", Kind::Decimal),
        each_shop("ecotax", Kind::Decimal),
        each_shop("weight", Kind::Decimal),
        each_shop("unit_price_impact", Kind::Decimal),
        each_shop("minimal_quantity", Kind::Integer),
        each_shop("low_stock_threshold", Kind::Integer).left_out_empty(),
        each_shop("low_stock_alert", Kind::Boolean),
        each_shop("default_on", Kind::Boolean),
        each_shop("available_date", Kind::Date),
    ]),
    Resource::untyped("customer_threads").scope(Scope::OfShop),
    Resource::untyped("manufacturers")
        .common()
        .known(&RECOMPUTED_SLUG)
        .side_effects(&SLUG_OF_NAME),
    Resource::untyped("messages").scope(Scope::OfOrder),
    Resource::untyped("order_carriers")
        .scope(Scope::OfOrder)
        .mails_on_change(),
    Resource::untyped("order_invoices").scope(Scope::OfOrder),
    Resource::untyped("order_payments").scope(Scope::OfOrderReference),
    Resource::untyped("order_slip").scope(Scope::OfOrder),
    Resource::untyped("specific_prices").scope(Scope::OfShop),
    Resource::untyped("suppliers")
        .common()
        .known(&RECOMPUTED_SLUG)
        .side_effects(&SLUG_OF_NAME),
];
