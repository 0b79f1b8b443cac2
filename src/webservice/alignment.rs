//! Whether one text lies in another, as databases compare them: letter case does not count, and
//! about letters beyond ASCII collations differ.

use resources::reader::Verdict;

/// The most letters that one letter beyond ASCII may equal: a ligature of three.
const LIGATURE: usize = 3;
/// Stands for every letter that collations differ about.
const UNSURE: u8 = 0;
/// A longer part is looked for in a copy in lower case, in which it takes a single walk.
const SHORT: usize = 16;
/// Steps that one pair of texts may take; of more nobody but the database can say.
const MOST_STEPS: usize = 1 << 24;
/// Letters by which a set of places moves on.
const LETTERS: usize = 128;

/// Whether `part` lies in `value`: letter case does not count, and what is not
/// printable ASCII may equal anything, because collations differ about it.
pub(super) fn align(value: &str, part: &str, at_start: bool, at_end: bool) -> Verdict {
    if stands_in(value, part, at_start, at_end) {
        return Verdict::Yes;
    }
    if is_certain(value) && is_certain(part) {
        return Verdict::No;
    }
    match may_align(value, part, at_start, at_end) {
        true => Verdict::Unknown,
        false => Verdict::No,
    }
}

/// Whether all collations agree about it.
pub(super) fn is_certain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

fn stands_in(value: &str, part: &str, at_start: bool, at_end: bool) -> bool {
    let (value, part) = (value.as_bytes(), part.as_bytes());
    let Some(last) = value.len().checked_sub(part.len()) else {
        return false;
    };
    let is_at = |at: usize| {
        let here = value.get(at..at.saturating_add(part.len()));
        here.is_some_and(|here| here.eq_ignore_ascii_case(part))
    };
    match (at_start, at_end) {
        (true, true) => last == 0 && is_at(0),
        (true, false) => is_at(0),
        (false, true) => is_at(last),
        (false, false) if part.len() <= SHORT => (0..=last).any(is_at),
        (false, false) => {
            let lower = |text: &[u8]| String::from_utf8(text.to_ascii_lowercase());
            let (value, part) = (lower(value), lower(part));
            value.is_ok_and(|value| part.is_ok_and(|part| value.contains(&part)))
        }
    }
}

fn letter(one: char) -> u8 {
    match u8::try_from(one) {
        Ok(plain @ b' '..=b'~') => plain.to_ascii_lowercase(),
        _ => UNSURE,
    }
}

/// Places in a part, one bit for each.
#[derive(Clone, Copy, Default)]
struct Word {
    /// Those that may have been reached.
    reached: u64,
    /// Those that a letter need not be spent on.
    unsure: u64,
}

/// Walks the value once, with the set of places in `part` that may have been reached.
fn may_align(value: &str, part: &str, at_start: bool, at_end: bool) -> bool {
    let mut pattern = Vec::new();
    for letter in part.chars().map(letter) {
        let repeat = if letter == UNSURE { LIGATURE } else { 1 };
        pattern.resize(pattern.len().saturating_add(repeat), letter);
    }
    let end = pattern.len();
    let count = (end >> 6).saturating_add(1);
    if count.saturating_mul(value.len()) > MOST_STEPS {
        return true;
    }
    let mut words = vec![Word::default(); count];
    let mut fits = vec![0_u64; count.saturating_mul(LETTERS)];
    for (at, letter) in pattern.iter().enumerate() {
        let bit = bit(at);
        if let Some(word) = words.get_mut(at >> 6).filter(|_| *letter == UNSURE) {
            word.unsure |= bit;
        }
        let fits = fits.get_mut(row(at >> 6)).unwrap_or_default();
        let fits = match letter {
            &UNSURE => fits,
            letter => fits.get_mut(usize::from(*letter)..).unwrap_or_default(),
        };
        let count = if *letter == UNSURE { LETTERS } else { 1 };
        for word in fits.iter_mut().take(count) {
            *word |= bit;
        }
    }
    let is_reached = |words: &[Word]| {
        let last = words.get(end >> 6);
        last.is_some_and(|word| word.reached & bit(end) != 0)
    };
    begin(&mut words);
    skip_unsure(&mut words);
    for letter in value.chars().map(letter) {
        if !at_end && is_reached(&words) {
            return true;
        }
        let mut below = 0;
        for (at, word) in words.iter_mut().enumerate() {
            let here = word.reached;
            word.reached = match letter {
                UNSURE => (0..=LIGATURE).fold(0, |all, step| all | moved(here, below, step)),
                letter => {
                    let fit = |at: usize| {
                        let row = fits.get(row(at)).unwrap_or_default();
                        row.get(usize::from(letter)).copied().unwrap_or_default()
                    };
                    let under = at.checked_sub(1).map_or(0, fit);
                    moved(here & fit(at), below & under, 1)
                }
            };
            below = here;
        }
        if !at_start {
            begin(&mut words);
        }
        skip_unsure(&mut words);
    }
    is_reached(&words)
}

