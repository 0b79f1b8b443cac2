//! What is asked for once in a client's life: languages, states, rights and schemas.

use std::rc::Rc;

use resources::reader::Unchecked;
use resources::record::{Record, Records};
use resources::{Declared, Language, OrderState};

use crate::webservice::call::Call;
use crate::webservice::display::Display;
use crate::webservice::document::KnownLanguages;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::permissions::Permissions;
use crate::webservice::query::{Language as LanguageChoice, Query, Schema};
use crate::webservice::response::{Expected, Found};
use crate::webservice::schema::SchemaDocument;

use super::lookups::{Kept, Lookups};
use super::refusals::{NEEDED_MS, SPARED_MS, is_within};
use super::transport::Transport;
use super::{Client, lacks};

/// What most often breaks the root, where everything else works.
pub(super) const BROKEN_ROOT: &str = "If other requests work, it is only the list of the key's rights, GET /api/, that fails: mostly a module that adds a resource to the Webservice without a description breaks it.";

/// Whether the root cannot be read and anything else may: no key or network fails so.
pub(super) fn is_broken(error: &Error) -> bool {
    use ErrorKind::{Blocked, MalformedResponse, Server};
    matches!(error.kind(), Blocked | MalformedResponse | Server)
        && error.status().is_some()
        && !error.is_retryable()
}
/// Languages, or states of orders: they are kept for the client's life.
pub(super) const MOST_KEPT: usize = 1_000;

impl<T: Transport> Client<T> {
    /// What the key may do now, whatever was known of it.
    pub async fn permissions(&self) -> Result<Permissions> {
        // Who looks at the key's rights may have changed them.
        let refusals = &self.lookups().refusals;
        refusals.renew(self.transport().now_ms());
        let rights = self.read_rights().await;
        if rights.is_err() {
            refusals.forget();
        }
        rights
    }

    async fn read_rights(&self) -> Result<Permissions> {
        let asked_at = self.transport().now_ms();
        let call = self.in_shop(Call::list("", Query::default()));
        let mut none = Records::default();
        let answer = self
            .perform(&call, Expected::Permissions, &mut none, &Unchecked)
            .await;
        let answer = answer.map_err(|error| match is_broken(&error) {
            true => error.and_hint(BROKEN_ROOT),
            false => error,
        })?;
        match answer.found {
            Found::Permissions(permissions) => {
                let lookups = self.lookups();
                lookups.rights_failed_at.set(None);
                lookups.refusals.compare(&permissions, asked_at);
                lookups.rights.replace(Some(Rc::new(permissions.clone())));
                lookups.rights_at.set(asked_at);
                Ok(permissions)
            }
            _ => Err(lacks("rights")),
        }
    }

    /// The shop's languages, inactive ones included.
    pub async fn languages(&self) -> Result<Rc<Vec<Language>>> {
        self.kept(|lookups| &lookups.languages).await
    }

    /// The same, asked for again where the one that is looked for is not among those that were read
    /// more than a minute ago: the shop may have got it since.
    pub(crate) async fn languages_with(
        &self,
        has_it: &dyn Fn(&[Language]) -> bool,
    ) -> Result<Rc<Vec<Language>>> {
        let languages = self.languages().await?;
        if has_it(&languages) || !self.may_have_more_languages() {
            return Ok(languages);
        }
        self.lookups().languages.forget();
        self.languages().await
    }

    /// Whether the languages were read more than a minute ago.
    pub(crate) fn may_have_more_languages(&self) -> bool {
        let read_at = self.lookups().languages.at();
        !is_within(read_at, self.transport().now_ms(), NEEDED_MS)
    }

    /// The query with ids for the ISO codes of its languages.
    ///
    /// # Errors
    /// `InvalidRequest` for a language that the shop does not have.
    pub(super) async fn with_ids(&self, mut query: Query) -> Result<Query> {
        if let LanguageChoice::Named(named) = &query.language {
            let mut ids = self.ids_of_languages(named).await;
            if matches!(&ids, Err(error) if error.kind() == ErrorKind::InvalidRequest) {
                // The shop may have got it since.
                self.lookups().languages.forget();
                ids = self.ids_of_languages(named).await;
            }
            query.language = LanguageChoice::Ids(ids?);
        }
        Ok(query)
    }

