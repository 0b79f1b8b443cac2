//! New records.

use std::borrow::Cow;
use std::rc::Rc;

use json::Map;
use resources::json_rows::JsonRows;
use resources::reader::Unchecked;
use resources::{Creation, find};

use crate::client::join::join;
use crate::client::transport::Transport;
use crate::client::{Boxed, Client, lacks};
use crate::webservice::call::{Call, Method};
use crate::webservice::display::Display;
use crate::webservice::document::{
    Difference, Document, Edited, KnownLanguages, Reason, arrival, compare, new_record,
};
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::outcome::Saved;
use crate::webservice::query::{Language, Query, Sort};
use crate::webservice::response::Expected;
use crate::webservice::schema::SchemaDocument;

use super::confirm::saved_anyway;
use super::full_record::has_texts;
use super::look::Found;
use super::settle::LAG_MS;
use super::status::StatusChange;
use super::unsettled::UnsettledWrite;
use super::written::{CAME_LATE, WriteOptions, Written};

/// How many new records are read after a lost answer; no shop creates more at the same time.
const NEW_RECORDS_READ: u32 = 20;

impl<T: Transport> Client<T> {
    /// Creates a record from fields given by name. A new order history changes the status of
    /// its order, see [`Client::change_status`].
    ///
    /// # Errors
    /// `InvalidRequest` and `Validation` before anything is sent; the shop's refusals; the failure
    /// if nothing was created; `OutcomeUnknown` if that cannot be found out.
    pub fn create<'c>(
        &'c self,
        resource: &'c str,
        fields: &'c Map,
        options: &'c WriteOptions,
    ) -> Boxed<'c, Written> {
        Box::pin(async move {
            if resources::of(resource).creation == Creation::OrderStatus {
                let change = StatusChange::read(fields, options.send_email)?;
                return self.change_status(&change, options).await;
            }
            if options.expect.is_some() {
                let hint =
                    "A record that is not there yet has no token: leave it out. Nothing was sent.";
                return Err(Error::about("expect", &["cannot be given"], hint));
            }
            // Where an earlier write may still be saved, it is looked for before the highest id is read.
            let last_is_open = self.has_earlier(resource);
            let last = async {
                match options.preview || last_is_open {
                    true => Ok(None),
                    false => self.last_id(resource).await,
                }
            };
            let ((schema, languages), last) = join(self.schema_and_languages(resource), last).await;
            let (schema, languages) = (schema?, languages?);
            let new = new_record(resource, fields, &schema, &languages, self.version())?;
            let mut last = last?;
            self.check_new(&new.after).await?;
            let call = self.writing(Method::Post, resource, None, Some(new.post_body()));
            if options.preview {
                return Ok(Written {
                    is_preview: true,
                    method: Some(Method::Post),
                    requests: vec![self.planned(&call)?],
                    after: Some(new.after),
                    changes: new.changes,
                    ..Written::default()
                });
            }
            let language = in_all(&languages);
            let is_equal = |write: &UnsettledWrite| {
                (&*write.resource, write.id) == (resource, None) && write.changes == new.changes
            };
            if let Some((_, observation)) = self.check_earlier(&is_equal, &is_equal).await?
                && let Some(record) = observation.record
            {
                let warnings = vec![CAME_LATE.to_owned()];
                return self.created(&record.clone(), Ok(record), new, warnings);
            }
            if last_is_open {
                last = self.last_id(resource).await?;
            }
            let write = UnsettledWrite {
                resource: resource.to_owned(),
                method: Method::Post,
                id: None,
                order: None,
                last,
                id_shop: self.settings().id_shop,
                changes: new.changes.clone(),
                dated: None,
                sent_at: self.transport().now_ms().floor(),
            };
            let under_way = self.announce(&write).await?;
            let answer = self.keep(&call, None).await;
            let failure = match answer {
                Ok(answer) => {
                    let created = self.read_created(answer, &write, new, &language).await;
                    under_way.ended();
                    return created;
                }
                Err(failure) => failure,
            };
            under_way.ended();
            let warnings = vec![saved_anyway(&failure)];
            let observation = self.settled(&write, &language, failure).await?;
            let record = observation.record.ok_or_else(|| lacks("record"))?;
            self.created(&record.clone(), Ok(record), new, warnings)
        })
    }

    /// The shop's schema of a resource, and its languages if a record has texts: at once if that is
    /// known.
    async fn schema_and_languages(
        &self,
        resource: &str,
    ) -> (Result<Rc<SchemaDocument>>, Result<KnownLanguages>) {
        if self.is_known_to_have_texts(resource) {
            return join(self.synopsis(resource), self.known_languages()).await;
        }
        let schema = self.synopsis(resource).await;
        let languages = match &schema {
            Ok(schema) if schema_has_texts(schema) => self.known_languages().await,
            _ => Ok(KnownLanguages::default()),
        };
        (schema, languages)
    }

    /// Whether it is known without a request that records of the resource have texts.
    pub(super) fn is_known_to_have_texts(&self, resource: &str) -> bool {
        let schema = self.lookups().known_schema(resource);
        find(resource).is_some_and(has_texts) || schema.is_some_and(|one| schema_has_texts(&one))
    }

    /// Reads a record that the shop says it created.
    async fn read_created(
        &self,
        answer: Document,
        write: &UnsettledWrite,
        new: Edited,
        language: &Language,
    ) -> Result<Written> {
        let Some(id) = answer.id() else {
            let observation = self.look(write, language).await?;
            return match observation
                .record
                .filter(|_| observation.found == Found::There)
            {
                Some(record) => self.created(&answer, Ok(record), new, Vec::new()),
                None => Err(not_created(&write.resource)),
            };
        };
        let mut read = self.document(&write.resource, id, language.clone()).await;
        if is_nowhere(&read) {
            let _ = self.transport().sleep(LAG_MS).await;
            read = self.document(&write.resource, id, language.clone()).await;
        }
        match &read {
            _ if is_nowhere(&read) => Err(not_created(&write.resource)),
            // The answer made the id up, and it is that of somebody else's record.
            Ok(record) if is_another(write, record) => {
                Err(not_created(&write.resource).with_saved(Saved::Unknown))
            }
            _ => self.created(&answer, read, new, Vec::new()),
        }
    }

    /// What the shop made of a new record.
    fn created(
        &self,
        answer: &Document,
        read: Result<Document>,
        new: Edited,
        mut warnings: Vec<String>,
    ) -> Result<Written> {
        let (stored, token) = match read {
            Ok(read) => {
                let token = read.token(self.settings().id_shop);
                (read, Some(token))
            }
            Err(error) => {
                warnings.push(format!(
                    "The record is created, but reading it again failed: {}",
                    error.message()
                ));
                (answer.clone(), None)
            }
        };
        let found = compare(&new.after, &new, Some(answer), &stored);
        let mut differences = found.differences;
        // Nobody else can have written a record that did not exist.
        let others = found.replaced.into_iter().chain(found.beside);
        differences.extend(others.map(|one| Difference {
            reason: Reason::Other,
            ..one
        }));
        differences.extend(found.kept);
        Ok(Written {
            written: true,
            method: Some(Method::Post),
            token,
            after: Some(stored),
            changes: new.changes,
            differences,
            warnings,
            ..Written::default()
        })
    }

    /// The highest id, by which a new record is recognised; `None` if the key may not read.
    async fn last_id(&self, resource: &str) -> Result<Option<u32>> {
        let query = Query::default().first(1, vec![Sort::descending("id")]);
        match self.ids(resource, query).await {
            Ok(ids) => Ok(Some(ids.into_iter().max().unwrap_or(0))),
            Err(error) if error.kind() == ErrorKind::Permission => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The newest records of a resource that did not exist before a write.
    ///
    /// # Errors
    /// `Permission` if the key may not read.
    pub(super) async fn newer_than(&self, write: &UnsettledWrite) -> Result<Vec<u32>> {
        let Some(last) = write.last else {
            return Err(Error::new(
                ErrorKind::Permission,
                "The key may not read the resource.",
            ));
        };
        let filter = vec![Filter::new("id", Condition::Greater(last.to_string()))];
        let newest = vec![Sort::descending("id")];
        let query = Query::of(Display::Default, filter).first(NEW_RECORDS_READ, newest);
        self.ids(&write.resource, query).await
    }

    async fn ids(&self, resource: &str, query: Query) -> Result<Vec<u32>> {
        let name: Cow<'static, str> = resource.to_owned().into();
        let call = self.in_shop(Call::list(name, query));
        let declared = resources::of(resource);
        let mut rows = JsonRows::new(declared.is_typed(), 0);
        let expected = Expected::List(declared);
        let answer = self.perform(&call, expected, &mut rows, &Unchecked).await?;
        Ok(answer.notes.ids)
    }
}

/// Whether no shop has the record; an error code would mean that another shop of the multistore has it.
fn is_nowhere(read: &Result<Document>) -> bool {
    let gone = read.as_ref().err();
    gone.is_some_and(|gone| gone.kind() == ErrorKind::NotFound && gone.codes().is_empty())
}

/// Whether a record holds less than half of the given values. Shops compute some, such as the totals
/// of an order.
fn is_another(write: &UnsettledWrite, record: &Document) -> bool {
    let found = arrival(&write.changes, record);
    let missing = found.kept.len().saturating_add(found.replaced.len());
    missing.saturating_mul(2) > write.changes.len()
}

fn not_created(resource: &str) -> Error {
    let message =
        format!("The shop answered as if it had created one of {resource}, but there is none.");
    Error::new(ErrorKind::Server, message)
        .with_hint("Something between here and the shop answers in its place. Use the shop's own address, exactly as it stands in its settings.")
}

/// All languages by id: shops leave out texts of inactive ones unless they are named.
fn in_all(languages: &KnownLanguages) -> Language {
    match languages.ids() {
        ids if ids.is_empty() => Language::All,
        ids => Language::Ids(ids),
    }
}

fn schema_has_texts(schema: &SchemaDocument) -> bool {
    schema.fields.iter().any(|field| field.multilingual)
}