fn bit(at: usize) -> u64 {
    1 << (at & 63)
}

fn row(word: usize) -> std::ops::Range<usize> {
    let start = word.saturating_mul(LETTERS);
    start..start.saturating_add(LETTERS)
}

fn begin(words: &mut [Word]) {
    if let Some(first) = words.first_mut() {
        first.reached |= 1;
    }
}

/// The places of a word moved on, with those that come from the word below.
fn moved(here: u64, below: u64, steps: usize) -> u64 {
    match steps {
        0 => here,
        steps => here << (steps & 63) | below >> (64_usize.saturating_sub(steps) & 63),
    }
}

/// Goes on past letters that may stand for nothing.
fn skip_unsure(words: &mut [Word]) {
    let mut carried = 0;
    for word in words {
        let mut reached = word.reached | carried;
        // Doubling the steps: 1, 2, 4 … 32 places.
        let mut open = word.unsure << 1;
        for step in [1, 2, 4, 8, 16, 32] {
            reached |= open & (reached << step);
            open &= open << step;
        }
        word.reached = reached;
        carried = (reached & word.unsure) >> 63;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same, place by place.
    fn by_hand(value: &[u8], part: &[u8], at_start: bool, at_end: bool) -> bool {
        let mut pattern = Vec::new();
        for letter in part {
            let repeat = if *letter == UNSURE { LIGATURE } else { 1 };
            pattern.resize(pattern.len().saturating_add(repeat), *letter);
        }
        let skip = |places: &mut Vec<bool>| {
            for (at, letter) in pattern.iter().enumerate() {
                if *letter == UNSURE && places[at] {
                    places[at.saturating_add(1)] = true;
                }
            }
        };
        let mut reached = vec![false; pattern.len().saturating_add(1)];
        reached[0] = true;
        skip(&mut reached);
        for letter in value {
            if !at_end && reached[pattern.len()] {
                return true;
            }
            let mut next = vec![false; reached.len()];
            for at in (0..reached.len()).filter(|at| reached[*at]) {
                if *letter == UNSURE {
                    let to = at.saturating_add(LIGATURE).min(pattern.len());
                    next[at..=to].fill(true);
                } else if pattern
                    .get(at)
                    .is_some_and(|one| one == letter || *one == UNSURE)
                {
                    next[at.saturating_add(1)] = true;
                }
            }
            next[0] |= !at_start;
            skip(&mut next);
            reached = next;
        }
        reached[pattern.len()]
    }

    #[test]
    fn given_two_texts_then_sets_of_places_find_what_places_one_by_one_do() {
        let mut seed = 7_u64;
        let mut random = |below: u64| {
            seed = seed
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (seed >> 33) % below
        };
        let mut yes = 0;
        const CASES: usize = 20_000;
        for case in 0..CASES {
            // Some parts are longer than a word of places.
            let longest = if case % 4 == 0 { 90 } else { 9 };
            let mut text = |longest| -> String {
                let length = random(longest);
                (0..length)
                    .map(|_| ['a', 'b', 'é', 'ß'][random(4) as usize])
                    .collect()
            };
            let (value, part) = (text(longest * 2), text(longest));
            let letters = |text: &str| text.chars().map(letter).collect::<Vec<u8>>();
            for (start, end) in [(true, true), (true, false), (false, true), (false, false)] {
                let expected = by_hand(&letters(&value), &letters(&part), start, end);
                assert_eq!(
                    may_align(&value, &part, start, end),
                    expected,
                    "{value} {part} {start} {end}"
                );
                yes += usize::from(expected);
            }
        }
        println!("{} pairs of texts, {yes} may align", CASES * 4);
    }
}
