//! One call: a method on a resource, checked as a whole before it becomes a request.

use std::borrow::Cow;
use std::fmt;

use resources::{Creation, Resource};

use super::address::Address;
use super::error::Result;
use super::names::quoted;

use super::display::Display;
use super::option::option;
use super::query::{Language, Query};

/// Answers with files.
pub(crate) const IMAGES: &str = "images";
/// Answers with lists of ids.
pub(crate) const SEARCH: &str = "search";

/// An HTTP method.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    #[default]
    Get,
    /// Reads the headers only; a right of its own.
    Head,
    /// Asks what the address allows.
    Options,
    /// Creates.
    Post,
    /// Replaces a whole record: what the body does not hold is reset.
    Put,
    /// Changes the fields of the body; PrestaShop 8 and later.
    Patch,
    /// Deletes.
    Delete,
}

/// One call of the Webservice. Its debug form does not show the body, which may hold secrets.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Call {
    /// The resource's own name, `products`; empty for the root, which lists the key's rights.
    pub resource: Cow<'static, str>,
    /// What is done.
    pub method: Method,
    /// The record; `None` for a list or a new one.
    pub id: Option<u32>,
    /// The options.
    pub query: Query,
    /// The document to send, as XML.
    pub body: Option<String>,
}

/// What a call is about, which decides the options that shops heed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Root,
    Search,
    List,
    Schema,
    Record,
    Write,
    MailingWrite,
    NewStatus,
    Bare,
}

impl Method {
    /// Every method.
    pub const ALL: [Method; 7] = [
        Method::Get,
        Method::Head,
        Method::Options,
        Method::Post,
        Method::Put,
        Method::Patch,
        Method::Delete,
    ];

    /// HTTP's own name.
    pub const fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Head => "HEAD",
            Method::Options => "OPTIONS",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }

    /// Whether it changes something in the shop.
    pub const fn is_write(self) -> bool {
        !matches!(self, Method::Get | Method::Head | Method::Options)
    }

    const fn has_body(self) -> bool {
        matches!(self, Method::Post | Method::Put | Method::Patch)
    }

    const fn needs_id(self) -> bool {
        matches!(self, Method::Put | Method::Patch | Method::Delete)
    }
}

impl Call {
    /// A call without id, options and body.
    pub fn new(method: Method, resource: impl Into<Cow<'static, str>>) -> Call {
        Call {
            method,
            resource: resource.into(),
            ..Call::default()
        }
    }

    /// Reads a list.
    pub fn list(resource: impl Into<Cow<'static, str>>, query: Query) -> Call {
        Call {
            query,
            ..Call::new(Method::Get, resource)
        }
    }

    /// Reads one record.
    pub fn get(resource: impl Into<Cow<'static, str>>, id: u32, query: Query) -> Call {
        Call {
            id: Some(id),
            query,
            ..Call::new(Method::Get, resource)
        }
    }

