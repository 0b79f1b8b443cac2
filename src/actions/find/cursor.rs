//! Cursors: where a page ended, sealed with the search that it is a page of.

use std::hash::{Hash, Hasher};

use super::super::input::Input;
use crate::webservice::error::{Error, Result};
use crate::webservice::number::number;

/// The parameters that may differ from page to page.
const OF_A_PAGE: [&str; 2] = ["cursor", "limit"];
/// How shops write a moment: a digit wherever there is a 0.
const MOMENT: &str = "0000-00-00 00:00:00";

/// The last row of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Its id.
    pub id: u32,
    /// The moment that rows are in order of; empty for an order by id.
    pub moment: String,
    /// How many rows of that moment have been answered.
    pub same: u32,
}

/// What a search asks for, as a number: another search has another one.
#[derive(Clone, Copy, Debug)]
pub struct Seal(u64);

impl Seal {
    /// Of an action and its input, whatever the page.
    pub fn of(action: &str, input: &Input) -> Seal {
        let mut seal = Seal(0xcbf2_9ce4_8422_2325);
        action.hash(&mut seal);
        for given in input.given().filter(|(name, _)| !OF_A_PAGE.contains(name)) {
            given.hash(&mut seal);
        }
        seal
    }

    fn of_place(mut self, place: &str) -> String {
        self.write(place.as_bytes());
        format!("{:08x}", self.0 >> 32)
    }
}

/// FNV-1a: it tells searches apart, and keeps no secret.
impl Hasher for Seal {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The text of a cursor.
pub fn write(place: &Place, seal: Seal) -> String {
    let digits = place.moment.chars().filter(char::is_ascii_digit);
    let digits: String = digits.collect();
    let text = format!("{}.{}.{digits}", place.id, place.same);
    [&text, ".", &seal.of_place(&text)].concat()
}

/// Reads a cursor.
///
/// # Errors
/// `InvalidRequest` for a text that is no cursor of this search.
pub fn read(text: &str, seal: Seal) -> Result<Place> {
    place(text, seal).ok_or_else(|| {
        let hint = "Give the cursor as it came, with the same input; or leave it out to begin with the first page.";
        Error::about("cursor", &["is not of this search"], hint)
    })
}

fn place(text: &str, seal: Seal) -> Option<Place> {
    let (text, sealed) = text.rsplit_once('.')?;
    if seal.of_place(text) != sealed {
        return None;
    }
    let (id, rest) = text.split_once('.')?;
    let (same, digits) = rest.split_once('.')?;
    Some(Place {
        id: number(id)?,
        moment: moment(digits),
        same: number(same)?,
    })
}

/// A moment by its digits.
fn moment(digits: &str) -> String {
    let mut digits = digits.chars().peekable();
    let mut moment = String::new();
    if digits.peek().is_some() {
        let one = |pattern: char| match pattern {
            '0' => digits.next().unwrap_or('0'),
            other => other,
        };
        moment.extend(MOMENT.chars().map(one));
    }
    moment
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_place_then_its_cursor_is_read_by_the_same_search_alone() {
        let places = [
            (7, "", 0),
            (u32::MAX, "2026-03-02 08:00:01", 12),
            (1, "0000-00-00 00:00:00", 1),
        ];
        let (seal, other) = (Seal(1), Seal(2));
        for (id, moment, same) in places {
            let moment = moment.to_owned();
            let place = Place { id, moment, same };
            let text = write(&place, seal);
            assert!(text.len() < 50, "{text}");
            assert_eq!(read(&text, seal).unwrap(), place);
            assert!(read(&text, other).is_err());
            for at in 0..text.len() {
                let mut changed = text.clone().into_bytes();
                changed[at] = if changed[at] == b'1' { b'2' } else { b'1' };
                let changed = String::from_utf8(changed).unwrap();
                assert!(read(&changed, seal).is_err(), "{changed} for {text}");
                assert!(read(&text[..at], seal).is_err());
            }
        }
        println!("{} places", places.len());
    }
}
