//! What a body says about the fields of a record, and what becomes of the rest.

use roxmltree::Node;

use super::{Asking, Method, body, property};
use crate::catalogue::LANGUAGES;
use crate::options::ShopVersion;
use crate::query::php_int;
use crate::resources::field::{Field, Kind};
use crate::resources::{Place, Resource};
use crate::store::Store;
use crate::tables::moment;
use crate::tables::value::Value;
use crate::tables::{BASE, Row};
use crate::webservice::cells::Cells;
use crate::webservice::errors::Refusal;

/// The content of a field in a body.
#[derive(Debug, Clone)]
pub(super) enum Content {
    One(String),
    /// By language id, every language of the shop.
    Texts(Vec<(u32, String)>),
    /// Not named: back to nothing.
    Reset,
}

/// The fields a record is written with.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub(super) fields: Vec<(u8, &'static Field, Content)>,
    /// Columns the body does not name.
    pub(super) unsaid: Vec<u8>,
}

/// Reads the fields in the shop's order, stopping at the first that may not be there
/// or has to be.
pub(super) fn read(
    record: Node<'_, '_>,
    resource: &'static Resource,
    store: &Store,
    method: Method,
    row: &Row,
) -> Result<Given, Refusal> {
    let version = store.options.version;
    let mut given = Given::default();
    for (column, field) in resource.fields(version) {
        let node = body::child(record, field.name);
        if node.is_none() {
            given.unsaid.push(column);
        }
        if field.kind == Kind::Texts {
            if let Some(content) = read_texts(node, resource, store, method, row, (column, field))?
            {
                given.fields.push((column, field, content));
            }
            continue;
        }
        match node {
            Some(_) if field.is_unwritable(version) => {
                return Err(Refusal::one(
                    400,
                    93,
                    format!(
                        "parameter \"{}\" not writable. Please remove this attribute of this XML",
                        field.name
                    ),
                ));
            }
            Some(node) => given
                .fields
                .push((column, field, Content::One(body::text(node)))),
            None if method == Method::Patch => {}
            None if field.is_required(version) => {
                return Err(Refusal::one(
                    400,
                    41,
                    format!("parameter \"{}\" required", field.name),
                ));
            }
            // Computed fields have nothing to reset.
            None if field.dynamic || field.unwritable == Some(ShopVersion::V1_6) => {}
            None => given.fields.push((column, field, Content::Reset)),
        }
    }
    // An untouched answer shows the whole record after a PATCH.
    if method == Method::Patch {
        given.unsaid.clear();
    }
    Ok(given)
}

