//! The text between two looks: what was told already, and what may still come.
//!
//! `VERSION.CHECK.` and then numbers in base 36, in one order: nothing is named, because a shop
//! that saves thousands of records in an hour needs as many numbers.

use crate::webservice::error::{Error, Result};

use super::clock::Clock;
use super::numbers::{Body, Numbers, RADIX};
use super::print::print;
use super::statuses::{Gap, Statuses};
use super::window::{Begun, Seen, Window};

/// Of what the text is made; another one is not read.
const VERSION: &str = "1";
/// The longest text that is read: the bounds of windows and gaps keep what is written far below.
const MOST_BYTES: usize = 1 << 20;

/// All that is known between two looks. What was not watched yet has no part.
#[derive(Debug, Default)]
pub(super) struct Cursor {
    pub clock: Clock,
    /// Orders, customers, products.
    pub windows: [Option<Window>; 3],
    pub statuses: Option<Statuses>,
}

impl Cursor {
    /// Reads a text.
    ///
    /// # Errors
    /// `InvalidRequest` for a text that is none, or is of another shop.
    pub fn read(text: &str, shop: u32) -> Result<Cursor> {
        let rest = text
            .strip_prefix(VERSION)
            .and_then(|rest| rest.strip_prefix('.'));
        let parts = rest.and_then(|rest| rest.split_once('.'));
        let body = parts.filter(|(check, body)| {
            body.len() <= MOST_BYTES && u32::from_str_radix(check, RADIX) == Ok(print(0, body))
        });
        let mut numbers = Numbers(body.map_or("", |(_, body)| body));
        match numbers.next() {
            None => Err(refused("is none of this version, or was changed")),
            Some(of) if of != u64::from(shop) => Err(refused("is of another shop")),
            _ => Cursor::of(&mut numbers).ok_or_else(|| refused("cannot be read")),
        }
    }

    fn of(numbers: &mut Numbers<'_>) -> Option<Cursor> {
        let mut cursor = Cursor {
            clock: Clock::of([(); 5].map(|()| numbers.signed().unwrap_or_default())),
            ..Cursor::default()
        };
        for window in &mut cursor.windows {
            if numbers.next()? != 0 {
                *window = Some(read_window(numbers)?);
            }
        }
        if numbers.next()? != 0 {
            let mut statuses = Statuses {
                top: numbers.id()?,
                doubts: numbers.id()?,
                ..Statuses::default()
            };
            let mut from = 0_u32;
            for _ in 0..numbers.next()? {
                from = from.checked_add(numbers.id()?)?;
                let to = from.checked_add(numbers.id()?)?;
                let since = numbers.signed()?;
                statuses.gaps.push(Gap { from, to, since });
            }
            cursor.statuses = Some(statuses);
        }
        numbers.0.is_empty().then_some(cursor)
    }

    /// The text.
    pub fn write(&self, shop: u32) -> String {
        let mut body = Body(String::new());
        body.number(shop.into());
        self.clock
            .parts()
            .into_iter()
            .for_each(|part| body.signed(part));
        for window in &self.windows {
            body.number(window.is_some().into());
            if let Some(window) = window {
                write_window(window, &mut body);
            }
        }
        body.number(self.statuses.is_some().into());
        if let Some(statuses) = &self.statuses {
            body.number(statuses.top.into());
            body.number(statuses.doubts.into());
            body.count(statuses.gaps.len());
            let mut before = 0;
            for gap in &statuses.gaps {
                body.number(gap.from.saturating_sub(before).into());
                body.number(gap.to.saturating_sub(gap.from).into());
                body.signed(gap.since);
                before = gap.from;
            }
        }
        let mut text = Body([VERSION, "."].concat());
        text.number(print(0, &body.0).into());
        [text.0, body.0].concat()
    }
}

fn read_window(numbers: &mut Numbers<'_>) -> Option<Window> {
    let mut window = Window {
        from: numbers.signed()?,
        until: numbers.signed()?,
        newest: numbers.signed()?,
        after: numbers.id()?,
        top: numbers.id()?,
        begun: match numbers.next()? {
            0 => Begun::Going,
            1 => Begun::Silent,
            _ => Begun::Since,
        },
        ..Window::default()
    };
    let mut id = 0_u32;
    for _ in 0..numbers.next()? {
        id = id.checked_add(numbers.id()?)?;
        let date = window.from.checked_add(numbers.signed()?)?;
        let print = numbers.id()?;
        window.seen.push(Seen { id, date, print });
    }
    Some(window)
}

