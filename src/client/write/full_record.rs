//! A full record: in every language, inactive ones included, from the shop that will be written.

use std::borrow::Cow;

use resources::json_rows::JsonRows;
use resources::reader::Unchecked;
use resources::{Kind, Language as LanguageRecord, Resource, Scope, find};

use crate::client::join::join;
use crate::client::transport::Transport;
use crate::client::{Boxed, Client, lacks};
use crate::webservice::call::Call;
use crate::webservice::display::Display;
use crate::webservice::document::{Document, KnownLanguages};
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::filter::Filter;
use crate::webservice::query::{Language, Query};
use crate::webservice::response::{Expected, Found};

/// The shop's error code if it has none of the languages asked for.
const NO_LANGUAGE: u16 = 81;
/// Languages are asked for by number, up to this one, and shops leave out those they do not have: a
/// shop of a multistore lists only its own, but a write blanks those of the other shops as well.
pub(crate) const ASKED: u32 = 64;

/// A record with the languages it was read in.
#[derive(Debug)]
pub(super) struct FullRecord {
    pub(super) document: Document,
    pub(super) languages: KnownLanguages,
    /// The languages to ask for when it is read again.
    pub(super) language: Language,
}

impl<T: Transport> Client<T> {
    /// Reads a record in every language there is.
    ///
    /// # Errors
    /// `Permission` if the key may not read the languages: the write that follows would blank the
    /// inactive ones. `MalformedResponse` if texts of a listed language are missing twice in a row:
    /// the write would blank them as well.
    pub(super) async fn full_record(&self, resource: &str, id: u32) -> Result<FullRecord> {
        let lacking = match self.read_full_record(resource, id).await? {
            (read, None) => return Ok(read),
            (_, Some(_)) => self.read_full_record(resource, id).await?,
        };
        match lacking {
            (read, None) => Ok(read),
            (_, Some((field, language))) => Err(Error::new(
                ErrorKind::MalformedResponse,
                format!("The record {resource} {id} came without {field} in language {language}, which the shop lists."),
            )
            .with_hint("A write would blank that text, so nothing was sent. Try again when nobody is changing the shop's languages.")
            .with_retryable(true)),
        }
    }

    /// The record, and a field that has no text in a listed language.
    async fn read_full_record(
        &self,
        resource: &str,
        id: u32,
    ) -> Result<(FullRecord, Option<(String, u32)>)> {
        let language = match find(resource).map(has_texts) {
            Some(false) => Language::All,
            _ => every_language(&[]),
        };
        let read = self.in_languages(resource, id, language.clone());
        let (document, languages) = match self.is_known_to_have_texts(resource) {
            true => {
                let (languages, document) = join(self.known_languages(), read).await;
                (document?, languages?)
            }
            false => match read.await? {
                document if document.is_multilingual() => (document, self.known_languages().await?),
                document => (document, KnownLanguages::default()),
            },
        };
        let read = FullRecord {
            document,
            languages,
            language,
        };
        let listed = read.languages.ids();
        let read = self.in_all(read, resource, id).await?;
        let lacking = read.document.lacking(&listed);
        Ok((read, lacking))
    }

    /// The record in those languages; if the shop has none of them, in its active ones, which show
    /// the ids it uses.
    async fn in_languages(&self, resource: &str, id: u32, language: Language) -> Result<Document> {
        match self.document(resource, id, language).await {
            Err(error) if has_no_language(&error) => {
                self.document(resource, id, Language::All).await
            }
            read => read,
        }
    }

    /// The record, read again if the shop has languages beyond those asked for at first.
    async fn in_all(&self, mut read: FullRecord, resource: &str, id: u32) -> Result<FullRecord> {
        read.languages.add(&read.document.languages());
        let ids = read.languages.ids();
        if ids.iter().any(|id| *id > ASKED) {
            read.language = every_language(&ids);
            read.document = self.document(resource, id, read.language.clone()).await?;
        }
        Ok(read)
    }

    /// One record as a document, read from the shop of the settings.
    ///
    /// # Errors
    /// `NotFound` naming the shop where another one has the record.
    pub(super) fn document<'c>(
        &'c self,
        resource: &'c str,
        id: u32,
        language: Language,
    ) -> Boxed<'c, Document> {
        Box::pin(async move {
            let mut query = Query {
                language,
                ..Query::default()
            };
            let name: Cow<'static, str> = resource.to_owned().into();
            let declared = resources::of(resource);
            let (call, expected) = match declared.scope {
                // A list of one has the same content, but only of the shop's own records.
                Scope::OwnList => {
                    query.display = Display::Full;
                    query.filter = vec![Filter::of_id("id", id)];
                    (Call::list(name, query), Expected::Listed(declared, id))
                }
                _ => (
                    Call::get(name, id, query),
                    Expected::Document(declared, Some(id)),
                ),
            };
            let call = self.in_shop(call);
            match self.kept_as(&call, expected).await {
                Ok(Some(record)) => Ok(record),
                Ok(None) => Err(self.asked(&call, self.not_in_shop(resource, id))),
                Err(error) => Err(self.naming_shop(error, resource, id)),
            }
        })
    }

    /// Sends a call whose answer is one record, and keeps it whole.
    pub(super) async fn keep(&self, call: &Call, id: Option<u32>) -> Result<Document> {
        let resource = resources::of(&call.resource);
        let record = self.kept_as(call, Expected::Document(resource, id)).await?;
        record.ok_or_else(|| lacks("record"))
    }

    async fn kept_as(&self, call: &Call, expected: Expected<'_>) -> Result<Option<Document>> {
        let mut rows = JsonRows::new(expected.resource().is_some_and(Resource::is_typed), 0);
        let answer = self.perform(call, expected, &mut rows, &Unchecked).await?;
        match answer.found {
            Found::Document(record) => Ok(Some(Document::new(&call.resource, record))),
            Found::Nothing => Ok(None),
            _ => Err(lacks("record")),
        }
    }

    /// The languages of the shop, never from a cache: one added or switched off since would lose its
    /// texts.
    pub(super) async fn known_languages(&self) -> Result<KnownLanguages> {
        let query = Query::of(
            Display::Fields(
                ["id", "iso_code", "language_code", "active"]
                    .map(str::to_owned)
                    .to_vec(),
            ),
            Vec::new(),
        );
        match self.list::<LanguageRecord>(query).await {
            Ok(languages) => Ok(KnownLanguages::listed(&languages)),
            Err(error) if error.kind() == ErrorKind::Permission => Err(error.and_hint(
                "The languages must be readable: a write that does not know the inactive ones would blank their texts.",
            )),
            Err(error) => Err(error),
        }
    }
}

/// Whether the shop has none of the languages asked for.
pub(super) fn has_no_language(error: &Error) -> bool {
    let mut codes = error.codes().iter();
    codes.any(|one| one.code == Some(NO_LANGUAGE))
}

/// Those up to a number, and those known beyond.
pub(super) fn every_language(known: &[u32]) -> Language {
    let more = known.iter().copied().filter(|id| *id > ASKED);
    Language::Ids((1..=ASKED).chain(more).collect())
}

pub(super) fn has_texts(resource: &Resource) -> bool {
    let mut fields = resource.fields.iter();
    fields.any(|field| field.kind == Kind::Multilingual)
}
