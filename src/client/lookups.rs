//! What makes answers readable and seldom changes, asked for once in a client's life.

use std::cell::RefCell;
use std::rc::Rc;

use crate::resources::{Declared, Language, OrderState};
use crate::webservice::error::Result;
use crate::webservice::query::Query;

use super::Client;
use super::transport::Transport;

/// The lists kept.
#[derive(Debug, Default)]
pub struct Lookups {
    languages: Kept<Language>,
    order_states: Kept<OrderState>,
}

type Kept<R> = RefCell<Option<Rc<Vec<R>>>>;

impl<T: Transport> Client<T> {
    /// The shop's languages, inactive ones included.
    pub async fn languages(&self) -> Result<Rc<Vec<Language>>> {
        self.kept(|lookups| &lookups.languages).await
    }

    /// The shop's order states, deleted ones included: old orders still have them.
    pub async fn order_states(&self) -> Result<Rc<Vec<OrderState>>> {
        self.kept(|lookups| &lookups.order_states).await
    }

    /// Forgets what was kept, so that the next look asks the shop again.
    pub fn forget(&self) {
        self.lookups().languages.replace(None);
        self.lookups().order_states.replace(None);
    }

    async fn kept<R: Declared>(&self, place: impl Fn(&Lookups) -> &Kept<R>) -> Result<Rc<Vec<R>>> {
        let kept = place(self.lookups()).borrow().clone();
        if let Some(rows) = kept {
            return Ok(rows);
        }
        let rows = Rc::new(self.list::<R>(Query::default()).await?);
        place(self.lookups()).replace(Some(Rc::clone(&rows)));
        Ok(rows)
    }
}
