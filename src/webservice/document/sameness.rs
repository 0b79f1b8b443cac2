//! When two texts mean the same to a shop, and what it made of one that it changed.

use std::borrow::Cow;

use resources::Kind;
use resources::lexical::{decimal_parts, integer_part, is_zero_date};

use super::markup::{has_lost_media, is_cleaned, reads_alike, without_media};

/// What a shop made of a value by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A number with fewer digits.
    Rounded,
    /// Other line ends, or no blanks around.
    LineEnds,
    /// HTML that reads the same.
    Cleaned,
    /// HTML without its pictures or films.
    Dropped,
    /// Only the beginning.
    Cut,
    /// Characters that its database cannot hold.
    Characters,
    /// Its usual value in the place of none.
    Default,
    /// The old value, although the shop did save the record.
    Kept,
    /// The shop computes it anew with the rest: positions, addresses made of names.
    Recomputed,
    /// What was written is in the history, and something else behind it.
    MovedOn,
    /// The old value, where others of the same write are saved: PHP ended in between.
    Part,
    /// A value that is neither the old one, nor what was sent, nor what shops make of that.
    SomebodyElse,
    /// Another value.
    Other,
}

impl Reason {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Reason::Rounded => "rounded",
            Reason::LineEnds => "line_ends",
            Reason::Cleaned => "cleaned",
            Reason::Dropped => "dropped",
            Reason::Cut => "cut",
            Reason::Characters => "characters_lost",
            Reason::Default => "default",
            Reason::Kept => "kept",
            Reason::Recomputed => "recomputed",
            Reason::MovedOn => "moved_on",
            Reason::Part => "saved_in_part",
            Reason::SomebodyElse => "somebody_else",
            Reason::Other => "other",
        }
    }

    /// Whether nothing of what was meant is lost.
    pub const fn is_harmless(self) -> bool {
        matches!(
            self,
            Reason::Rounded
                | Reason::LineEnds
                | Reason::Cleaned
                | Reason::Default
                | Reason::Recomputed
        )
    }

    /// Whether a shop that stores `asked` is certain to have `stored` then.
    pub fn explains(self, asked: &str, stored: &str) -> bool {
        match self {
            Reason::Rounded | Reason::LineEnds => true,
            Reason::Cleaned => is_cleaned(asked, stored),
            Reason::Characters => is_cleaned(&narrowed(asked), stored),
            Reason::Dropped => is_cleaned(&without_media(asked), stored),
            _ => false,
        }
    }

    /// Whether it is what shops are known to do to values.
    pub const fn is_known(self) -> bool {
        !matches!(self, Reason::Other)
    }
}

/// Whether two texts of a field mean the same: `12.5` and `12.500000`, no date and a zero date.
pub fn is_same(kind: Option<Kind>, one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    match kind {
        Some(Kind::Decimal) => is_number(one, other),
        Some(Kind::Link | Kind::Integer | Kind::Boolean) => number(one) == number(other),
        Some(Kind::Date) => date(one) == date(other),
        Some(_) => false,
        // Not declared: shops put zeros behind a number of theirs, but none before it.
        None => {
            (is_number(one, other) && integer_part(one) == integer_part(other))
                || (is_nothing(one) && is_nothing(other))
        }
    }
}

/// What a shop made of `asked`, if it stored `stored`; `None` where they mean the same.
pub fn reason(kind: Option<Kind>, asked: &str, stored: &str) -> Option<Reason> {
    if is_same(kind, asked, stored) {
        return None;
    }
    let is_decimal = matches!(kind, Some(Kind::Decimal) | None);
    let is_numeric = matches!(
        kind,
        Some(Kind::Decimal | Kind::Link | Kind::Integer | Kind::Boolean)
    );
    Some(if is_decimal && is_rounded(asked, stored) {
        Reason::Rounded
    } else if asked.is_empty() && matches!(kind, Some(Kind::Enumeration(_))) {
        Reason::Default
    } else if lines(asked).trim() == lines(stored).trim() {
        Reason::LineEnds
    } else if has_lost_media(asked, stored) {
        Reason::Dropped
    } else if stored.is_empty() && !is_cleaned(asked, stored) {
        Reason::Other
    } else if reads_alike(asked, stored) {
        Reason::Cleaned
    } else if reads_alike(&narrowed(asked), stored) {
        Reason::Characters
    } else if !is_numeric && asked.starts_with(stored) {
        // A number that is the beginning of another one is another.
        Reason::Cut
    } else {
        Reason::Other
    })
}

