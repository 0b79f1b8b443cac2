//! Deleting one record.

use resources::reader::Unchecked;
use resources::record::Records;

use crate::client::transport::Transport;
use crate::client::{Boxed, Client};
use crate::webservice::call::Method;
use crate::webservice::document::Document;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::outcome::Saved;
use crate::webservice::query::Language;
use crate::webservice::response::Expected;

use super::confirm::saved_anyway;
use super::settle::LAG_MS;
use super::unsettled::{UnsettledWrite, record_of};
use super::written::{CAME_LATE, WriteOptions, Written, deleted};

impl<T: Transport> Client<T> {
    /// Deletes a record; in a multistore from the shop of the settings.
    ///
    /// # Errors
    /// `NotFound` if there is none; the failure if it still exists; `OutcomeUnknown` if that cannot
    /// be found out.
    pub fn delete<'c>(
        &'c self,
        resource: &'c str,
        id: u32,
        options: &'c WriteOptions,
    ) -> Boxed<'c, Written> {
        Box::pin(async move {
            self.check_writable(resource, id, [].into_iter()).await?;
            let _turn = self.turn(resource, id, options).await?;
            let record = record_of(resource, id);
            let is_equal = |write: &UnsettledWrite| write.method == Method::Delete;
            if self.earlier(&record, options, &is_equal).await?.is_some() {
                return Ok(deleted(None, vec![CAME_LATE.to_owned()]));
            }
            let full = self.full_record(resource, id).await?;
            let (before, language) = (full.document, full.language);
            let token = before.token(self.settings().id_shop);
            self.check_expected(options, &before, &token)?;
            self.check_shop(&before, None).await?;
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
                    warnings: self.may_still_come(&record).into_iter().collect(),
                    ..Written::default()
                });
            }
            let write = UnsettledWrite {
                resource: resource.to_owned(),
                method: Method::Delete,
                id: Some(id),
                order: None,
                last: None,
                id_shop: self.settings().id_shop,
                changes: Vec::new(),
                dated: before.text("date_upd").map(str::to_owned),
                sent_at: self.transport().now_ms().floor(),
            };
            let under_way = self.announce(&write).await?;
            let mut none = Records::default();
            let sent = self
                .perform(&call, Expected::Nothing, &mut none, &Unchecked)
                .await;
            let warnings = match sent {
                Ok(_) => {
                    let gone = self.gone((resource, id), &language, &before).await;
                    under_way.ended();
                    gone?
                }
                // PrestaShop 9 deletes a product and then fails on its images.
                Err(failure) => {
                    under_way.ended();
                    let warning = saved_anyway(&failure);
                    self.settled(&write, &Language::All, failure).await?;
                    vec![warning]
                }
            };
            Ok(deleted(Some(before), warnings))
        })
    }

    /// Checks that the record is gone after the shop has said so; returns warnings.
    async fn gone(
        &self,
        (resource, id): (&str, u32),
        language: &Language,
        before: &Document,
    ) -> Result<Vec<String>> {
        let mut read = self.document(resource, id, language.clone()).await;
        if read.is_ok() {
            // A replica of the shop's database may lag behind.
            let _ = self.transport().sleep(LAG_MS).await;
            read = self.document(resource, id, language.clone()).await;
        }
        let shop = self.settings().id_shop;
        let is_as_before = |there: &Document| {
            // A token does not cover dates.
            there.token(shop) == before.token(shop)
                && there.text("date_upd") == before.text("date_upd")
        };
        match read {
            Err(gone) if gone.kind() == ErrorKind::NotFound => Ok(Vec::new()),
            Ok(there) => Err(Error::new(
                ErrorKind::Server,
                format!("The shop says that {resource} {id} is deleted, but it is still there."),
            )
            .with_hint("In a multistore, give the shopId of the shop to delete it from.")
            // Somebody else may have created it again.
            .with_saved(match is_as_before(&there) {
                true => Saved::No,
                false => Saved::Unknown,
            })),
            Err(reading) => Ok(vec![format!(
                "The shop confirmed it, but reading again failed: {}",
                reading.message()
            )]),
        }
    }
}
