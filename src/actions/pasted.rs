//! Names of records as people paste them, with what stands around them.

use crate::webservice::filter::Condition;

/// What a shop is asked for a whole reference. A `#` before it is a mark, or a part of it.
pub fn whole_reference(text: &str) -> Condition {
    match without_mark(text) {
        plain if plain == text => Condition::Equals(text.to_owned()),
        plain => Condition::OneOf(vec![text.to_owned(), plain.to_owned()]),
    }
}

/// A reference without a `#` before it.
pub fn without_mark(text: &str) -> &str {
    match text.trim_start_matches(['#', ' ']) {
        "" => text,
        plain => plain,
    }
}

/// The address of `Name <address>`; any other text as it is.
pub fn address(text: &str) -> &str {
    let inner = text
        .strip_suffix('>')
        .and_then(|text| text.rsplit_once('<'));
    inner.map_or(text, |(_, address)| address.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_reference_as_pasted_then_the_shop_is_asked_for_it_with_and_without_the_mark() {
        let cases = [
            ("KVNRTQHWM", vec!["KVNRTQHWM"]),
            ("#KVNRTQHWM", vec!["#KVNRTQHWM", "KVNRTQHWM"]),
            ("# KVNRTQHWM", vec!["# KVNRTQHWM", "KVNRTQHWM"]),
            ("A#1", vec!["A#1"]),
            ("#", vec!["#"]),
        ];
        for (text, expected) in &cases {
            let asked = match whole_reference(text) {
                Condition::Equals(one) => vec![one],
                Condition::OneOf(all) => all,
                other => panic!("{other:?}"),
            };
            assert_eq!(asked, *expected, "{text}");
        }
        println!("{} references", cases.len());
    }

    #[test]
    fn given_an_address_as_mail_programs_copy_it_then_the_address_alone_is_meant() {
        let cases = [
            ("anna@example.com", "anna@example.com"),
            ("Anna Berg <anna@example.com>", "anna@example.com"),
            ("\"Berg, Anna\" < anna@example.com >", "anna@example.com"),
            ("<anna@example.com>", "anna@example.com"),
            ("Anna <anna@example.com", "Anna <anna@example.com"),
            ("Anna Berg", "Anna Berg"),
        ];
        for (text, expected) in cases {
            assert_eq!(address(text), expected, "{text}");
        }
        println!("{} addresses", cases.len());
    }
}
