//! What a client knows of its shop, as a value that the next one can begin with: for programs that
//! make a client for each request.
//!
//! It holds no secret: of the key 32 bits of a hash, see [`Key::check`](crate::webservice::Key),
//! enough to see that it is of another key.

mod given;
mod lasting;
mod told;

use std::rc::Rc;

use json::Value;

use crate::webservice::error::{Error, Result};
use crate::webservice::version::Version;

use super::Client;
use super::lookups::Kept;
use super::transport::Transport;
use given::{Given, HINT, unreadable};
use lasting::{Part, is_lasting, lasting};
use told::{FORMAT, MOST_BYTES};

impl<T: Transport> Client<T> {
    /// What this client knows, as JSON text of at most a megabyte.
    pub fn knowledge(&self) -> String {
        told::write(self)
    }

    /// Begins with what an earlier client knew. Gives the reason where that does not count: it is of
    /// another shop, another key or another version of this package, or too old.
    ///
    /// # Errors
    /// `InvalidRequest` for what no client has told.
    pub fn learn(&self, knowledge: &Value) -> Result<Option<&'static str>> {
        match knowledge.get("format").and_then(Value::as_whole) {
            None => return Err(unreadable("format")),
            Some(FORMAT) => {}
            Some(_) => return Ok(Some("It is of another version of this package.")),
        }
        if knowledge.to_string().len() > MOST_BYTES {
            let problem = ["is larger than a megabyte"];
            return Err(Error::about("knowledge", &problem, HINT));
        }
        let given = Given::read(knowledge)?;
        let (settings, now) = (self.settings(), self.transport().now_ms());
        let ignored = match () {
            () if given.url != settings.endpoint.base() => "It is of a shop at another address.",
            () if given.shop != settings.id_shop => "It is of another shopId.",
            () if given.key_check != settings.key.check(settings.auth) => {
                "It is of another key, or another auth."
            }
            () if !is_lasting(given.at, now) => "It is older than ten minutes, or from the future.",
            () => {
                self.begin_with(given, now);
                return Ok(None);
            }
        };
        Ok(Some(ignored))
    }

    /// Takes over the parts that are not too old.
    fn begin_with(&self, given: Given, now: f64) {
        let lookups = self.lookups();
        if let Some(text) = given.version {
            self.shared.version.set(Version::parse(&text));
            self.shared.version_text.replace(Some(text));
        }
        if let Some((at, rights)) = lasting(given.rights, now) {
            lookups.rights.replace(Some(Rc::new(rights)));
            lookups.rights_at.set(at);
        }
        for mut refusal in given.refusals {
            refusal.at = refusal.at.min(now);
            lookups.refusals.add(refusal);
        }
        keep(&lookups.languages, given.languages, now);
        keep(&lookups.order_states, given.order_states, now);
        keep(&lookups.currencies, given.currencies, now);
        keep(&lookups.own_shops, given.own_shops, now);
    }
}

fn keep<R>(place: &Kept<R>, given: Part<Vec<R>>, now: f64) {
    if let Some((at, rows)) = lasting(given, now) {
        place.set(Rc::new(rows), at);
    }
}