    async fn ids_of_languages(&self, named: &[String]) -> Result<Vec<u32>> {
        let known = KnownLanguages::listed(&self.languages().await?);
        let ids = named.iter().map(|one| known.find(one, "language"));
        ids.collect()
    }

    /// The shop's order states, deleted ones included: old orders still have them.
    pub async fn order_states(&self) -> Result<Rc<Vec<OrderState>>> {
        self.kept(|lookups| &lookups.order_states).await
    }

    /// What the key may do.
    pub async fn rights(&self) -> Result<Rc<Permissions>> {
        let kept = self.lookups().rights.borrow().clone();
        if let Some(rights) = kept {
            return Ok(rights);
        }
        self.read_rights().await.map(Rc::new)
    }

    /// Whether the key may read a resource, so that nobody asks for what is refused. Rights that
    /// lack it are read again after ten minutes: the owner may have ticked the box meanwhile.
    pub(crate) async fn may_read(&self, resource: &str) -> Result<bool> {
        let now = self.transport().now_ms();
        let is_recent = |at: f64| is_within(at, now, SPARED_MS);
        let is_old = !is_recent(self.lookups().rights_at.get());
        // Where a module breaks the root, nobody asks for it each time.
        if self.lookups().rights_failed_at.get().is_some_and(is_recent) {
            return Ok(true);
        }
        let known = self.lookups().rights.borrow().clone();
        let rights = match known {
            Some(rights) if rights.on(resource).get || !is_old => Ok(rights),
            Some(_) => {
                self.lookups().forget_rights();
                self.rights().await
            }
            None => self.rights().await,
        };
        match rights {
            Ok(rights) => Ok(rights.on(resource).get),
            // What the key may not read, the shop refuses by itself.
            Err(error) if is_broken(&error) => {
                self.lookups().rights_failed_at.set(Some(now));
                Ok(true)
            }
            Err(error) => Err(error),
        }
    }

    /// What the shop says of the fields of a resource.
    pub async fn synopsis(&self, resource: &str) -> Result<Rc<SchemaDocument>> {
        if let Some(schema) = self.lookups().known_schema(resource) {
            return Ok(schema);
        }
        let schema = Rc::new(self.schema(resource).await?);
        let entry = (resource.to_owned(), Rc::clone(&schema));
        self.lookups().schemas.borrow_mut().push(entry);
        Ok(schema)
    }

    async fn schema(&self, resource: &str) -> Result<SchemaDocument> {
        let query = Query {
            schema: Some(Schema::Synopsis),
            ..Query::default()
        };
        let call = self.in_shop(Call::list(resource.to_owned(), query));
        let mut none = Records::default();
        let answer = self
            .perform(&call, Expected::Schema, &mut none, &Unchecked)
            .await?;
        match answer.found {
            Found::Schema(schema) => Ok(schema),
            _ => Err(lacks("schema")),
        }
    }

    /// Forgets what was kept, so that the next look asks the shop again.
    pub fn forget(&self) {
        self.lookups().forget();
    }

    /// The shop's currencies, those out of use included.
    pub async fn currencies(&self) -> Result<Rc<Vec<Record>>> {
        let name = "currencies";
        if let Some(rows) = self.lookups().known_currencies() {
            return Ok(rows);
        }
        // Their fields have other names in other versions.
        let query = Query::of(Display::Full, Vec::new());
        let asked_at = self.transport().now_ms();
        let rows = self.undeclared(name, query).await?;
        keep(&self.lookups().currencies, name, (rows, asked_at))
    }

    async fn kept<R: Declared>(&self, place: impl Fn(&Lookups) -> &Kept<R>) -> Result<Rc<Vec<R>>> {
        if let Some(rows) = place(self.lookups()).get() {
            return Ok(rows);
        }
        let asked_at = self.transport().now_ms();
        let rows = self.list::<R>(Query::default()).await?;
        keep(place(self.lookups()), R::RESOURCE.name, (rows, asked_at))
    }
}

fn keep<R>(place: &Kept<R>, name: &str, (rows, at): (Vec<R>, f64)) -> Result<Rc<Vec<R>>> {
    if rows.len() > MOST_KEPT {
        let message = format!("The shop lists more than {MOST_KEPT} {name}.");
        let hint = "No shop has so many: something else answers in its place.";
        return Err(Error::new(ErrorKind::MalformedResponse, message).with_hint(hint));
    }
    let rows = Rc::new(rows);
    place.set(Rc::clone(&rows), at);
    Ok(rows)
}
