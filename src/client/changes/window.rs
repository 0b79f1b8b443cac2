//! Records by the date of their last save: a window that moves with the shop's time.
//!
//! A look goes over all records dated in the window, by id, and tells those that are not among the
//! ones seen. The window ends at its back as much before the shop's time as a record may be dated
//! back: because its transaction ended late, or the clocks went back by an hour in autumn. What is
//! older is forgotten, and what is not is remembered as it was.

use super::clock::Clock;
use super::row::Row;

/// Seconds behind the shop's time that are looked at again: an hour for the end of summer time, and
/// half an hour for transactions and for clocks that differ.
const LATE: i64 = 5_400;
/// Records that are remembered. Where more are saved within the window, the others wait for its end.
pub(super) const REMEMBERED: usize = 4_096;
/// Bits of a fingerprint that are kept.
const PRINT: u32 = (1 << 20) - 1;

/// How a window began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Begun {
    /// A first round is over.
    #[default]
    Going,
    /// Now: what the first round finds was there before.
    Silent,
    /// At a date: what the first round finds and was made since then is new.
    Since,
}

/// A record as it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub id: u32,
    pub date: i64,
    pub print: u32,
}

/// The window of one resource.
#[derive(Debug, Default)]
pub(super) struct Window {
    /// Where it begins.
    pub from: i64,
    /// Where it will, once this round is over.
    pub until: i64,
    /// The newest date seen that may be of now.
    pub newest: i64,
    /// The last id that this round has reached.
    pub after: u32,
    /// The greatest id of all.
    pub top: u32,
    pub begun: Begun,
    /// What was told of this window, by id.
    pub seen: Vec<Seen>,
    /// Whether something waits because too much is remembered.
    pub is_full: bool,
}

impl Window {
    /// A window that begins now, as far as that is known: records may be dated in the future.
    pub fn beginning(newest: i64, top: u32, clock: &Clock) -> Window {
        Window {
            from: newest.min(clock.earliest()).saturating_sub(LATE),
            newest,
            top,
            begun: Begun::Silent,
            ..Window::default()
        }
    }

    /// Whether a round is under way.
    pub fn is_under_way(&self) -> bool {
        self.after > 0
    }

    /// Begins a round.
    pub fn begin(&mut self, clock: &Clock) {
        let end = clock
            .local()
            .map_or(self.from, |now| now.saturating_sub(LATE));
        // The newest record stays inside: an answer without any row is not to be believed then.
        // Where others of its second wait for the end of the window it is let go.
        let newest = self
            .newest
            .saturating_add((self.seen.len() >= REMEMBERED).into());
        self.until = end.min(newest).max(self.from);
    }

    /// Goes back where the shop's clock did.
    pub fn go_back(&mut self, clock: &Clock) {
        if let Some(now) = clock.local() {
            self.from = self.from.min(now.saturating_sub(LATE));
            self.after = 0;
        }
    }

    /// Whether a row is to be told, and then whether it is new.
    pub fn take(&mut self, row: &Row, clock: &Clock) -> Option<bool> {
        self.after = row.id;
        // Of several shops another one has saved it.
        if row.date < self.from {
            return None;
        }
        if clock.is_likely(row.date) {
            self.newest = self.newest.max(row.date);
        }
        let now = Seen {
            id: row.id,
            date: row.date,
            print: row.print & PRINT,
        };
        let at = self.seen.binary_search_by_key(&row.id, |seen| seen.id);
        let is_fresh = at.is_err() && row.added >= self.from;
        let is_new = is_fresh || self.begun != Begun::Since && row.id > self.top;
        match at {
            Err(_) if now.date < self.until => {}
            Err(_) if self.seen.len() >= REMEMBERED && self.begun == Begun::Silent => {
                // It was all there before: the window may as well begin later.
                let oldest = self.seen.iter().map(|seen| seen.date).min();
                self.until = oldest.unwrap_or_default().saturating_add(1);
                self.seen.retain(|seen| seen.date >= self.until);
                if now.date >= self.until {
                    self.seen.push(now);
                }
            }
            Err(_) if self.seen.len() >= REMEMBERED => {
                self.is_full = true;
                return None;
            }
            Err(at) => self.seen.insert(at, now),
            Ok(at) => {
                let seen = self.seen.get_mut(at)?;
                if *seen == now {
                    return None;
                }
                *seen = now;
            }
        }
        self.top = self.top.max(row.id);
        (self.begun != Begun::Silent).then_some(is_new)
    }

    /// Ends the round: what lies behind is forgotten.
    pub fn end(&mut self) {
        self.from = self.until;
        self.after = 0;
        self.begun = Begun::Going;
        self.seen.retain(|seen| seen.date >= self.from);
    }
}
