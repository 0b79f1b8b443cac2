//! The Webservice itself: checks in a real shop's order, then the answer.

mod cells;
mod context;
mod credentials;
mod display;
mod document;
mod document_json;
mod envelope;
mod errors;
mod files;
mod filter;
mod guard;
mod items;
pub(crate) mod json;
mod language;
mod mood;
mod order;
mod price;
mod read;
mod rights;
mod root;
mod schema;
mod write;
mod writing;
mod written;
mod xml;

use crate::catalogue::shops;
use crate::http::{Request, Response};
use crate::keys::Key;
use crate::options::ShopVersion;
use crate::resources::{self, Place};
use crate::store::Store;
use crate::target::Target;
use context::Asked;
use document::Format;
use envelope::Envelope;
use errors::Refusal;
pub(crate) use mood::Mood;
use read::Reading;
use write::{Asking, Mailing, Method, Work};
pub(crate) use write::{Trouble, as_stored};
pub(crate) use writing::Writing;

/// What the first step of a request has come to.
#[derive(Debug)]
pub(crate) enum Begun {
    Answered(Response),
    Writing(Box<Writing>),
}

/// Does the first step of a request for a path inside the Webservice.
pub(crate) fn begin(
    store: &mut Store,
    request: &Request,
    target: &Target,
    path: &str,
    mood: Mood,
) -> Begun {
    let version = store.options.version;
    let asked = context::asked(target, &store.options);
    if let Some(location) = elsewhere(store, target, path, asked) {
        let mut response = Response::html(302, "");
        response.set_header("Location", &location);
        return Begun::Answered(response);
    }
    if asked == Asked::Deleted {
        return Begun::Answered(Response::html(500, ""));
    }
    let mut stripped = request.clone();
    if mood.drops_authorization {
        stripped
            .headers
            .retain(|(name, _)| !name.eq_ignore_ascii_case("Authorization"));
    }
    let method = target.query.get("ps_method").unwrap_or(&request.method);
    let Some(key_text) = credentials::key_text(&stripped, target, version) else {
        return Begun::Answered(without_credentials(method, version));
    };
    let mut envelope = Envelope {
        version,
        number: store.options.number(),
        now: store.now(),
        authenticated: false,
        format: format(request, target, mood),
    };
    let mut call = Call {
        store,
        request,
        target,
        path,
        method,
        format: envelope.format,
        mood,
    };
    let outcome = check_key(&key_text, mood).and_then(|key| {
        envelope.authenticated = true;
        call.answer(key, asked)
    });
    let mut response = match outcome {
        Ok(Answer::Writing(write)) => {
            let writing = Writing::new(*write, envelope);
            if !writing.is_done() {
                return Begun::Writing(Box::new(writing));
            }
            writing.answer(store, request)
        }
        Ok(Answer::Document(body)) => envelope.document(200, envelope.stored(body), request),
        Ok(Answer::Page(response)) => response,
        Err(refusal) => envelope.refusal(&refusal),
    };
    if method == "HEAD" || request.method == "HEAD" {
        response.body.clear();
    }
    Begun::Answered(response)
}

fn check_key(text: &str, mood: Mood) -> Result<&'static Key, Refusal> {
    if mood.disabled {
        return Err(Refusal::one(
            503,
            22,
            "The PrestaShop webservice is disabled. Please activate it in the PrestaShop Back Office",
        ));
    }
    credentials::authenticate(text)
}

/// Where the shop's start-up code sends requests for another host or an unknown shop.
fn elsewhere(store: &Store, target: &Target, path: &str, asked: Asked) -> Option<String> {
    let domain = store.options.domain.as_deref();
    let foreign = domain.is_some_and(|domain| !domain.eq_ignore_ascii_case(&target.host));
    if !foreign && asked != Asked::Elsewhere {
        return None;
    }
    let host = domain.unwrap_or(&target.host);
    Some(format!(
        "http://{host}/{}",
        moved_query(path, &target.raw_query)
    ))
}

/// `?url=products%2F1&...`: the path becomes a parameter, the shop is left out.
pub(crate) fn moved_query(path: &str, raw_query: &str) -> String {
    let mut query = format!("?url={}", path.replace('/', "%2F"));
    for pair in raw_query.split('&').filter(|pair| !pair.is_empty()) {
        if !pair.starts_with("id_shop=") && !pair.starts_with("url=") {
            query.push('&');
            query.push_str(pair);
        }
    }
    query
}

fn without_credentials(method: &str, version: ShopVersion) -> Response {
    if method == "OPTIONS" && version >= ShopVersion::V9_0 {
        let mut response = Response::html(200, "200 OK");
        response.set_header(
            "Access-Control-Allow-Headers",
            "Authorization, Content-Type",
        );
        return response;
    }
    credentials::nobody()
}

