//! Changes to one record.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use json::Map;
use resources::{Creation, Declared, Format, Order, Rule, find};

use crate::client::asked_once::BROKEN_ROOT;
use crate::client::attempts::stopped;
use crate::client::secrets::Secrets;
use crate::client::transport::Transport;
use crate::client::{Boxed, Client};
use crate::webservice::call::Call;
use crate::webservice::document::{Document, Edited, edit};
use crate::webservice::error::{Error, ErrorKind, Result, Versions};
use crate::webservice::request::Request;
use crate::webservice::rules;
use crate::webservice::schema::SchemaDocument;
use crate::webservice::version::Version;

use super::confirm::Attempt;
use super::effects;
use super::full_record::FullRecord;
use super::guard;
use super::method::{UpdateMethod, enters_every_shop};
use super::prepare::Prepared;
use super::queue::Turn;
use super::unsettled::{UnsettledWrite, record_of};
use super::written::{Planned, WriteOptions, Written};

impl<T: Transport> Client<T> {
    /// Changes fields of a record and leaves everything else as it is.
    ///
    /// The full record is read in every language, changed, sent by PATCH if shop and key support it
    /// and by PUT otherwise, and read again. Writes of this client to one record wait for each other.
    ///
    /// # Errors
    /// `InvalidRequest` and `Validation` before anything is sent; `Conflict` if the record is not what
    /// `expect` was given for, or somebody else wrote at the same time; the shop's refusals;
    /// `OutcomeUnknown` if the outcome cannot be found out.
    pub fn update<'c>(
        &'c self,
        resource: &'c str,
        id: u32,
        changes: &'c Map,
        options: &'c WriteOptions,
    ) -> Boxed<'c, Written> {
        Box::pin(async move {
            let prepared = self.prepare(resource, id, changes, options).await?;
            self.update_prepared(&prepared, changes, options).await
        })
    }

    /// Writes what [`Client::prepare`] has read for.
    ///
    /// # Errors
    /// Those of [`Client::update`].
    pub(crate) fn update_prepared<'c>(
        &'c self,
        prepared: &'c Prepared,
        changes: &'c Map,
        options: &'c WriteOptions,
    ) -> Boxed<'c, Written> {
        Box::pin(async move {
            let Prepared {
                id, before, others, ..
            } = prepared;
            let (id, looked_at) = (*id, prepared.looked_at);
            let mut way = prepared.way.clone();
            let resource = before.document.resource();
            let record = record_of(resource, id);
            let token = before.document.token(self.settings().id_shop);
            self.check_expected(options, &before.document, &token)?;
            let mut edited = edit(&before.document, changes, &before.languages, self.version())?;
            if options.synopsis {
                check_by(&*self.synopsis(resource).await?, &edited)?;
            }
            self.check_shop(&before.document, Some(&edited)).await?;
            if edited.changes.is_empty() {
                return Ok(nothing_to_do(before, token, options));
            }
            if way == UpdateMethod::Patch && edited.needs_put() {
                way = self.update_method(resource, false, false).await?;
            }
            if way != UpdateMethod::Patch && enters_every_shop(resource) {
                self.check_only_shop().await?;
            }
            let is_unasked = !self.lookups().knows_rights();
            match guard::check(&before.document, &edited, &way, others, self.version()) {
                Err(error) if is_unasked && self.may_patch_instead(&error, &edited) => {
                    way = UpdateMethod::Patch;
                }
                checked => checked?,
            }
            let left_out = edited.leave_out(way == UpdateMethod::Patch);
            let mut effects = effects::of_change(
                way.method(),
                &before.document,
                &edited,
                &left_out,
                self.version(),
            );
            let body = way.body(&edited);
            let mut call = self.writing(way.method(), resource, Some(id), Some(body));
            if options.send_email {
                call.query.send_email = true;
                effects.push(effects::of_parcel());
            }
            if options.preview {
                let mut shown = self.previewed(&call, before, edited, token)?;
                shown.warnings.extend(self.may_still_come(&record));
                shown.effects = effects;
                shown.warnings.extend(is_unasked.then(unasked));
                return Ok(shown);
            }
            let attempt = Attempt {
                call: &call,
                id,
                before,
                edited: &edited,
                write: UnsettledWrite {
                    resource: resource.to_owned(),
                    method: way.method(),
                    id: Some(id),
                    order: None,
                    last: None,
                    id_shop: self.settings().id_shop,
                    changes: edited.changes.clone(),
                    dated: before.document.text("date_upd").map(str::to_owned),
                    sent_at: self.transport().now_ms().floor(),
                },
                looked_at,
                expected_at: options.expect.as_ref().map(|_| looked_at),
            };
            match self.write(&attempt).await {
                Ok(mut written) => {
                    written.effects = effects;
                    written.warnings.extend(is_unasked.then(unasked));
                    Ok(written)
                }
                Err(error) if error.kind() == ErrorKind::Permission => {
                    self.lookups().forget_rights();
                    Err(match is_unasked {
                        true => error.and_hint(BROKEN_ROOT),
                        false => error,
                    })
                }
                failed => failed,
            }
        })
    }

    async fn write(&self, attempt: &Attempt<'_>) -> Result<Written> {
        let confirmed = self.confirmed(attempt).await?;
        Ok(Written {
            written: true,
            method: Some(attempt.call.method),
            token: confirmed.token,
            before: Some(attempt.before.document.clone()),
            after: Some(confirmed.stored),
            changes: attempt.edited.changes.clone(),
            differences: confirmed.differences,
            warnings: confirmed.warnings,
            is_mail_lost: confirmed.is_mail_lost,
            languages: attempt.before.languages.clone(),
            ..Written::default()
        })
    }

    fn previewed(
        &self,
        call: &Call,
        before: &FullRecord,
        edited: Edited,
        token: String,
    ) -> Result<Written> {
        let record = before.document.to_json()?;
        self.shared.writes.seen.keep(&token, &record);
        Ok(Written {
            is_preview: true,
            method: Some(call.method),
            languages: before.languages.clone(),
            before: Some(before.document.clone()),
            after: Some(edited.after),
            changes: edited.changes,
            requests: vec![self.planned(call)?],
            token: Some(token),
            ..Written::default()
        })
    }

    /// Whether a PUT that was refused can be a PATCH of a shop whose key cannot be looked at.
    fn may_patch_instead(&self, refused: &Error, edited: &Edited) -> bool {
        let knows_patch = self.version().is_none_or(Version::knows_patch);
        refused.kind() == ErrorKind::Permission && knows_patch && !edited.needs_put()
    }

    /// A request as a preview may show it.
    pub(super) fn planned(&self, call: &Call) -> Result<Planned> {
        let settings = self.settings();
        let request = Request::build(&settings.endpoint, &settings.key, settings.auth, call)?;
        Ok(Planned {
            method: call.method.name(),
            url: request.summary().url,
            body: call
                .body
                .as_deref()
                .map(|body| Secrets::of(&settings.key).masked(body)),
        })
    }

    /// Waits for the writes to the same record that began before.
    ///
    /// # Errors
    /// `InvalidRequest` for what is no token, without waiting; `Aborted` where the caller
    /// stops it meanwhile.
    pub(super) async fn turn(
        &self,
        resource: &str,
        id: u32,
        options: &WriteOptions,
    ) -> Result<Turn> {
        options.check()?;
        let record = record_of(resource, id);
        self.unless_stopped(self.shared.writes.queue.turn(&record))
            .await
    }

    /// Fails where the caller has stopped the write before it was sent: then it is none.
    pub(super) async fn check_wanted(&self) -> Result<()> {
        self.unless_stopped(std::future::ready(())).await
    }

    async fn unless_stopped<V>(&self, work: impl Future<Output = V>) -> Result<V> {
        let (mut work, mut stop) = (pin!(work), pin!(self.transport().stopped()));
        poll_fn(|context| match stop.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(stopped())),
            Poll::Pending => work.as_mut().poll(context).map(Ok),
        })
        .await
    }

    /// Compares the record with the one a token was given for.
    pub(super) fn check_expected(
        &self,
        options: &WriteOptions,
        found: &Document,
        token: &str,
    ) -> Result<()> {
        match &options.expect {
            Some(expected) if expected != token => {
                // The row of a history stands for the order it is about.
                let (name, id) = match found.text("id_order") {
                    Some(id) if stands_for_order(found) => (Order::RESOURCE.name, id),
                    _ => (found.resource(), found.text("id").unwrap_or_default()),
                };
                let message = format!("The record is no longer what was shown: {name} {id}.");
                Err(Error::new(ErrorKind::Conflict, message)
                    .with_hint("Nothing was written. Preview the change again and confirm that.")
                    .with_versions(Versions {
                        expected: self.shared.writes.seen.find(expected),
                        found: found.to_json().ok(),
                    }))
            }
            _ => Ok(()),
        }
    }
}

