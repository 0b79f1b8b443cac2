//! How the database compares texts: without regard to case, accents and trailing blanks.

use std::cmp::Ordering;

/// Every accented Latin letter that occurs in European names, with its plain form.
const PLAIN: [(&str, char); 22] = [
    ("àáâãäåāăą", 'a'),
    ("çćĉċč", 'c'),
    ("ďđ", 'd'),
    ("èéêëēĕėęě", 'e'),
    ("ĝğġģ", 'g'),
    ("ĥħ", 'h'),
    ("ìíîïĩīĭįı", 'i'),
    ("ĵ", 'j'),
    ("ķ", 'k'),
    ("ĺļľł", 'l'),
    ("ñńņň", 'n'),
    ("òóôõöøōŏő", 'o'),
    ("ŕŗř", 'r'),
    ("śŝşšß", 's'),
    ("ţťŧț", 't'),
    ("ùúûüũūŭůűų", 'u'),
    ("ŵ", 'w'),
    ("ýÿŷ", 'y'),
    ("źżž", 'z'),
    ("æ", 'a'),
    ("œ", 'o'),
    ("ș", 's'),
];

/// The letter the database takes it for.
pub(crate) fn fold(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    PLAIN
        .iter()
        .find(|(accented, _)| accented.contains(lower))
        .map_or(lower, |(_, plain)| *plain)
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    text.trim_end_matches(' ').chars().map(fold)
}

/// Order of two texts.
pub(crate) fn compare(left: &str, right: &str) -> Ordering {
    folded(left).cmp(folded(right))
}

/// SQL's LIKE: `%` stands for anything, `_` for one character.
pub(crate) fn like(text: &str, pattern: &str) -> bool {
    let text: Vec<char> = text.chars().map(fold).collect();
    let pattern: Vec<char> = pattern.chars().map(fold).collect();
    // Position after the last `%` and the text position it was tried from.
    let (mut at, mut wanted) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while at < text.len() {
        let fits = match pattern.get(wanted) {
            Some('%') => {
                retry = Some((wanted + 1, at));
                wanted += 1;
                continue;
            }
            Some('_') => true,
            Some(letter) => text.get(at) == Some(letter),
            None => false,
        };
        if fits {
            at += 1;
            wanted += 1;
        } else if let Some((after, from)) = retry {
            retry = Some((after, from + 1));
            at = from + 1;
            wanted = after;
        } else {
            return false;
        }
    }
    pattern.iter().skip(wanted).all(|letter| *letter == '%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_compare_as_in_the_database() {
        let equal = [("Thé", "the"), ("DEMO", "demo"), ("a  ", "a"), ("", " ")];
        for (left, right) in equal {
            assert_eq!(compare(left, right), Ordering::Equal, "{left:?} {right:?}");
        }
        let like_cases = [
            ("Théière", "%EIER%", true),
            ("demo_1", "demo_1%", true),
            ("demo11", "o_1", false),
            ("demo11", "%o_1%", true),
            ("", "%%", true),
            ("abc", "a%d", false),
            ("aXbXc", "a%b%c", true),
        ];
        for (text, pattern, expected) in like_cases {
            assert_eq!(like(text, pattern), expected, "{text:?} like {pattern:?}");
        }
        println!("{} comparisons", equal.len() + like_cases.len());
    }
}