fn lines(text: &str) -> Cow<'_, str> {
    match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    }
}

fn number(text: &str) -> &str {
    let digits = text.trim().trim_start_matches('0');
    // Shops write "none" as nothing or as 0.
    if digits.is_empty() { "" } else { digits }
}

fn date(text: &str) -> &str {
    match is_zero_date(text) {
        true => "",
        false => text.strip_suffix(" 00:00:00").unwrap_or(text),
    }
}

/// NULL goes back as the empty text, and shops store 0 for that.
fn is_nothing(text: &str) -> bool {
    is_zero_date(text) || text.bytes().all(|byte| matches!(byte, b'0' | b'.'))
}

fn is_number(one: &str, other: &str) -> bool {
    decimal_parts(one).is_some_and(|one| Some(one) == decimal_parts(other))
}

/// Shops keep six decimals and round the seventh.
fn is_rounded(asked: &str, stored: &str) -> bool {
    let digits = integer_part(stored).trim_start_matches('-');
    // With a zero before it, it is a code that is stored as it came.
    let is_printed = digits == "0" || !digits.starts_with('0');
    let asked = millionths(asked);
    is_printed && asked.is_some() && asked == millionths(stored)
}

fn millionths(text: &str) -> Option<i128> {
    let (is_negative, integer, fraction) = decimal_parts(text)?;
    if integer.len() > 18 {
        return None;
    }
    let mut digits = String::from(integer);
    let kept: String = fraction.chars().chain("000000".chars()).take(6).collect();
    digits.push_str(&kept);
    let size: i128 = digits.parse().ok()?;
    let rounds_up = fraction
        .as_bytes()
        .get(6)
        .is_some_and(|digit| *digit >= b'5');
    let size = size.saturating_add(i128::from(rounds_up));
    Some(if is_negative {
        size.saturating_neg()
    } else {
        size
    })
}

