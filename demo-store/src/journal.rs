//! What happened in the shop, as JSON for JavaScript.

use crate::changes::Change;
use crate::store::Mail;
use crate::webservice::json;

/// A JSON array of objects with `record`, `field`, `shop`, `before` and `after`.
pub(crate) fn changes(changes: &[Change]) -> String {
    array(changes.iter().map(|change| {
        object(&[
            ("record", text(&change.record)),
            ("field", text(&change.field)),
            ("shop", change.shop.to_string()),
            ("before", nullable(change.before.as_deref())),
            ("after", nullable(change.after.as_deref())),
        ])
    }))
}

/// A JSON array of objects with `to`, `template`, `id_order`, `id_order_state` and `shop`.
pub(crate) fn mails(mails: &[Mail]) -> String {
    array(mails.iter().map(|mail| {
        object(&[
            ("to", text(&mail.to)),
            ("template", text(&mail.template)),
            ("id_order", mail.id_order.to_string()),
            ("id_order_state", mail.id_order_state.to_string()),
            ("shop", text(&mail.shop)),
        ])
    }))
}

fn array(objects: impl Iterator<Item = String>) -> String {
    let objects: Vec<String> = objects.collect();
    format!("[{}]", objects.join(","))
}

fn object(members: &[(&str, String)]) -> String {
    let members: Vec<String> = members
        .iter()
        .map(|(name, value)| format!("{}:{value}", text(name)))
        .collect();
    format!("{{{}}}", members.join(","))
}

fn text(value: &str) -> String {
    let mut out = String::new();
    json::text(value, &mut out);
    out
}

fn nullable(value: Option<&str>) -> String {
    value.map_or_else(|| "null".to_owned(), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_written_as_json() {
        let change = Change {
            record: "products/1".to_owned(),
            field: "name[2]".to_owned(),
            shop: 3,
            before: None,
            after: Some("a \"cup\"".to_owned()),
        };
        let mail = Mail {
            to: "anna@example.com".to_owned(),
            template: "paid".to_owned(),
            id_order: 1,
            id_order_state: 2,
            shop: "Clay & Leaf".to_owned(),
        };
        let cases = [
            (changes(&[]), "[]"),
            (
                changes(&[change]),
                r#"[{"record":"products\/1","field":"name[2]","shop":3,"before":null,"after":"a \"cup\""}]"#,
            ),
            (
                mails(&[mail]),
                r#"[{"to":"anna@example.com","template":"paid","id_order":1,"id_order_state":2,"shop":"Clay & Leaf"}]"#,
            ),
        ];
        for (written, expected) in &cases {
            assert_eq!(written, expected);
        }
        println!("{} journals", cases.len());
    }
}
