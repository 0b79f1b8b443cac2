//! What may be shown of a shop's text: all but the values of secret fields.

use resources::node::SECRETS;

const MASK: &str = "***";

/// The text with `***` for the values of secret fields. Works without a parser, because what is
/// shown must be safe even where it is not well-formed: XML, XML escaped into a message, JSON.
pub fn without_secrets(text: &str) -> String {
    SECRETS
        .iter()
        .fold(text.to_owned(), |text, name| masked(&text, name))
}

fn masked(text: &str, name: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(name) {
        out.push_str(before);
        out.push_str(name);
        rest = behind;
        let value = element(before, behind, name).or_else(|| member(before, behind));
        if let Some((start, end)) = value {
            out.push_str(behind.get(..start).unwrap_or(""));
            out.push_str(MASK);
            rest = behind.get(end..).unwrap_or("");
        }
    }
    out.push_str(rest);
    out
}

/// Where the content of `<name>` starts and ends, counted from behind the name.
fn element(before: &str, behind: &str, name: &str) -> Option<(usize, usize)> {
    let (open, close) = [("<", ">"), ("&lt;", "&gt;")]
        .into_iter()
        .find(|(open, _)| before.ends_with(open))?;
    let (tag, inside) = behind.split_once(close)?;
    let is_named = tag.is_empty() || tag.starts_with([' ', '/', '\n', '\t', '\r']);
    if !is_named || tag.ends_with('/') {
        return None;
    }
    let start = tag.len().saturating_add(close.len());
    // Without an end tag everything behind it could be the secret.
    let length = inside
        .find(&format!("{open}/{name}"))
        .unwrap_or(inside.len());
    Some((start, start.saturating_add(length)))
}

/// Where the value of `"name":` starts and ends, counted from behind the name.
fn member(before: &str, behind: &str) -> Option<(usize, usize)> {
    let quote = ["\\\"", "\"", "&quot;"]
        .into_iter()
        .find(|quote| before.ends_with(quote))?;
    let rest = behind.strip_prefix(quote)?.trim_start();
    let value = rest.strip_prefix(':')?.trim_start();
    let start = behind.len().saturating_sub(value.len());
    let length = match value.strip_prefix(quote) {
        Some(inside) => string_length(inside, quote).saturating_add(quote.len()),
        None if value.starts_with(['{', '[']) => value.find(['}', ']']).unwrap_or(value.len()),
        None => value.find([',', '}', ']']).unwrap_or(value.len()),
    };
    Some((start, start.saturating_add(length)))
}

/// How long a text in quotes is, the closing one included; a cut one goes on to the end.
fn string_length(inside: &str, quote: &str) -> usize {
    inside
        .match_indices(quote)
        .find(|(at, _)| {
            let is_escaped = |text: &str| text.ends_with('\\');
            quote != "\"" || !inside.get(..*at).is_some_and(is_escaped)
        })
        .map_or(inside.len(), |(at, found)| at.saturating_add(found.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_text_with_secrets_then_only_their_values_are_replaced() {
        let cases = [
            (
                "<passwd><![CDATA[$2y$10]]></passwd><a>1</a>",
                "<passwd>***</passwd><a>1</a>",
            ),
            (
                "<secure_key read_only=\"true\">x</secure_key>",
                "<secure_key read_only=\"true\">***</secure_key>",
            ),
            ("<passwd/><a/>", "<passwd/><a/>"),
            ("<passwd>cut", "<passwd>***"),
            (
                "<passwd_hint>x</passwd_hint>",
                "<passwd_hint>x</passwd_hint>",
            ),
            (
                "<last_passwd_gen>x</last_passwd_gen>",
                "<last_passwd_gen>x</last_passwd_gen>",
            ),
            (
                "<passwd>a</passwd><passwd>b</passwd>",
                "<passwd>***</passwd><passwd>***</passwd>",
            ),
            (
                "&lt;secure_key&gt;x&lt;/secure_key&gt;",
                "&lt;secure_key&gt;***&lt;/secure_key&gt;",
            ),
            (
                r#"{"id":5,"passwd":"a\"b","note":"c"}"#,
                r#"{"id":5,"passwd":***,"note":"c"}"#,
            ),
            (r#"{"secure_key" : "cut"#, r#"{"secure_key" : ***"#),
            (r#"{"passwd":null,"id":5}"#, r#"{"passwd":***,"id":5}"#),
            (r#"{"passwd":{"1":"x"}}"#, r#"{"passwd":***}}"#),
            (
                r#"{\"passwd\":\"x\",\"id\":5}"#,
                r#"{\"passwd\":***,\"id\":5}"#,
            ),
            ("the passwd is wrong", "the passwd is wrong"),
        ];
        for (text, expected) in cases {
            assert_eq!(without_secrets(text), expected);
        }
        println!("{} texts", cases.len());
    }
}
