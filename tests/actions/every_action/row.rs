//! A row of the table: an action, its input, and what a run of it costs.

use std::fmt;

use aismarttalk_prestashop::webservice::ErrorKind;
use serde_json::Value;

/// Requests, and the round trips that the caller waits for.
pub type Cost = (usize, usize);

/// What the first run of a client costs, and the second.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Costs {
    pub runs: [Cost; 2],
    /// How many of the requests are answered with 401.
    pub refused: [usize; 2],
    /// How both runs end, if not with an answer.
    pub error: Option<ErrorKind>,
}

pub struct Row {
    pub action: &'static str,
    pub input: Value,
    /// With the key that may do everything.
    pub everything: Costs,
    /// With the key of the README.
    pub documented: Costs,
}

impl Costs {
    /// With requests that are refused although the action answers.
    pub fn refused(mut self, refused: [usize; 2]) -> Costs {
        self.refused = refused;
        self
    }

    /// Where the key may not do what the action is about.
    pub fn fails(mut self) -> Costs {
        self.error = Some(ErrorKind::Permission);
        self
    }
}

/// Where nothing is refused.
pub fn costs(first: Cost, again: Cost) -> Costs {
    Costs {
        runs: [first, again],
        refused: [0, 0],
        error: None,
    }
}

pub fn row(action: &'static str, input: Value, everything: Costs, documented: Costs) -> Row {
    Row {
        action,
        input,
        everything,
        documented,
    }
}

/// An action that costs the same with either key.
pub fn same(action: &'static str, input: Value, first: Cost, again: Cost) -> Row {
    let costs = costs(first, again);
    row(action, input, costs, costs)
}

/// As it is written in a table.
impl fmt::Display for Costs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, again] = self.runs;
        write!(f, "costs({first:?}, {again:?})")?;
        if self.refused != [0, 0] {
            write!(f, ".refused({:?})", self.refused)?;
        }
        match self.error {
            None => Ok(()),
            Some(ErrorKind::Permission) => f.write_str(".fails()"),
            Some(other) => write!(f, " {other:?}"),
        }
    }
}
