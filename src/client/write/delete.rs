//! Deleting one record.

use crate::client::transport::Transport;
use crate::client::{Boxed, Client};
use crate::resources::reader::Unchecked;
use crate::resources::record::Records;
use crate::webservice::call::Method;
use crate::webservice::document::Document;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::query::Language;
use crate::webservice::response::Expected;

use super::confirm::{is_refusal, saved_anyway, unknown};
use super::{WriteOptions, Written};

impl<T: Transport> Client<T> {
    /// Deletes a record; in a multistore from the shop of the settings.
    ///
    /// # Errors
    /// `NotFound` where there is none; the failure where it is still there; `OutcomeUnknown`
    /// where the outcome could not be established.
    pub fn delete<'c>(
        &'c self,
        resource: &'c str,
        id: u32,
        options: &'c WriteOptions,
    ) -> Boxed<'c, Written> {
        Box::pin(async move {
            let _turn = self.turn(resource, id, options).await?;
            let before = self.whole(resource, id).await?.document;
            let token = before.token(self.settings().id_shop);
            self.check_expected(options, &before, &token)?;
            self.check_shop(&before, id).await?;
            let call = self.writing(Method::Delete, resource, Some(id), None);
            if options.preview {
                let requests = vec![self.planned(&call)?];
                self.shared.writes.seen.keep(&token, &before.to_json()?);
                return Ok(Written {
                    is_preview: true,
                    method: Some(Method::Delete),
                    before: Some(before),
                    requests,
                    token: Some(token),
                    ..Written::default()
                });
            }
            self.check_wanted().await?;
            let mut none = Records::default();
            let sent = self
                .perform(&call, Expected::Nothing, &mut none, &Unchecked)
                .await;
            let failure = match sent {
                Ok(_) => None,
                Err(error) if is_refusal(&error) => return Err(error),
                Err(error) => Some(error),
            };
            let warnings = self.gone(resource, id, failure).await?;
            Ok(deleted(before, warnings))
        })
    }

    /// Whether the record is gone. PrestaShop 9 deletes a product and then fails on its images.
    async fn gone(&self, resource: &str, id: u32, failure: Option<Error>) -> Result<Vec<String>> {
        if let Some(failure) = &failure {
            if failure.kind() == ErrorKind::Aborted {
                return Err(unknown(failure, None));
            }
            self.let_finish(failure).await?;
        }
        let read = self.document(resource, id, Language::All).await;
        match (read, failure) {
            (Err(gone), failure) if gone.kind() == ErrorKind::NotFound => {
                Ok(failure.as_ref().map(saved_anyway).into_iter().collect())
            }
            (Ok(_), Some(failure)) => {
                Err(failure.and_hint("The record was read again and is still there."))
            }
            (Ok(_), None) => Err(Error::new(
                ErrorKind::Server,
                format!("The shop says that {resource} {id} is deleted, but it is still there."),
            )
            .with_hint("In a multistore, give the shopId of the shop to delete it from.")),
            (Err(reading), Some(failure)) => Err(unknown(&failure, Some(&reading))),
            (Err(reading), None) => Ok(vec![format!(
                "The shop confirmed it, but reading again failed: {}",
                reading.message()
            )]),
        }
    }
}

fn deleted(before: Document, warnings: Vec<String>) -> Written {
    Written {
        written: true,
        method: Some(Method::Delete),
        before: Some(before),
        warnings,
        ..Written::default()
    }
}
