//! What a shop answers when it refuses: codes, messages, statuses.

use std::borrow::Cow;
use std::fmt::Write;

use crate::options::ShopVersion;
use crate::resources::Resource;

/// One entry of an error document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) code: u32,
    pub(crate) message: Cow<'static, str>,
}

/// Why a request is not answered as asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// An error document. The status is that of the last entry.
    Errors { status: u16, entries: Vec<Entry> },
    /// PHP died: an empty page.
    Fatal,
    /// PHP died with a word.
    Text(u16, &'static str),
    /// 404 without a body.
    Missing,
}

impl Refusal {
    /// An error document with one entry.
    pub(crate) fn one(status: u16, code: u32, message: impl Into<Cow<'static, str>>) -> Refusal {
        Refusal::Errors {
            status,
            entries: vec![Entry {
                code,
                message: message.into(),
            }],
        }
    }

    /// The refusal of a shop that the key is not for.
    pub(crate) fn no_right_on_the_shop() -> Refusal {
        Refusal::one(403, 132, "No permission for this key on this shop")
    }

    /// The refusal of a record that the shop does not have.
    pub(crate) fn not_in_the_shop(class: &str, id: u32) -> Refusal {
        let message = format!("This {class} ({id}) does not exists on this shop");
        Refusal::one(404, 131, message)
    }

    /// The same with one more entry.
    pub(crate) fn and(mut self, code: u32, message: &'static str) -> Refusal {
        if let Refusal::Errors { entries, .. } = &mut self {
            entries.push(Entry {
                code,
                message: message.into(),
            });
        }
        self
    }

    /// The same with one more entry in front.
    pub(crate) fn behind(mut self, code: u32, message: impl Into<Cow<'static, str>>) -> Refusal {
        if let Refusal::Errors { entries, .. } = &mut self {
            entries.insert(
                0,
                Entry {
                    code,
                    message: message.into(),
                },
            );
        }
        self
    }

    /// What becomes of it when it stops a list: the code that goes on regardless trips
    /// over the missing result, and PHP's warnings turn into entries and a 500.
    pub(crate) fn in_a_list(self, version: ShopVersion, php_warnings: bool) -> Refusal {
        let Refusal::Errors { mut entries, .. } = self else {
            return self;
        };
        if !php_warnings || version < ShopVersion::V8_2 {
            return Refusal::Errors {
                status: 400,
                entries,
            };
        }
        let first = if version < ShopVersion::V9_0 {
            1333
        } else {
            1319
        };
        for line in first..first + 4 {
            entries.push(Entry {
                code: 3,
                message: format!("[PHP Warning #2] Trying to access array offset on value of type bool (/var/www/shop/classes/webservice/WebserviceRequest.php, line {line})").into(),
            });
        }
        Refusal::Errors {
            status: 500,
            entries,
        }
    }
}

/// The XML form of an error document.
pub(crate) fn xml(entries: &[Entry]) -> String {
    let mut out = String::from(super::xml::START);
    out.push_str("<errors>\n");
    for entry in entries {
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "<error>\n<code><![CDATA[{}]]></code>\n<message><![CDATA[{}]]></message>\n</error>\n",
            entry.code, entry.message
        );
    }
    out.push_str("</errors>\n</prestashop>\n");
    out
}

/// The JSON form.
pub(crate) fn json(entries: &[Entry]) -> String {
    let mut out = String::from("{\"errors\":[");
    for (position, entry) in entries.iter().enumerate() {
        if position > 0 {
            out.push(',');
        }
        // Writing to a String cannot fail.
        let _ = write!(out, "{{\"code\":{},\"message\":", entry.code);
        super::json::text(&entry.message, &mut out);
        out.push('}');
    }
    out.push_str("]}");
    out
}

/// «Did you mean»: the closest of the names, the last one among equals.
pub(crate) fn closest<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> &'a str {
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        let distance = levenshtein(text, name);
        if best.is_none_or(|(least, _)| distance <= least) {
            best = Some((distance, name));
        }
        if distance == 0 {
            break;
        }
    }
    best.map_or("", |(_, name)| name)
}

/// The message of an unknown name: the closest one and the full list.
pub(crate) fn did_you_mean(message: &str, text: &str, names: &[&str]) -> String {
    let closest = closest(text, names.iter().copied());
    format!(
        "{message}. Did you mean: \"{closest}\"? The full list is: \"{}\"",
        names.join("\", \"")
    )
}

fn levenshtein(left: &str, right: &str) -> usize {
    let mut distances: Vec<usize> = (0..=right.len()).collect();
    for (row, from) in left.bytes().enumerate() {
        let mut diagonal = row;
        let mut previous = row + 1;
        for (distance, to) in distances.iter_mut().skip(1).zip(right.bytes()) {
            let replaced = diagonal + usize::from(from != to);
            diagonal = *distance;
            *distance = replaced.min(previous + 1).min(diagonal + 1);
            previous = *distance;
        }
        if let Some(first) = distances.first_mut() {
            *first = row + 1;
        }
    }
    distances.last().copied().unwrap_or(0)
}

/// What the property is called in an error message: 8 escapes the arrow.
pub(super) fn property(resource: &Resource, field: &str, version: ShopVersion) -> String {
    let arrow = if version == ShopVersion::V8_2 {
        "-&gt;"
    } else {
        "->"
    };
    format!("{}{arrow}{field}", resource.class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_name_is_the_last_of_equals() {
        assert_eq!(levenshtein("kitten", "sitting"), 3);
        assert_eq!(levenshtein("", "abc"), 3);
        assert_eq!(
            closest("foo", ["new", "upc", "mpn", "ean13"].into_iter()),
            "mpn"
        );
        assert_eq!(
            closest("product", ["orders", "products"].into_iter()),
            "products"
        );
    }
}
