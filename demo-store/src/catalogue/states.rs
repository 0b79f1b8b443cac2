//! The steps of an order.

use super::fixed::texts;
use super::words::Phrase;
use crate::resources::order_state::Column::{self, *};
use crate::tables::value::Value;
use crate::tables::{Row, Table};

struct Step {
    label: Phrase,
    paint: &'static str,
    /// Mail template; empty when the step sends none.
    mail: &'static str,
    /// The flags that are set.
    set: &'static [Column],
}

const fn step(
    label: Phrase,
    paint: &'static str,
    mail: &'static str,
    set: &'static [Column],
) -> Step {
    Step {
        label,
        paint,
        mail,
        set,
    }
}

/// By id, from 1.
static STEPS: [Step; 12] = [
    step(
        [
            "Waiting for the transfer",
            "En attente du virement",
            "Warten auf die Überweisung",
            "بانتظار التحويل",
        ],
        "#7A6FF0",
        "transfer",
        &[send_email],
    ),
    step(
        ["Paid", "Payée", "Bezahlt", "مدفوع"],
        "#2E86C1",
        "paid",
        &[unremovable, send_email, invoice, logable, paid, pdf_invoice],
    ),
    step(
        [
            "In the workshop",
            "À l’atelier",
            "In der Werkstatt",
            "في الورشة",
        ],
        "#F0A202",
        "workshop",
        &[unremovable, delivery, send_email, invoice, logable, paid],
    ),
    step(
        [
            "Handed to the carrier",
            "Remise au transporteur",
            "An den Versand übergeben",
            "سُلِّم إلى شركة الشحن",
        ],
        "#8E44AD",
        "shipped",
        &[
            unremovable,
            delivery,
            send_email,
            invoice,
            logable,
            shipped,
            paid,
        ],
    ),
    step(
        ["Arrived", "Arrivée", "Angekommen", "وصل"],
        "#27AE60",
        "",
        &[unremovable, delivery, invoice, logable, shipped, paid],
    ),
    step(
        ["Cancelled", "Annulée", "Storniert", "ملغى"],
        "#566573",
        "cancelled",
        &[unremovable, send_email],
    ),
    step(
        ["Money returned", "Remboursée", "Erstattet", "أُعيد المبلغ"],
        "#CB4335",
        "returned",
        &[unremovable, send_email, invoice],
    ),
    step(
        [
            "Payment failed",
            "Échec du paiement",
            "Zahlung fehlgeschlagen",
            "فشل الدفع",
        ],
        "#943126",
        "failed",
        &[unremovable, send_email],
    ),
    step(
        [
            "Waiting for clay (paid)",
            "En attente d’argile (payée)",
            "Warten auf Ton (bezahlt)",
            "بانتظار الطين (مدفوع)",
        ],
        "#AF601A",
        "waiting",
        &[unremovable, send_email, invoice, logable, paid],
    ),
    step(
        [
            "Waiting for the cheque",
            "En attente du chèque",
            "Warten auf den Scheck",
            "بانتظار الشيك",
        ],
        "#5D6D7E",
        "cheque",
        &[send_email],
    ),
    step(
        [
            "Ready to be collected",
            "Prête à être retirée",
            "Abholbereit",
            "جاهز للاستلام",
        ],
        "#17A589",
        "ready",
        &[send_email, invoice, logable, paid],
    ),
    step(
        [
            "Old step, no longer used",
            "Ancienne étape, plus utilisée",
            "Alter Schritt, nicht mehr benutzt",
            "خطوة قديمة لم تعد مستخدمة",
        ],
        "#BFC9CA",
        "",
        &[hidden, deleted],
    ),
];

pub(crate) fn states() -> Table {
    let mut table = Table::default();
    for (id, step) in (1..).zip(&STEPS) {
        let mut row = Row::new(id);
        row.set(name, texts(&step.label))
            .set(template, texts(&[step.mail; 4]))
            .set(color, Value::word(step.paint));
        for flag in step.set {
            row.set(*flag, Value::Number(1));
        }
        table.push(row);
    }
    table
}

/// Whether a step has the flag.
pub(crate) fn is(id: u32, flag: Column) -> bool {
    STEPS
        .get(id.wrapping_sub(1) as usize)
        .is_some_and(|step| step.set.contains(&flag))
}