/// Languages that are not in the body are blanked, unless the field is required.
fn read_texts(
    node: Option<Node<'_, '_>>,
    resource: &'static Resource,
    store: &Store,
    method: Method,
    row: &Row,
    (column, field): (u8, &'static Field),
) -> Result<Option<Content>, Refusal> {
    let version = store.options.version;
    let required = field.is_required(version);
    let Some(node) = node else {
        return match method {
            Method::Patch => Ok(None),
            _ if required => Err(empty(resource, field, version)),
            _ => Ok(Some(Content::Reset)),
        };
    };
    let languages: Vec<Node<'_, '_>> = node
        .children()
        .filter(|child| child.has_tag_name("language"))
        .collect();
    if languages.is_empty() {
        let text = body::text(node);
        if required && (text.is_empty() || version < ShopVersion::V1_7) {
            return Err(empty(resource, field, version));
        }
        let texts = LANGUAGES.map(|language| (language, text.clone())).to_vec();
        return Ok(Some(Content::Texts(texts)));
    }
    let cells = Cells {
        resource,
        shop: 1,
        languages: &LANGUAGES,
        unsaid: &[],
    };
    let texts = LANGUAGES
        .map(|language| {
            let named = languages
                .iter()
                .rev()
                .find(|node| php_int(node.attribute("id").unwrap_or("0")) == i64::from(language));
            let mut text = String::new();
            match named {
                Some(node) => text = body::text(*node),
                None if required => cells.write_text(row, column, language, &mut text),
                None => {}
            }
            (language, text)
        })
        .to_vec();
    Ok(Some(Content::Texts(texts)))
}

fn empty(resource: &Resource, field: &Field, version: ShopVersion) -> Refusal {
    let name = property(resource, field.name, version);
    Refusal::one(
        400,
        84,
        format!("Validation error: \"Property {name} is empty\""),
    )
}

/// Stores what was read, in the shops the request writes to.
pub(super) fn apply(given: &Given, row: &mut Row, asking: Asking<'_>, now: i64) {
    let targets: Vec<u32> = if asking.context.several {
        vec![1, 2]
    } else {
        vec![asking.context.shop]
    };
    for (column, field, content) in &given.fields {
        let value = match content {
            Content::One(text) => stored(text, field.kind),
            Content::Texts(texts) => Value::Texts(
                texts
                    .iter()
                    .map(|(language, text)| (*language, text.replace("\r\n", "\n").into()))
                    .collect(),
            ),
            Content::Reset => reset(field, now),
        };
        put(row, asking.resource, *column, field, value, &targets);
    }
    let stamp = asking
        .resource
        .fields
        .iter()
        .position(|field| field.name == "date_upd");
    if let Some(column) = stamp.and_then(|position| u8::try_from(position).ok())
        && let Some(field) = asking.resource.fields.get(usize::from(column))
    {
        let value = Value::Moment(Some(now));
        put(row, asking.resource, column, field, value, &targets);
    }
    for shop in &targets {
        row.shops |= 1 << (shop - 1);
    }
}

/// A field each shop has for itself goes into its row and into the common one.
fn put(
    row: &mut Row,
    resource: &Resource,
    column: u8,
    field: &Field,
    value: Value,
    targets: &[u32],
) {
    if resource.place != Place::Products || !field.per_shop {
        row.set(column, value);
        return;
    }
    for shop in targets {
        row.set_in(*shop, column, value.clone());
    }
    if field.kind != Kind::Texts {
        // The other shop keeps what it had, although the common row changes.
        for shop in [1, 2] {
            if !targets.contains(&shop) && row.in_shop(shop) {
                let held = row.value(shop, column, field).into_owned();
                row.set_in(shop, column, held);
            }
        }
        row.set(column, value);
    }
}

/// A text as the database keeps it.
fn stored(text: &str, kind: Kind) -> Value {
    match kind {
        Kind::Integer | Kind::Boolean => Value::Number(php_int(text)),
        Kind::Decimal(_) => Value::Millionths(millionths(text)),
        Kind::Text | Kind::Texts => Value::text(text.replace("\r\n", "\n")),
        Kind::Date | Kind::DateTime => Value::Moment(moment::parse(text)),
    }
}

fn reset(field: &Field, now: i64) -> Value {
    match (field.name, field.kind) {
        ("date_add" | "last_passwd_gen", _) => Value::Moment(Some(now)),
        ("visibility", _) => Value::word("both"),
        ("condition", _) => Value::word("new"),
        ("low_stock_threshold", _) => Value::Null,
        (_, Kind::Date | Kind::DateTime) => Value::Moment(None),
        (_, Kind::Decimal(_)) => Value::Millionths(0),
        (_, Kind::Integer | Kind::Boolean) => Value::Number(0),
        (_, Kind::Text) => Value::word(""),
        (_, Kind::Texts) => Value::Texts(LANGUAGES.map(|language| (language, "".into())).into()),
    }
}

/// More than six decimals are rounded.
fn millionths(text: &str) -> i64 {
    let (negative, digits) = match text.trim().strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.trim()),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let mut size = php_int(whole).saturating_mul(1_000_000);
    let mut place = 100_000;
    for digit in part.chars().map_while(|letter| letter.to_digit(10)) {
        if place == 0 {
            size = size.saturating_add(i64::from(digit >= 5));
            break;
        }
        size = size.saturating_add(i64::from(digit) * place);
        place /= 10;
    }
    if negative { -size } else { size }
}

/// The stored text of a column, for checks between records.
pub(super) fn text_of(row: &Row, column: impl Into<u8>, kind: Kind) -> String {
    let mut out = String::new();
    if let Some(value) = row.stored(BASE, column.into()) {
        value.write(kind, &mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_kept_to_six_digits() {
        let cases = [
            ("10.5", 10_500_000),
            ("0.1234567", 123_457),
            ("-3", -3_000_000),
            ("", 0),
            ("7.", 7_000_000),
        ];
        for (text, expected) in cases {
            assert_eq!(millionths(text), expected, "{text}");
        }
        println!("{} decimals", cases.len());
    }
}
