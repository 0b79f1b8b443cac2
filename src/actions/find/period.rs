//! Days and moments that bound a find.

use resources::lexical::date_parts;

use super::super::input::Input;
use crate::webservice::error::{Error, Result};
use crate::webservice::filter::Condition;

/// From a moment to a moment, both included; a bound may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// `2026-01-31 00:00:00`.
    pub from: Option<String>,
    /// `2026-01-31 23:59:59`.
    pub to: Option<String>,
}

impl Period {
    /// Of two parameters; a day alone is all of it.
    ///
    /// # Errors
    /// `InvalidRequest` where it ends before it begins.
    pub fn of(input: &Input, from: &str, to: &str) -> Result<Period> {
        let bound = |name: &str, time: &str| with_time(input.given_text(name)?, time);
        let period = Period {
            from: bound(from, "00:00:00"),
            to: bound(to, "23:59:59"),
        };
        match (&period.from, &period.to) {
            (Some(first), Some(last)) if first > last => {
                let problem = ["is after `", to, "`"];
                Err(Error::about(from, &problem, "Give the earlier one first."))
            }
            _ => Ok(period),
        }
    }

    /// The same, but not after a moment.
    pub fn until(mut self, moment: &str) -> Period {
        if self.to.as_deref().is_none_or(|to| moment < to) {
            self.to = Some(moment.to_owned());
        }
        self
    }

    /// What a shop is asked; `None` where there is no bound.
    pub fn condition(self) -> Option<Condition> {
        match (self.from, self.to) {
            (Some(from), Some(to)) => Some(Condition::Between(from, to)),
            (Some(from), None) => Some(Condition::AtLeast(from)),
            (None, Some(to)) => Some(Condition::AtMost(to)),
            (None, None) => None,
        }
    }
}

fn with_time(text: &str, time_of_day: &str) -> Option<String> {
    let [day, between, time] = date_parts(text)?;
    let time = if between.is_empty() {
        time_of_day
    } else {
        time
    };
    Some([day, " ", time].concat())
}