/// The warning of a write of which nobody looked whether the key may make it.
fn unasked() -> String {
    ["The key's rights could not be looked at. ", BROKEN_ROOT].concat()
}

/// Whether a record is one of those that change the status of their order.
fn stands_for_order(record: &Document) -> bool {
    resources::of(record.resource()).creation == Creation::OrderStatus
}

fn nothing_to_do(record: &FullRecord, token: String, options: &WriteOptions) -> Written {
    let mut warnings = vec!["The record already is so: there is nothing to write.".to_owned()];
    if options.send_email {
        warnings.push("No e-mail was sent: shops send it with a change.".to_owned());
    }
    Written {
        is_preview: options.preview,
        languages: record.languages.clone(),
        before: Some(record.document.clone()),
        after: Some(record.document.clone()),
        token: Some(token),
        warnings,
        ..Written::default()
    }
}

/// Checks the changes by what the shop's own schema says.
fn check_by(schema: &SchemaDocument, edited: &Edited) -> Result<()> {
    for change in &edited.changes {
        let Some(field) = schema.fields.iter().find(|one| one.name == change.field) else {
            continue;
        };
        let mark = |name: &str| {
            let mut attributes = field.attributes.iter();
            attributes
                .find(|(one, _)| one == name)
                .map(|(_, value)| value.as_str())
        };
        let declared = find(edited.after.resource()).and_then(|one| one.field(&change.field));
        // A declared format knows the version; the schema's names do not change with it.
        let format = match declared.and_then(|field| field.rule) {
            Some(_) => Format::Any,
            None => mark("format").map_or(Format::Any, Format::named),
        };
        let rule = Rule {
            format,
            max: mark("maxSize")
                .and_then(|size| size.parse().ok())
                .unwrap_or(0),
            later: None,
            required: mark("required") == Some("true"),
        };
        rules::check(&change.field, &rule, &change.after, None)?;
    }
    Ok(())
}
