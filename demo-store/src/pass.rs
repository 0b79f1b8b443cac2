//! Time, for writes that are carried out after their answer.

use crate::running::Running;
use crate::store::Store;

impl Store {
    /// Lets time pass and carries out the writes of the `late-…` faults that are due,
    /// the earliest first. It is the clock of a shop whose options have one.
    pub fn pass(&mut self, milliseconds: u64) {
        let end = self.waiting.after(milliseconds);
        while let Some(request) = self.waiting.next(end) {
            Running::new(request).into_response(self);
        }
    }

    /// How many writes are still to be carried out.
    pub fn late(&self) -> usize {
        self.waiting.count()
    }
}
