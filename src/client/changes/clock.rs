//! What time it is in the shop, as far as its answers tell.
//!
//! Shops date their records in their own local time and name no zone. The header `Access-Time`
//! has the seconds of the same clock; a record that has just appeared tells how far its dates are
//! from them, or less. Guessed too early, a look goes over more than it must; guessed too late, it
//! would miss records: of two guesses the earlier one counts.

/// No guess.
const NONE: i64 = i64::MAX;
/// Between looks that far apart, records that have appeared may be old.
const LONG_AGO: i64 = 7_200;
/// For so long, and up to twice as long, a guess counts.
const KEPT: i64 = 86_400;
/// A clock that goes back by more was set: by less, servers of one shop differ.
const SET_BACK: i64 = 1_800;
/// No zone is further ahead, or behind.
const AHEAD: i64 = 15 * 3_600;
const BEHIND: i64 = 12 * 3_600;

/// The time of the shop, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    /// Whether it is the shop's own, and not that of this side.
    is_own: bool,
    /// The last time it told.
    now: i64,
    /// How far the shop's dates are from it at least: lately, and in the time before.
    lately: i64,
    before: i64,
    /// When "lately" began.
    began: i64,
    /// Seconds since the last look.
    gap: i64,
    /// Whether it was set back since then.
    was_set: bool,
}

impl Default for Clock {
    fn default() -> Self {
        Clock::of([0, 0, NONE, NONE, 0])
    }
}

impl Clock {
    /// From its parts, at the beginning of a look.
    pub fn of([is_own, now, lately, before, began]: [i64; 5]) -> Clock {
        Clock {
            is_own: is_own != 0,
            now,
            lately,
            before,
            began,
            gap: NONE,
            was_set: false,
        }
    }

    /// Its parts, to be kept.
    pub fn parts(&self) -> [i64; 5] {
        let is_own = self.is_own.into();
        [is_own, self.now, self.lately, self.before, self.began]
    }

    /// Takes the time of an answer, the shop's own or that of this side. Gives by how much the
    /// shop's clock was set back, where it was.
    pub fn hear(&mut self, own: Option<i64>, here: i64) -> Option<i64> {
        let now = own.unwrap_or(here);
        if self.is_own != own.is_some() {
            *self = Clock {
                is_own: own.is_some(),
                ..Clock::default()
            };
        }
        if self.gap == NONE {
            self.gap = now.saturating_sub(self.now);
        }
        let back = self.now.saturating_sub(now);
        self.now = now;
        let is_set = self.is_own && back > SET_BACK;
        self.was_set |= is_set;
        is_set.then_some(back)
    }

    /// The time it told last.
    pub fn now(&self) -> i64 {
        self.now
    }

    /// The shop's local time, or earlier; `None` where nothing tells it.
    pub fn local(&self) -> Option<i64> {
        let zone = self.lately.min(self.before);
        match zone == NONE {
            false => Some(self.now.saturating_add(zone)),
            true => self.is_own.then(|| self.earliest()),
        }
    }

    /// The local time where it is earliest.
    pub fn earliest(&self) -> i64 {
        self.now.saturating_sub(BEHIND)
    }

    /// Whether a date may be of now, and is not of the future.
    pub fn is_likely(&self, date: i64) -> bool {
        !self.is_own || date <= self.now.saturating_add(AHEAD)
    }

    /// Takes the newest date of the records that have appeared since the last look.
    pub fn learn(&mut self, newest: i64) {
        let zone = newest.saturating_sub(self.now);
        // Records of a time that comes again are none of now.
        if self.was_set || self.gap > LONG_AGO {
            return;
        }
        if !(0..KEPT).contains(&self.now.saturating_sub(self.began)) {
            (self.before, self.lately, self.began) = (self.lately, NONE, self.now);
        }
        self.lately = self.lately.min(zone);
    }
}
