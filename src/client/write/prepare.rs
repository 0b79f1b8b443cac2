//! What decides about a change of a record, read at once before it.

use json::Map;

use crate::client::join::join;
use crate::client::transport::Transport;
use crate::client::{Boxed, Client};
use crate::webservice::error::Error;

use super::full_record::FullRecord;
use super::method::UpdateMethod;
use super::queue::Turn;
use super::unsettled::record_of;
use super::written::WriteOptions;

/// A record that is about to be changed; nobody else of this client writes it meanwhile.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(super) _turn: Turn,
    pub(super) id: u32,
    pub(super) way: UpdateMethod,
    pub(super) before: FullRecord,
    /// The customers that have the new e-mail address already.
    pub(super) others: Vec<u32>,
    /// When the record was read.
    pub(super) looked_at: f64,
}

impl Prepared {
    /// The active language with the lowest id; `None` where the record has no texts.
    pub(crate) fn lowest_language(&self) -> Option<u32> {
        self.before.languages.lowest()
    }

    /// The text of a field of the record as it is.
    pub(crate) fn text(&self, field: &str) -> &str {
        self.before.document.text(field).unwrap_or_default()
    }
}

impl<T: Transport> Client<T> {
    /// Reads what a change needs: the record, the shop's languages and the key's rights, none of
    /// which depends on another.
    ///
    /// # Errors
    /// Those of [`Client::update`] before anything is sent.
    pub(crate) fn prepare<'c>(
        &'c self,
        resource: &'c str,
        id: u32,
        changes: &'c Map,
        options: &'c WriteOptions,
    ) -> Boxed<'c, Prepared> {
        Box::pin(async move {
            if options.send_email && !resources::of(resource).mails_on_change {
                let hint = "Shops send one with a new status, and with a change to order_carriers.";
                return Err(Error::about(
                    "sendEmail",
                    &["has no effect on this write"],
                    hint,
                ));
            }
            self.check_writable(resource, id, changes.keys()).await?;
            let turn = self.turn(resource, id, options).await?;
            self.earlier(&record_of(resource, id), options, &|_| false)
                .await?;
            if self.is_closed(resource) {
                self.update_method(resource, true, false).await?;
            }
            let looked_at = self.transport().now_ms();
            let (way, (before, others)) = join(
                self.update_method(resource, true, options.synopsis),
                join(
                    self.full_record(resource, id),
                    self.others_of_email(resource, changes),
                ),
            )
            .await;
            let (way, before, others) = (way?, before?, others?);
            Ok(Prepared {
                _turn: turn,
                id,
                way,
                before,
                others,
                looked_at,
            })
        })
    }
}
