//! What a write does beyond its fields, as observed in real shops. Previews list it.

use resources::side_effect::{SideEffect, Trigger};
use resources::{Kind, OrderState, Scope};

use crate::webservice::call::Method;
use crate::webservice::document::{Document, Edited};
use crate::webservice::version::Version;

use super::status::StatusChange;

pub use resources::side_effect::EffectKind;

/// One side effect of a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// What it concerns.
    pub kind: EffectKind,
    /// What happens, in a sentence.
    pub text: String,
}

fn effect(kind: EffectKind, text: impl Into<String>) -> Effect {
    Effect {
        kind,
        text: text.into(),
    }
}

/// The side effects of a new status. Only the shop knows which stock it has moved so far.
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
    let happening = marks.into_iter().filter(|(happens, ..)| *happens);
    happening
        .map(|(_, kind, text)| effect(kind, text))
        .collect()
}

/// The e-mail with the tracking link of a parcel.
pub(super) fn of_parcel() -> Effect {
    effect(
        EffectKind::Email,
        "The shop e-mails the customer that the parcel is in transit, with its tracking number.",
    )
}

/// The side effects of a change to a record.
pub(super) fn of_change(
    method: Method,
    before: &Document,
    edited: &Edited,
    left_out: &[String],
    version: Option<Version>,
) -> Vec<Effect> {
    let mut effects = Vec::new();
    let is_put = method == Method::Put;
    let is_before = |major, minor| version.is_none_or(|one| !one.is_at_least(major, minor));
    let happens = |one: &&SideEffect| match one.on {
        Trigger::Change(field) => edited.fields().contains(&field),
        Trigger::PutBefore(major, minor) => is_put && is_before(major, minor),
    };
    let mut declared = resources::of(before.resource()).side_effects.iter();
    effects.extend(declared.find(happens).map(|one| effect(one.kind, one.text)));
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

/// What a change does in the other shops of a multistore. An address does not show whether there
/// are any.
fn in_other_shops(before: &Document, edited: &Edited) -> Option<String> {
    let fields = edited.fields();
    let declared = resources::of(before.resource());
    let is_common = |field: &&&str| match declared.field(field) {
        Some(field) => !field.each_shop && field.kind != Kind::Multilingual,
        None => declared.association(field).is_some(),
    };
    let common: Vec<&str> = match () {
        () if declared.has_shop_rows() => fields.iter().filter(is_common).copied().collect(),
        () if declared.is_common => fields,
        // The row of a group that shares its stock.
        () if declared.scope == Scope::OfShelf && before.text("id_shop") == Some("0") => {
            return Some("The shops of the group have this stock in common.".to_owned());
        }
        () => return None,
    };
    let all = common.join(", ");
    (!all.is_empty()).then(|| {
        format!("Where several shops share this PrestaShop, {all} changes in all of them.")
    })
}