fn write_window(window: &Window, body: &mut Body) {
    body.signed(window.from);
    body.signed(window.until);
    body.signed(window.newest);
    body.number(window.after.into());
    body.number(window.top.into());
    body.number(match window.begun {
        Begun::Going => 0,
        Begun::Silent => 1,
        Begun::Since => 2,
    });
    body.count(window.seen.len());
    let mut before = 0;
    for one in &window.seen {
        body.number(one.id.saturating_sub(before).into());
        body.signed(one.date.saturating_sub(window.from));
        body.number(one.print.into());
        before = one.id;
    }
}

fn refused(problem: &str) -> Error {
    let hint = "Hand in what the last call for this shop gave, or begin again without a cursor.";
    Error::about("cursor", &[problem], hint)
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)] // Small numbers.
mod tests {
    use super::*;

    fn window(seen: u32) -> Window {
        let one = |id: u32| Seen {
            id: id * 7,
            date: 1_792_881_000 + i64::from(id * 997 % 9_000),
            print: id.wrapping_mul(2_654_435_761) >> 12,
        };
        Window {
            from: 1_792_881_000,
            until: 1_792_881_300,
            newest: 1_792_886_400,
            top: 30_000,
            seen: (1..=seen).map(one).collect(),
            ..Window::default()
        }
    }

    fn full() -> Cursor {
        let gap = |id: u32| Gap {
            from: id * 3_000,
            to: id * 3_000 + 9,
            since: 1_792_886_400 + i64::from(id % 1_800),
        };
        let most = u32::try_from(super::super::window::REMEMBERED).unwrap();
        Cursor {
            clock: Clock::default(),
            windows: [(); 3].map(|()| Some(window(most))),
            statuses: Some(Statuses {
                top: 7_000_000,
                gaps: (1..=2_048).map(gap).collect(),
                ..Statuses::default()
            }),
        }
    }

    #[test]
    fn given_a_cursor_then_its_text_holds_all_of_it_and_stays_below_its_bound() {
        let empty = Cursor::default().write(7);
        let one = Cursor {
            windows: [None, Some(window(3)), None],
            ..Cursor::default()
        };
        for cursor in [Cursor::default(), one, full()] {
            let text = cursor.write(7);
            let again = Cursor::read(&text, 7).unwrap();
            assert_eq!(format!("{cursor:?}"), format!("{again:?}"));
            assert_eq!(again.write(7), text);
        }
        let most = full().write(7).len();
        println!(
            "{} bytes for nothing, {most} for all that is remembered",
            empty.len()
        );
        assert!(most <= 256_000, "{most}");
    }

    #[test]
    fn given_a_text_that_is_none_then_it_is_refused() {
        let text = Cursor {
            windows: [Some(window(5)), None, None],
            ..full()
        }
        .write(7);
        let text = &text[..300];
        let whole = Cursor::default().write(7);
        let mut cases = 0;
        let mut refuse = |text: &str| {
            assert!(Cursor::read(text, 7).is_err(), "{text}");
            cases += 1;
        };
        refuse(text);
        for at in 0..whole.len() {
            refuse(&whole[..at]);
            for other in ["z", ".", "", "-", "é"] {
                let changed = [&whole[..at], other, &whole[at + 1..]].concat();
                if changed != whole {
                    refuse(&changed);
                }
            }
        }
        println!("{cases} texts");
    }

    #[test]
    fn given_numbers_that_nobody_wrote_then_nothing_fails() {
        let mut seed = 1_u64;
        let mut read = 0;
        for case in 0..20_000 {
            let mut body = Body(String::new());
            body.number(7);
            for _ in 0..case % 40 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                body.number(match seed >> 60 {
                    0 => u64::MAX,
                    1 => seed,
                    2..6 => 1,
                    _ => (seed >> 33) % 5,
                });
            }
            let check = u64::from(print(0, &body.0));
            let mut text = Body("1.".to_owned());
            text.number(check);
            read += u32::from(Cursor::read(&[text.0, body.0].concat(), 7).is_ok());
        }
        println!("20000 texts, {read} of them cursors");
    }
}
