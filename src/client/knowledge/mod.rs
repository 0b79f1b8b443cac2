//! What a client knows of its shop, as a value that the next one can begin with: for programs that
//! make a client for each request.
//!
//! It holds no secret: of the key 32 bits of a hash, see [`Key::check`](crate::webservice::Key),
//! enough to see that it is of another key.

mod given;
mod lasting;
mod told;

use json::Value;

use crate::webservice::error::Result;

use super::Client;
use super::transport::Transport;

impl<T: Transport> Client<T> {
    /// What this client knows, as JSON text of at most a megabyte.
    pub fn knowledge(&self) -> String {
        told::write(self)
    }

    /// The client, beginning with what an earlier one knew. Gives the reason as well where that does not
    /// count: it is of another shop, another key or another version of this package, or too old.
    ///
    /// # Errors
    /// `InvalidRequest` for what no client has told.
    pub fn knowing(self, knowledge: &Value) -> Result<(Self, Option<&'static str>)> {
        let ignored = given::learn(&self, knowledge)?;
        Ok((self, ignored))
    }
}
