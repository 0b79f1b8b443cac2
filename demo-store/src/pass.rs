//! Time, for writes that are carried out after their answer.

use crate::running::Running;
use crate::store::Store;

impl Store {
    /// Lets time pass and carries out the writes of the `late-…` faults that are due,
    /// the earliest first. Nothing else in the shop depends on this clock.
    pub fn pass(&mut self, milliseconds: u64) {
        self.waiting.pass(milliseconds);
        while let Some(request) = self.waiting.next() {
            Running::new(request).into_response(self);
        }
    }

    /// How many writes are still to be carried out.
    pub fn late(&self) -> usize {
        self.waiting.count()
    }
}
