//! What a write does beyond its fields.

/// What an effect concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EffectKind {
    /// An e-mail to the customer.
    Email,
    /// A row of an order's history.
    History,
    /// An invoice.
    Invoice,
    /// A delivery slip.
    Delivery,
    /// A payment.
    Payment,
    /// The stock of products.
    Stock,
    /// Texts that nobody asked to change.
    Cleaned,
    /// The place among others.
    Moved,
    /// An address in the shop, made of a name.
    Address,
    /// The other shops of a multistore.
    Shops,
}

impl EffectKind {
    /// The word for each.
    pub const NAMES: [&str; 10] = [
        "email", "history", "invoice", "delivery", "payment", "stock", "cleaned", "moved",
        "address", "shops",
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        EffectKind::NAMES
            .get(self as usize)
            .copied()
            .unwrap_or_default()
    }
}

/// What a change to a record does beyond its fields.
#[derive(Clone, Copy, Debug)]
pub struct SideEffect {
    /// When it happens.
    pub on: Trigger,
    /// What it concerns.
    pub kind: EffectKind,
    /// What happens, in a sentence.
    pub text: &'static str,
}

/// When a side effect happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// With a change of that field.
    Change(&'static str),
    /// With every PUT, before that version.
    PutBefore(u16, u16),
}
