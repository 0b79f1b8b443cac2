//! Rows that only come, by their ids. Their transactions may end in another order than they got
//! their ids: ids that were passed over are waited for.

/// Seconds for which an id that was passed over may still appear.
const OVERDUE: i64 = 1_800;
/// Looks after which it is believed that nothing is of this shop.
const DOUBTS: u32 = 5;
/// Stretches of ids that are waited for; while there are as many nothing more is read.
const STRETCHES: usize = 2_048;

/// Ids that are waited for, both ends included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    pub from: u32,
    pub to: u32,
    /// When they were passed over.
    pub since: i64,
}

/// How far the rows were told.
#[derive(Debug, Default)]
pub(super) struct Statuses {
    /// The greatest id.
    pub top: u32,
    /// By id.
    pub gaps: Vec<Gap>,
    /// Looks by which all was of other shops.
    pub doubts: u32,
}

impl Statuses {
    /// The id behind which the next look begins. The greatest one comes again: an answer without
    /// any row is not to be believed then.
    pub fn after(&self) -> u32 {
        let first = self.gaps.first().map_or(self.top, |gap| gap.from);
        first.saturating_sub(1)
    }

    /// Whether the row was not told yet.
    pub fn is_new(&self, id: u32) -> bool {
        id > self.top || self.gap(id).is_some()
    }

    /// Whether so many ids are waited for that no others can be noted.
    pub fn is_full(&self) -> bool {
        self.gaps.len() >= STRETCHES
    }

    fn gap(&self, id: u32) -> Option<usize> {
        let at = self.gaps.partition_point(|gap| gap.to < id);
        self.gaps.get(at).filter(|gap| gap.from <= id).map(|_| at)
    }

    /// Notes that a row was told.
    pub fn take(&mut self, id: u32, now: i64) {
        if let Some(at) = self.gap(id) {
            let Gap { from, to, since } = self.gaps.remove(at);
            let rest = [(id.saturating_add(1), to), (from, id.saturating_sub(1))];
            for (from, to) in rest.into_iter().filter(|(from, to)| from <= to) {
                self.gaps.insert(at, Gap { from, to, since });
            }
        } else if id > self.top {
            let (from, to) = (self.top.saturating_add(1), id.saturating_sub(1));
            if from <= to {
                self.gaps.push(Gap {
                    from,
                    to,
                    since: now,
                });
            }
            self.top = id;
        }
    }

    /// Whether an answer is to be believed by which all orders are of other shops: before 8 a
    /// database that fails looks like one that has none of them.
    pub fn believes(&mut self, are_all_foreign: bool) -> bool {
        self.doubts = match are_all_foreign {
            true => self.doubts.saturating_add(1),
            false => 0,
        };
        self.doubts %= DOUBTS;
        self.doubts == 0
    }

    /// Gives up what has not appeared for too long.
    pub fn forget(&mut self, now: i64) {
        for gap in &mut self.gaps {
            // The clock was set back.
            gap.since = gap.since.min(now);
        }
        self.gaps
            .retain(|gap| now.saturating_sub(gap.since) < OVERDUE);
    }
}