/// Version 1.6 stores a question mark for each of the four bytes of an emoji.
fn narrowed(text: &str) -> String {
    let mut narrow = String::with_capacity(text.len());
    for character in text.chars() {
        match character.len_utf8() {
            4 => narrow.push_str("????"),
            _ => narrow.push(character),
        }
    }
    narrow
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_what_was_asked_and_stored_then_the_reason_is_told() {
        let cases = [
            (Some(Kind::Decimal), "12.5", "12.500000", None),
            (Some(Kind::Decimal), "0", "0.000000", None),
            (
                Some(Kind::Decimal),
                "1.2345678",
                "1.234568",
                Some(Reason::Rounded),
            ),
            (
                Some(Kind::Decimal),
                "0.9999999",
                "1.000000",
                Some(Reason::Rounded),
            ),
            (Some(Kind::Decimal), "1.5", "1.6", Some(Reason::Other)),
            (Some(Kind::Link), "", "0", None),
            (Some(Kind::Date), "", "0000-00-00 00:00:00", None),
            (
                Some(Kind::Multilingual),
                "a\r\nb",
                "a\nb",
                Some(Reason::LineEnds),
            ),
            (
                Some(Kind::Multilingual),
                "<p>a<b>b",
                "<p>a<b>b</b></p>",
                Some(Reason::Cleaned),
            ),
            (
                Some(Kind::Multilingual),
                "<p>a < b</p>",
                "<p>a &lt; b</p>",
                Some(Reason::Cleaned),
            ),
            (
                Some(Kind::Multilingual),
                "<p>Caf&eacute; &#8364; &#x20AC;</p>",
                "<p>Café € €</p>",
                Some(Reason::Cleaned),
            ),
            (
                Some(Kind::Multilingual),
                "<p>Caf&eacute;</p>",
                "<p>Cafe</p>",
                Some(Reason::Other),
            ),
            (
                Some(Kind::Multilingual),
                "<p>a<img src=\"data:image/png;base64,iVBO\" alt=\"\"></p>",
                "<p>a</p>",
                Some(Reason::Dropped),
            ),
            (
                Some(Kind::Multilingual),
                "<IMG SRC='data:x'/>",
                "",
                Some(Reason::Dropped),
            ),
            (
                Some(Kind::Multilingual),
                "a <iframe src=\"/film\"></iframe> b <img src=\"/c.png\">",
                "a  b <img src=\"/c.png\" alt=\"c.png\" />",
                Some(Reason::Dropped),
            ),
            (
                Some(Kind::Multilingual),
                "<p>a<img src=/a.png></p>",
                "<p>a<img src=\"/a.png\" alt=\"a.png\" /></p>",
                Some(Reason::Cleaned),
            ),
            (
                Some(Kind::Multilingual),
                "<p>a <imgx> b</p>",
                "<p>a b</p>",
                Some(Reason::Cleaned),
            ),
            (
                Some(Kind::Multilingual),
                "<p>a<img src=\"data:x\"></p>",
                "<p>b</p>",
                Some(Reason::Other),
            ),
            (
                Some(Kind::Multilingual),
                "a 😀",
                "a ????",
                Some(Reason::Characters),
            ),
            (
                Some(Kind::Multilingual),
                "<p>a 😀 & b\r\n<b>c",
                "<p>a ???? &amp; b\n<b>c</b></p>",
                Some(Reason::Characters),
            ),
            (
                Some(Kind::Text),
                "😀\r\n",
                "????\n",
                Some(Reason::Characters),
            ),
            (Some(Kind::Text), "a 😀", "b ????", Some(Reason::Other)),
            (Some(Kind::Integer), "4711", "47", Some(Reason::Other)),
            (Some(Kind::Decimal), "12.5", "12", Some(Reason::Other)),
            (
                Some(Kind::Date),
                "2026-03-01 10:00:00",
                "2026-03-01",
                Some(Reason::Cut),
            ),
            (Some(Kind::Text), "abcdef", "abc", Some(Reason::Cut)),
            (Some(Kind::Text), "abc", "", Some(Reason::Other)),
            (
                Some(Kind::Multilingual),
                "<!-- a -->",
                "",
                Some(Reason::Cleaned),
            ),
            (Some(Kind::Multilingual), "<!--", "", Some(Reason::Cleaned)),
            (
                Some(Kind::Multilingual),
                "<p>a</p> <!-- b",
                "<p>a</p>",
                Some(Reason::Cleaned),
            ),
            (
                Some(Kind::Multilingual),
                "<!-- a --><img src=\"b\">",
                "",
                Some(Reason::Dropped),
            ),
            (Some(Kind::Text), "abc", "abd", Some(Reason::Other)),
            (
                Some(Kind::Enumeration(&[])),
                "",
                "standard",
                Some(Reason::Default),
            ),
            (None, "5", "5.000000", None),
            (None, "", "0", None),
            (None, "0.000000", "", None),
            (None, "0000-00-00", "", None),
            (None, "", "1", Some(Reason::Other)),
            (None, "007", "7", Some(Reason::Rounded)),
            (None, "7", "007", Some(Reason::Other)),
        ];
        for (kind, asked, stored, expected) in cases {
            assert_eq!(reason(kind, asked, stored), expected, "{asked} {stored}");
        }
        println!("{} pairs of texts", cases.len());
    }
}
