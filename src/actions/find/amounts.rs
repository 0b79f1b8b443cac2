//! Amounts that bound a find.

use resources::Kind;

use super::super::input::Input;
use crate::webservice::error::{Error, Result};
use crate::webservice::filter::Condition;
use crate::webservice::recheck::Verdict;

/// The lowest amount and the highest, by two parameters; either may be missing.
///
/// # Errors
/// `InvalidRequest` for a lowest one above the highest.
pub fn amounts(input: &Input, from: &str, to: &str) -> Result<(Option<String>, Option<String>)> {
    let bound = |name| input.given_text(name).map(str::to_owned);
    let (lowest, highest) = (bound(from), bound(to));
    if let (Some(lowest), Some(highest)) = (&lowest, &highest)
        && Condition::AtMost(highest.clone()).matches(Kind::Decimal, lowest) == Verdict::No
    {
        let problem = ["is above `", to, "`"];
        return Err(Error::about(from, &problem, "Give the lower one first."));
    }
    Ok((lowest, highest))
}
