//! One call: a method on a resource, checked as a whole before it becomes a request.

use std::borrow::Cow;
use std::fmt;

use super::error::{Error, Result};
use super::names::quoted;
use super::query::{Query, option};
use resources::declaration::Resource;

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
    List,
    Schema,
    Record,
    Write,
    NewHistory,
    Bare,
}

/// Stands for every resource that is read by its shape alone.
static UNDECLARED: Resource = Resource::untyped("this resource");

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
        resources::find(&self.resource).unwrap_or(&UNDECLARED)
    }

    /// Whether it can be sent as it is.
    ///
    /// # Errors
    /// `InvalidRequest` for whatever a shop would ignore, misread or answer with a failure.
    pub fn check(&self) -> Result<()> {
        self.parameters().map(|_| ())
    }

    /// The parameters of the address, once everything about the call is checked.
    pub(super) fn parameters(&self) -> Result<Vec<(String, String)>> {
        self.check_resource()?;
        self.check_id()?;
        self.check_body()?;
        self.check_options()?;
        self.check_shops()?;
        self.query.parameters(self.declaration())
    }

    /// Only such names can neither leave the folder nor change the query.
    fn check_resource(&self) -> Result<()> {
        let fits = self
            .resource
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        match fits {
            true => Ok(()),
            false => Err(
                Error::invalid(format!("{} is no resource", quoted(&self.resource)))
                    .with_hint(
                        "Resources are named in lower case, in the plural: products, order_details",
                    )
                    .with_field("resource"),
            ),
        }
    }

    fn check_id(&self) -> Result<()> {
        let name = self.method.name();
        match (self.method, self.id) {
            (_, Some(0)) => Err(option("id", "0 is no record", "Ids start with 1")),
            (_, Some(_)) if self.resource.is_empty() => {
                Err(option("id", "the root has no records", "Name the resource"))
            }
            (Method::Post, Some(_)) => Err(option(
                "id",
                "POST makes a new record",
                "Leave the id out, or use PUT",
            )),
            (method, None) if method.needs_id() => Err(option(
                "id",
                &format!("{name} needs one"),
                "Name the record by its id",
            )),
            _ => Ok(()),
        }
    }

    fn check_body(&self) -> Result<()> {
        let name = self.method.name();
        let is_filled = self
            .body
            .as_ref()
            .is_some_and(|body| !body.trim().is_empty());
        if self.method.has_body() && !is_filled {
            return Err(option(
                "body",
                &format!("{name} needs one"),
                "Give the document as XML",
            ));
        }
        if !self.method.has_body() && self.body.is_some() {
            return Err(option(
                "body",
                &format!("{name} has none"),
                "Leave it out, or use POST, PUT or PATCH",
            ));
        }
        if self.method.is_write() && self.resource.is_empty() {
            return Err(option(
                "method",
                &format!("{name} does not work on the root"),
                "Name the resource",
            ));
        }
        Ok(())
    }

    fn subject(&self) -> Subject {
        match self.method {
            Method::Options => Subject::Bare,
            Method::Post if self.resource == "order_histories" => Subject::NewHistory,
            method if method.is_write() => Subject::Write,
            _ if self.resource.is_empty() => Subject::Root,
            _ if self.id.is_some() => Subject::Record,
            _ if self.query.schema.is_some() => Subject::Schema,
            _ => Subject::List,
        }
    }

    /// Shops ignore an option in the wrong place without a word.
    fn check_options(&self) -> Result<()> {
        let subject = self.subject();
        match self.query.given().find(|name| !subject.heeds(name)) {
            None => Ok(()),
            Some(name) => Err(option(
                name,
                &format!("it has no effect on {}", subject.title()),
                &match subject.options() {
                    [] => "Leave it out".to_string(),
                    heeded => format!("Shops heed: {}", heeded.join(", ")),
                },
            )),
        }
    }

    fn check_shops(&self) -> Result<()> {
        if !self.query.spans_shops() {
            return Ok(());
        }
        let name = match self.query.id_shop_group {
            Some(_) => "id_shop_group",
            None => "id_shop",
        };
        match self.resource.as_ref() {
            _ if self.method.is_write() => Err(option(
                name,
                "a write to several shops copies the values of one over the others",
                "Write to one shop after the other, each with its own id_shop",
            )),
            "products" => Err(option(
                name,
                "shops answer with the products of one shop only",
                "Ask one shop after the other, each with its own id_shop",
            )),
            _ => Ok(()),
        }
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
    fn heeds(self, option: &str) -> bool {
        self.options().contains(&option)
    }

    const fn options(self) -> &'static [&'static str] {
        match self {
            Subject::Root => &["id_shop"],
            Subject::List => &[
                "display",
                "filter",
                "sort",
                "limit",
                "language",
                "id_shop",
                "id_shop_group",
            ],
            Subject::Schema => &["schema", "language", "id_shop", "id_shop_group"],
            Subject::Record => &["display", "language", "id_shop", "id_shop_group"],
            // The group is named so that the reason, not only the name, is what the caller reads.
            Subject::Write => &["language", "id_shop", "id_shop_group"],
            Subject::NewHistory => &["language", "id_shop", "id_shop_group", "sendemail"],
            Subject::Bare => &[],
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Subject::Root => "the root",
            Subject::List => "a list",
            Subject::Schema => "a schema",
            Subject::Record => "one record",
            Subject::Write => "this write",
            Subject::NewHistory => "a new status",
            Subject::Bare => "OPTIONS",
        }
    }
}
