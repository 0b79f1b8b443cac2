//! The trait of an action.

use json::Value;

use super::catalogue::Declaration;
use super::input::Input;
use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::error::Result;

/// One task of a user.
pub(super) trait Action {
    /// Its declaration.
    const DECLARATION: Declaration;

    /// Runs it with an input that was checked.
    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value>;
}
