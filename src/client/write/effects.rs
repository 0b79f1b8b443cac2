//! What a write does beyond its fields, as shops were seen to do it. Previews tell it.

use resources::{Kind, OrderState, find};

use crate::webservice::call::Method;
use crate::webservice::document::{Document, Edited};
use crate::webservice::version::Version;

use super::status::StatusChange;

/// One thing that happens along with a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// What it concerns.
    pub kind: EffectKind,
    /// What happens, in a sentence.
    pub text: String,
}

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

fn effect(kind: EffectKind, text: impl Into<String>) -> Effect {
    Effect {
        kind,
        text: text.into(),
    }
}

/// What entering a state does. Of stock only the shop knows what it counted so far.
pub(super) fn of_status(change: &StatusChange, state: &OrderState) -> Vec<Effect> {
    let marks = [
        (
            change.send_email && state.send_email() == Some(true),
            EffectKind::Email,
            "The shop e-mails the customer.",
        ),
        (
            true,
            EffectKind::History,
            "The history of the order gets a row, which stays.",
        ),
        (
            state.invoice() == Some(true),
            EffectKind::Invoice,
            "The shop makes an invoice, unless the order has one.",
        ),
        (
            state.delivery() == Some(true),
            EffectKind::Delivery,
            "The shop makes a delivery slip, unless the order has one.",
        ),
        (
            state.paid() == Some(true),
            EffectKind::Payment,
            "The shop books what is left to pay as paid.",
        ),
        (
            true,
            EffectKind::Stock,
            "The shop moves stock, where this status counts the products otherwise than the old one.",
        ),
    ];
    let told = marks.into_iter().filter(|(happens, ..)| *happens);
    told.map(|(_, kind, text)| effect(kind, text)).collect()
}

/// What a change to a record does besides.
pub(super) fn of_change(
    method: Method,
    before: &Document,
    edited: &Edited,
    left_out: &[String],
    version: Option<Version>,
) -> Vec<Effect> {
    let mut effects = Vec::new();
    let is_changed = |field: &str| edited.fields().contains(&field);
    let is_put = method == Method::Put;
    match before.resource() {
        "manufacturers" | "suppliers" if is_changed("name") => effects.push(effect(
            EffectKind::Address,
            "The shop makes link_rewrite anew, out of the name.",
        )),
        "categories" if is_changed("id_parent") => effects.push(effect(
            EffectKind::Moved,
            "The shop counts the tree of the categories anew: depth and positions, those of others included.",
        )),
        "categories" if is_put && version.is_none_or(|one| !one.is_at_least(8, 0)) => {
            effects.push(effect(
                EffectKind::Moved,
                "PrestaShop before 8 moves a category to another position whenever it is saved.",
            ));
        }
        _ => {}
    }
    if let Some(text) = in_other_shops(before, edited) {
        effects.push(effect(EffectKind::Shops, text));
    }
    if is_put {
        effects.extend(edited.cleaned_along().into_iter().map(|place| {
            effect(
                EffectKind::Cleaned,
                format!("The shop cleans {place} as well: it holds HTML that shops take out when they save."),
            )
        }));
    }
    effects.extend(left_out.iter().map(|place| {
        effect(
            EffectKind::Cleaned,
            format!("Control characters are left out of {place}: no document can hold them."),
        )
    }));
    effects
}

/// What a change does in the other shops of a multistore. Whether there are any, an address does
/// not tell.
fn in_other_shops(before: &Document, edited: &Edited) -> Option<String> {
    let fields = edited.fields();
    let declared = find(before.resource());
    let is_common = |field: &&&str| {
        declared.is_some_and(|one| match one.field(field) {
            Some(field) => !field.each_shop && field.kind != Kind::Multilingual,
            None => one.association(field).is_some(),
        })
    };
    let common: Vec<&str> = match before.resource() {
        "products" => fields.iter().filter(is_common).copied().collect(),
        "manufacturers" | "suppliers" => fields,
        // The row of a group that shares its stock.
        "stock_availables" if before.text("id_shop") == Some("0") => {
            return Some("The shops of the group have this stock in common.".to_owned());
        }
        _ => return None,
    };
    let all = common.join(", ");
    (!all.is_empty()).then(|| {
        format!("Where several shops share this PrestaShop, {all} changes in all of them.")
    })
}
