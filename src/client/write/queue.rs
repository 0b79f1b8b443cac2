//! One writer at a time for each record: shops neither lock nor version, and two concurrent writes
//! leave a mix of both.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// Who waits to write, first come, first served. The first one for a record is writing it.
#[derive(Clone, Debug, Default)]
pub(super) struct Queue(Rc<RefCell<State>>);

#[derive(Debug, Default)]
struct State {
    tickets: VecDeque<Ticket>,
    last: u64,
}

#[derive(Debug)]
struct Ticket {
    number: u64,
    record: String,
    waker: Option<Waker>,
}

/// The right to write one record, released when dropped, also by a caller who stopped waiting.
#[derive(Debug)]
pub(super) struct Turn {
    queue: Queue,
    number: u64,
}

impl Queue {
    /// Waits until nobody before is writing the record.
    pub(super) async fn turn(&self, record: &str) -> Turn {
        let turn = self.ask(record);
        poll_fn(
            |context| match self.is_first(turn.number, context.waker()) {
                true => Poll::Ready(()),
                false => Poll::Pending,
            },
        )
        .await;
        turn
    }

    fn ask(&self, record: &str) -> Turn {
        let mut state = self.0.borrow_mut();
        state.last = state.last.wrapping_add(1);
        let number = state.last;
        state.tickets.push_back(Ticket {
            number,
            record: record.to_owned(),
            waker: None,
        });
        Turn {
            queue: self.clone(),
            number,
        }
    }

    /// Whether it is the ticket's turn; if not, `waker` is called when it may be.
    fn is_first(&self, number: u64, waker: &Waker) -> bool {
        let mut state = self.0.borrow_mut();
        let Some(at) = state.tickets.iter().position(|one| one.number == number) else {
            return true;
        };
        let record = state.tickets.get(at).map(|one| one.record.clone());
        let mut before = state.tickets.iter().take(at);
        let waits = before.any(|one| Some(&one.record) == record.as_ref());
        if let Some(ticket) = state.tickets.get_mut(at).filter(|_| waits) {
            ticket.waker = Some(waker.clone());
        }
        !waits
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut state = self.queue.0.borrow_mut();
        let Some(at) = state
            .tickets
            .iter()
            .position(|one| one.number == self.number)
        else {
            return;
        };
        let Some(left) = state.tickets.remove(at) else {
            return;
        };
        let next = state
            .tickets
            .iter_mut()
            .find(|one| one.record == left.record)
            .and_then(|one| one.waker.take());
        drop(state);
        if let Some(waker) = next {
            waker.wake();
        }
    }
}
