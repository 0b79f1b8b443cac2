//! What an action is made of.

use json::Value;

use super::catalogue::Declaration;
use super::input::Input;
use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::error::Result;

/// One intent of a user.
pub(super) trait Action {
    /// What is said of it.
    const DECLARATION: Declaration;

    /// Does it; the input has been checked.
    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value>;
}