/// Headers win over the query; anything but `JSON` in capitals is XML.
fn format(request: &Request, target: &Target, mood: Mood) -> Format {
    let named = request
        .header_value("Io-Format")
        .or_else(|| request.header_value("Output-Format"))
        .or_else(|| target.query.get("io_format"))
        .or_else(|| target.query.get("output_format"));
    if mood.json || named == Some("JSON") {
        Format::Json
    } else {
        Format::Xml
    }
}

enum Answer {
    /// A document of what is stored.
    Document(String),
    /// A write whose first record is put together.
    Writing(Box<writing::Prepared>),
    /// Something that is not the Webservice's.
    Page(Response),
}

struct Call<'a> {
    store: &'a mut Store,
    request: &'a Request,
    target: &'a Target,
    path: &'a str,
    method: &'a str,
    format: Format,
    mood: Mood,
}

impl Call<'_> {
    fn answer(&mut self, key: &Key, asked: Asked) -> Result<Answer, Refusal> {
        let version = self.store.options.version;
        let context = context::allowed(asked, key, &self.store.options)?;
        let languages = language::chosen(&self.target.query)?;
        let mut segments = self.path.split('/').filter(|segment| !segment.is_empty());
        let name = segments.next().unwrap_or("");
        rights::check_resource(name, key, self.store)?;
        rights::check_method(self.method, name, key, version)?;
        let reads = matches!(self.method, "GET" | "HEAD");
        let base = self.base(context.shop);
        if name.is_empty() {
            return if reads {
                root::root(self.store, key, context.shop, &base, self.format).map(Answer::Document)
            } else {
                self.write_nothing()
            };
        }
        if files::serves(name, version) {
            let segments: Vec<&str> = std::iter::once(name).chain(segments).collect();
            let mut asking = files::Asking {
                store: self.store,
                request: self.request,
                query: &self.target.query,
                method: self.method,
                shop: context.shop,
                base: &base,
            };
            return asking.answer(&segments).map(|found| match found {
                files::Found::Document(document) => Answer::Document(document),
                files::Found::File(response) => Answer::Page(response),
            });
        }
        let Some(resource) = resources::find(name) else {
            return Err(rights::no_right(name));
        };
        if !reads {
            return self.write(resource, context, &languages, &base, segments.next());
        }
        let reading = Reading {
            store: &*self.store,
            resource,
            context,
            languages: &languages,
            query: &self.target.query,
            base: &base,
            format: self.format,
        };
        reading.answer(segments.next()).map(Answer::Document)
    }

    /// A write to the root finds no resource to complain about.
    fn write_nothing(&self) -> Result<Answer, Refusal> {
        match self.method {
            "PUT" | "PATCH" => {
                let message = "id is required when modifying a resource";
                Err(Refusal::one(400, 90, message))
            }
            _ => Err(Refusal::Fatal),
        }
    }

    fn write(
        &mut self,
        resource: &'static resources::Resource,
        context: context::Context,
        languages: &[u32],
        base: &str,
        id: Option<&str>,
    ) -> Result<Answer, Refusal> {
        let method = match self.method {
            "PUT" => Method::Put,
            "PATCH" => Method::Patch,
            "POST" if write::takes_new(resource) => Method::Post,
            "DELETE" => {
                write::delete(self.store, resource, context, id)?;
                // 9 stumbles over the images, after the product is gone.
                let stumbles = resource.place == Place::Products;
                let killed = self.mood.trouble == Trouble::Killed;
                if killed || (stumbles && self.store.options.version >= ShopVersion::V9_0) {
                    return Err(Refusal::Fatal);
                }
                return Ok(Answer::Document(String::new()));
            }
            _ => return Ok(Answer::Page(crate::pages::not_taken())),
        };
        let asked = self.target.query.get("sendemail");
        let asking = Asking {
            resource,
            context,
            method,
            mailing: Mailing {
                // PHP's truth: `false` is a text, and so true.
                asked: asked.is_some_and(|text| !matches!(text, "" | "0")),
                fails: self.mood.mail_fails,
            },
            trouble: self.mood.trouble,
        };
        // The body is only read when the real method has one.
        let body: &[u8] = match self.request.method.as_str() {
            "GET" | "HEAD" => &[],
            _ => &self.request.body,
        };
        let work = Work::begin(self.store, asking, body)?;
        Ok(Answer::Writing(Box::new(writing::Prepared {
            work,
            asking,
            languages: languages.to_vec(),
            base: base.to_owned(),
        })))
    }

    /// Links start with the address of the shop that is read.
    fn base(&self, shop: u32) -> String {
        let mut base = self.target.origin.clone();
        // A fault is part of the address that was given.
        let fault = self.target.fault.as_ref().map(|name| format!("~{name}"));
        let folder = shops::find(shop).map_or("", |shop| shop.folder);
        for segment in [fault.as_deref().unwrap_or(""), folder, "api"] {
            if !segment.is_empty() {
                base.push('/');
                base.push_str(segment);
            }
        }
        base.push('/');
        base
    }
}

impl std::fmt::Debug for Call<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Call")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("url", &self.request.url)
            .finish_non_exhaustive()
    }
}
