//! New records.

use std::borrow::Cow;

use json::Map;

use crate::client::transport::Transport;
use crate::client::{Boxed, Client};
use crate::resources::json_rows::JsonRows;
use crate::resources::reader::Unchecked;
use crate::resources::{UNTYPED, find};
use crate::webservice::call::{Call, Method};
use crate::webservice::document::{Document, Edited, KnownLanguages, compare, new_record};
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::{Language, Limit, Query, Sort};
use crate::webservice::response::Expected;
use crate::webservice::schema::SchemaDocument;

use super::confirm::{is_refusal, saved_anyway, unknown};
use super::status::StatusChange;
use super::{WriteOptions, Written};

/// New records looked through after a lost answer. More come into being together nowhere.
const LOOKED_AT: u32 = 20;

impl<T: Transport> Client<T> {
    /// Creates a record from fields given by name. A new order history changes the status of
    /// its order, see [`Client::change_status`].
    ///
    /// # Errors
    /// `InvalidRequest` and `Validation` before anything is sent; the shop's refusals; the
    /// failure where nothing was created; `OutcomeUnknown` where that could not be established.
    pub fn create<'c>(
        &'c self,
        resource: &'c str,
        fields: &'c Map,
        options: &'c WriteOptions,
        send_email: bool,
    ) -> Boxed<'c, Written> {
        Box::pin(async move {
            if resource == "order_histories" {
                let change = StatusChange::read(fields, send_email)?;
                return self.change_status(&change, options).await;
            }
            if options.expect.is_some() {
                let hint =
                    "A record that is not there yet has no token: leave it out. Nothing was sent.";
                return Err(Error::refused(&["expect cannot be given."], hint, "expect"));
            }
            let schema = self.synopsis(resource).await?;
            let languages = match has_texts(&schema) {
                true => self.known_languages().await?,
                false => KnownLanguages::default(),
            };
            let new = new_record(resource, fields, &schema, &languages, self.version())?;
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
            let last = self.last_id(resource).await?;
            let language = in_all(&languages);
            self.check_wanted().await?;
            let failure = match self.keep(&call, None).await {
                Ok(echo) => return self.created(echo, new, &language, Vec::new()).await,
                Err(error) if is_refusal(&error) => return Err(error),
                Err(error) if error.kind() == ErrorKind::Aborted => {
                    return Err(unknown(&error, None));
                }
                Err(error) => error,
            };
            self.let_finish(&failure).await?;
            let found = self.find_new(resource, last, &new, &language).await;
            match found.map_err(|error| unknown(&failure, Some(&error)))? {
                Some(record) => {
                    let warnings = vec![saved_anyway(&failure)];
                    self.created(record, new, &language, warnings).await
                }
                None => Err(failure
                    .and_hint("No such record was created: the newest ones were looked through.")),
            }
        })
    }

    /// Reads a record that was created, and tells what the shop made of it.
    async fn created(
        &self,
        echo: Document,
        new: Edited,
        language: &Language,
        mut warnings: Vec<String>,
    ) -> Result<Written> {
        let (mut stored, mut token) = (echo, None);
        if let Some(id) = stored.id() {
            let name = stored.resource().to_owned();
            match self.document(&name, id, language.clone()).await {
                Ok(read) => {
                    token = Some(read.token(self.settings().id_shop));
                    stored = read;
                }
                Err(error) => warnings.push(format!(
                    "The record is created, but reading it again failed: {}",
                    error.message()
                )),
            }
        }
        let found = compare(&new.after, &new, &stored);
        let mut differences = found.differences;
        differences.extend(found.foreign);
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

    /// The highest id there is, so that a new one can be told; `None` where the key may not look.
    async fn last_id(&self, resource: &str) -> Result<Option<u32>> {
        let query = Query {
            sort: vec![Sort::descending("id")],
            limit: Some(Limit {
                offset: 0,
                count: 1,
            }),
            ..Query::default()
        };
        match self.ids(resource, query).await {
            Ok(ids) => Ok(Some(ids.into_iter().max().unwrap_or(0))),
            Err(error) if error.kind() == ErrorKind::Permission => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The record that a POST without an answer created, if it did.
    async fn find_new(
        &self,
        resource: &str,
        last: Option<u32>,
        new: &Edited,
        language: &Language,
    ) -> Result<Option<Document>> {
        let Some(last) = last else {
            return Err(Error::new(
                ErrorKind::Permission,
                "The key may not read the resource.",
            ));
        };
        let query = Query {
            filter: vec![Filter::new("id", Condition::Greater(last.to_string()))],
            sort: vec![Sort::descending("id")],
            limit: Some(Limit {
                offset: 0,
                count: LOOKED_AT,
            }),
            ..Query::default()
        };
        let alike = |message| Error::new(ErrorKind::Conflict, message);
        let (mut found, mut is_like) = (None, false);
        for id in self.ids(resource, query).await? {
            let record = self.document(resource, id, language.clone()).await?;
            let compared = compare(&new.after, new, &record);
            match compared.is_whole() {
                true if found.is_some() => return Err(alike("Several new records are alike.")),
                true => found = Some(record),
                // Shops compute some of what they are given, such as the totals of an order.
                false => is_like |= compared.arrived.saturating_mul(2) >= new.changes.len(),
            }
        }
        match found.is_none() && is_like {
            true => Err(alike("A new record is like it, but not the same.")),
            false => Ok(found),
        }
    }

    async fn ids(&self, resource: &str, query: Query) -> Result<Vec<u32>> {
        let name: Cow<'static, str> = resource.to_owned().into();
        let call = self.in_shop(Call::list(name, query));
        let declared = find(resource).unwrap_or(&UNTYPED);
        let mut rows = JsonRows::new(declared.is_typed(), 0);
        let expected = Expected::List(declared);
        self.perform(&call, expected, &mut rows, &Unchecked).await?;
        Ok(ids_of(&rows.into_array()))
    }
}

fn ids_of(rows: &str) -> Vec<u32> {
    let parsed = json::Value::parse(rows).unwrap_or_default();
    let rows = parsed.as_array().unwrap_or_default().iter();
    rows.filter_map(|row| {
        let id = row.get("id")?;
        let whole = id.as_whole().and_then(|id| u32::try_from(id).ok());
        whole.or_else(|| id.as_str()?.parse().ok())
    })
    .collect()
}

/// Texts of inactive languages come only when they are named, and would seem to be missing.
fn in_all(languages: &KnownLanguages) -> Language {
    match languages.ids() {
        ids if ids.is_empty() => Language::All,
        ids => Language::Ids(ids),
    }
}

fn has_texts(schema: &SchemaDocument) -> bool {
    schema.fields.iter().any(|field| field.multilingual)
}