    /// The resource's declaration; one without fields where there is none.
    pub fn declaration(&self) -> &'static Resource {
        self.query.declaration(&self.resource)
    }

    /// Whether it can be sent as it is.
    ///
    /// # Errors
    /// `InvalidRequest` for whatever a shop would ignore, misread or answer with a failure.
    pub fn check(&self) -> Result<()> {
        self.path().map(drop)
    }

    /// The address after the endpoint, without the key: `/api/products/1?display=full`.
    /// Everything about the call is checked on the way.
    pub(super) fn path(&self) -> Result<String> {
        self.check_resource()?;
        self.check_form()?;
        self.check_files()?;
        self.check_options()?;
        self.check_shops()?;
        let mut address = Address::new(&self.resource, self.id);
        self.query.write(self.declaration(), &mut address)?;
        Ok(address.into_string())
    }

    /// What a shop answers otherwise than with records.
    fn check_files(&self) -> Result<()> {
        let has_one_language = matches!(&self.query.language, Language::Ids(ids) if ids.len() == 1)
            || matches!(&self.query.language, Language::Named(named) if named.len() == 1);
        let words = self.query.search.as_deref();
        let is_text = |words: &str| !words.trim().is_empty() && !words.contains(char::is_control);
        let (name, reason, hint) = match &*self.resource {
            IMAGES => (
                "resource",
                "holds files, not records: images",
                "Use shop.images: list for the images of a product, get for one of them, add for a new one",
            ),
            SEARCH if self.method != Method::Get || self.id.is_some() => (
                "resource",
                "has no records: search",
                "Give the words as `query`, and a language; a client has search()",
            ),
            SEARCH if !words.is_some_and(is_text) => (
                "query",
                "is missing for a search",
                "Give the words to look for, on one line",
            ),
            SEARCH if !has_one_language => (
                "language",
                "is missing for a search",
                "Name the one language whose words are looked for",
            ),
            _ if self.subject() == Subject::List
                && !self.query.price.is_empty()
                && matches!(self.query.display, Display::Default | Display::Minimum) =>
            {
                (
                    "price",
                    "has no effect on a list of ids",
                    "Give `display`: full, or the fields that are wanted",
                )
            }
            _ => return Ok(()),
        };
        Err(option(name, &[reason], hint))
    }

    /// Only such names can neither leave the folder nor change the query.
    fn check_resource(&self) -> Result<()> {
        let mut bytes = self.resource.bytes();
        match bytes.all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_')) {
            true => Ok(()),
            false => Err(option(
                "resource",
                &["is none: ", &quoted(&self.resource)],
                "Resources are named in lower case, in the plural: products, order_details",
            )),
        }
    }

    /// Whether method, resource, id and body go together.
    fn check_form(&self) -> Result<()> {
        let method = self.method.name();
        let is_root = self.resource.is_empty();
        let is_filled = matches!(&self.body, Some(body) if !body.trim().is_empty());
        let (name, reason, hint) = match self.id {
            Some(0) => ("id", ["must be at least 1", ""], "Ids start with 1"),
            Some(_) if is_root => (
                "id",
                ["is given for the root", ", which has no records"],
                "Name the resource",
            ),
            Some(_) if self.method == Method::Post => (
                "id",
                ["does not go with a new record: ", method],
                "Leave the id out, or use PUT",
            ),
            None if self.method.needs_id() => (
                "id",
                ["is missing for ", method],
                "Name the record by its id",
            ),
            _ if self.method.has_body() && !is_filled => (
                "body",
                ["is missing for ", method],
                "Give the document as XML",
            ),
            _ if !self.method.has_body() && self.body.is_some() => (
                "body",
                ["does not go with ", method],
                "Leave it out, or use POST, PUT or PATCH",
            ),
            _ if self.method.is_write() && is_root => (
                "method",
                ["does not work on the root: ", method],
                "Name the resource",
            ),
            _ => return Ok(()),
        };
        Err(option(name, &reason, hint))
    }

    fn subject(&self) -> Subject {
        match self.method {
            Method::Options => Subject::Bare,
            Method::Post if self.declaration().creation == Creation::OrderStatus => {
                Subject::NewStatus
            }
            Method::Put | Method::Patch if self.declaration().mails_on_change => {
                Subject::MailingWrite
            }
            method if method.is_write() => Subject::Write,
            _ if self.resource.is_empty() => Subject::Root,
            _ if self.resource == SEARCH => Subject::Search,
            _ if self.id.is_some() => Subject::Record,
            _ if self.query.schema.is_some() => Subject::Schema,
            _ => Subject::List,
        }
    }

    /// Shops ignore an option in the wrong place without a word.
    fn check_options(&self) -> Result<()> {
        let subject = self.subject();
        for (name, is_set) in self.query.options() {
            if is_set && !subject.options().contains(&name) {
                let hint = match subject.options() {
                    [] => "Leave it out".to_string(),
                    heeded => ["Shops heed: ", &heeded.join(", ")].concat(),
                };
                let reason = ["has no effect on ", subject.title()];
                return Err(option(name, &reason, &hint));
            }
        }
        Ok(())
    }

    fn check_shops(&self) -> Result<()> {
        let (reason, hint) = match () {
            () if !self.query.spans_shops() => return Ok(()),
            () if self.method.is_write() => (
                [
                    "copies the values of one shop over those of the others",
                    "",
                    "",
                ],
                "Write to one shop after the other, each with its own id_shop",
            ),
            () if self.declaration().has_shop_rows() => (
                [
                    "does not work for ",
                    &self.resource,
                    ": shops answer with those of one shop only",
                ],
                "Ask one shop after the other, each with its own id_shop",
            ),
            () => return Ok(()),
        };
        let name = match self.query.id_shop_group {
            Some(_) => "id_shop_group",
            None => "id_shop",
        };
        Err(option(name, &reason, hint))
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("resource", &self.resource)
            .field("method", &self.method)
            .field("id", &self.id)
            .field("query", &self.query)
            .field("body_bytes", &self.body.as_ref().map(String::len))
            .finish()
    }
}

impl Subject {
    /// The options that shops heed.
    const fn options(self) -> &'static [&'static str] {
        match self {
            Subject::Root => &["id_shop"],
            Subject::Search => &["query", "language", "id_shop"],
            Subject::List => &[
                "display",
                "filter",
                "sort",
                "limit",
                "language",
                "id_shop",
                "id_shop_group",
                "price",
            ],
            Subject::Schema => &["schema", "language", "id_shop", "id_shop_group"],
            Subject::Record => &["display", "language", "id_shop", "id_shop_group", "price"],
            // The group is named so that the reason, not only the name, is what the caller reads.
            Subject::Write => &["language", "id_shop", "id_shop_group"],
            Subject::NewStatus | Subject::MailingWrite => {
                &["language", "id_shop", "id_shop_group", "sendemail"]
            }
            Subject::Bare => &[],
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Subject::Root => "the root",
            Subject::Search => "a search",
            Subject::List => "a list",
            Subject::Schema => "a schema",
            Subject::Record => "one record",
            Subject::Write | Subject::MailingWrite => "this write",
            Subject::NewStatus => "a new status",
            Subject::Bare => "OPTIONS",
        }
    }
}
