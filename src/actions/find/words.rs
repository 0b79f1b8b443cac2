//! Words that are looked for: what a shop is asked, and what is compared on this side.

use crate::webservice::filter::Condition;

/// More words than any name has; each is compared with every row.
const MOST_WORDS: usize = 16;

/// What shops read as wildcards or as syntax, or compare by no rule that holds in every version.
const SPLITS: [char; 10] = ['%', '_', '[', ']', '<', '|', '\\', ',', '\'', '’'];

/// The words of an input.
#[derive(Debug)]
pub struct Words<'t> {
    /// Folded, each once.
    folded: Vec<String>,
    /// The longest part of them that a shop compares as it is.
    anchor: &'t str,
    /// Whether the anchor is all that was given.
    is_exact: bool,
}

impl<'t> Words<'t> {
    /// Of a text, in any order.
    pub fn of(text: &'t str) -> Words<'t> {
        let words = text.split_whitespace().take(MOST_WORDS);
        Words::all(words.collect())
    }

    /// Of a text as it is, blanks included.
    pub fn whole(text: &'t str) -> Words<'t> {
        Words::all(vec![text])
    }

    fn all(words: Vec<&'t str>) -> Words<'t> {
        let pieces = words.iter().flat_map(|word| word.split(is_split));
        let anchor = pieces
            .map(str::trim)
            .max_by_key(|piece| piece.chars().count());
        let anchor = anchor.unwrap_or_default();
        let is_exact = matches!(words.as_slice(), [one] if *one == anchor);
        Words {
            folded: words.into_iter().map(fold).collect(),
            anchor,
            is_exact,
        }
    }

    /// What a shop is asked of one field; `None` where it could compare nothing.
    pub fn condition(&self) -> Option<Condition> {
        (!self.anchor.is_empty()).then(|| Condition::Contains(self.anchor.to_owned()))
    }

    /// Whether the condition says all: nothing is left to compare on this side.
    pub fn is_exact(&self) -> bool {
        self.is_exact
    }

    /// Whether each of the words is in one of the texts of a row that the shop answered; letter
    /// case and accents do not count. Of letters about which collations differ the shop has the
    /// last word, where the condition says all.
    pub fn are_in(&self, texts: &[&str]) -> bool {
        let texts: Vec<String> = texts.iter().map(|text| fold(text)).collect();
        let is_there = |word: &String| {
            let is_open = |text: &String| match word.is_ascii() {
                true => text.contains(is_other_latin),
                false => !text.is_ascii(),
            };
            let mut texts = texts.iter();
            texts.any(|text| text.contains(word.as_str()) || self.is_exact && is_open(text))
        };
        self.folded.iter().all(is_there)
    }
}

/// Old tables hold no letters beyond 16 bits.
fn is_split(letter: char) -> bool {
    SPLITS.contains(&letter) || letter.is_control() || letter > '\u{ffff}'
}

/// The letters from `À` to `ſ` without their accents; `*` for those that stay as they are.
const PLAIN: &[u8; 192] = b"aaaaaa*ceeeeiiiidnooooo*ouuuuy**aaaaaa*ceeeeiiiidnooooo*ouuuuy*yaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkk*llllllllllnnnnnnn**oooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Latin letters with accents that are not folded here.
fn is_other_latin(letter: char) -> bool {
    matches!(letter, '\u{180}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// A text as collations compare it: in lower case, without accents.
pub fn fold(text: &str) -> String {
    let mut folded = String::new();
    for letter in text.chars() {
        let at = u32::from(letter).checked_sub(0xc0);
        let plain = at.and_then(|at| PLAIN.get(usize::try_from(at).ok()?));
        match (letter, plain) {
            (_, Some(plain)) if *plain != b'*' => folded.push(char::from(*plain)),
            ('ß', _) => folded.push_str("ss"),
            ('æ' | 'Æ', _) => folded.push_str("ae"),
            ('œ' | 'Œ', _) => folded.push_str("oe"),
            ('’' | '‘', _) => folded.push('\''),
            // Accents that stand behind their letter.
            ('\u{300}'..='\u{36f}', _) => {}
            // Greek and Cyrillic: the capitals stand at one distance from the small letters.
            ('Α'..='Ω' | 'А'..='Я', _) => folded.extend(moved(letter, 0x20)),
            ('Ѐ'..='Џ', _) => folded.extend(moved(letter, 0x50)),
            _ => folded.push(letter.to_ascii_lowercase()),
        }
    }
    folded
}

fn moved(letter: char, by: u32) -> Option<char> {
    char::from_u32(u32::from(letter).saturating_add(by))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_words_then_the_shop_is_asked_for_the_longest_part_that_it_cannot_misread() {
        let cases = [
            ("Müller", "Müller", true),
            (" anna  Müller ", "Müller", false),
            ("john_doe", "john", false),
            ("100%", "100", false),
            ("a[bc]", "bc", false),
            ("café😀s", "café", false),
            ("%_", "", false),
            ("O'Brien", "Brien", false),
        ];
        for (text, anchor, is_exact) in cases {
            let words = Words::of(text);
            assert_eq!(
                (words.anchor, words.is_exact()),
                (anchor, is_exact),
                "{text}"
            );
            assert_eq!(words.condition().is_none(), anchor.is_empty(), "{text}");
        }
        println!("{} texts", cases.len());
    }

    #[test]
    fn given_words_then_each_may_be_in_any_text_whatever_its_case_and_accents() {
        let cases = [
            ("lefevre chloe", ["Chloé", "Lefèvre"], true),
            ("LEFÈVRE", ["Chloe", "Lefevre"], true),
            ("meer van", ["Anna", "van der Meer"], true),
            ("strasse", ["Am Ende", "Große Straße"], true),
            ("иванова", ["ИВАНОВА", "Ёж"], true),
            ("łukasz", ["Lukasz", "Novák"], true),
            ("anna", ["ليلى", "حداد"], false),
            ("anna", ["Łucja", "Øster"], false),
            ("лиза", ["Anna", "Berg"], false),
            // The shop has compared them.
            ("tran", ["Trần", "Anh"], true),
            ("ёлка", ["Елка", ""], true),
            ("anna berg", ["Anna", "Fabre"], false),
            ("jo_n", ["John", "jo_n"], true),
            ("o'brien", ["Paul", "O’Brien"], true),
            ("jo_n", ["John", "Joan"], false),
        ];
        for (words, texts, expected) in cases {
            assert_eq!(
                Words::of(words).are_in(&texts),
                expected,
                "{words} {texts:?}"
            );
        }
        println!("{} pairs", cases.len());
    }

    #[test]
    fn given_a_letter_with_an_accent_then_its_plain_one_stands_in_its_place() {
        let pairs = [
            ("ÀÿĀſ", "ayas"),
            ("Œœßæ", "oeoessae"),
            ("ČčĎďĚěŁłŃńŐőŘřŠšŤťŮůŽž", "ccddeellnnoorrssttuuzz"),
            ("ÐðØøŊ×", "ddooŊ×"),
            ("e\u{301}", "e"),
        ];
        for (text, plain) in pairs {
            assert_eq!(fold(text), plain, "{text}");
        }
        println!("{} texts", pairs.len());
    }
}
