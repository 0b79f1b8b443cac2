//! What a recorded request asked for, as the shop understands its address.

use aismarttalk_prestashop::resources::{self, Resource};
use aismarttalk_prestashop::webservice::response::Expected;

/// What the answer should hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Root,
    Schema(&'static str),
    List(&'static str),
    /// With its id, where the address says which; after a write the body decides.
    Record(&'static str, Option<u32>),
    NoBody,
}

impl Asked {
    /// From the request line: `url=` wins over the path, segments behind the id are
    /// ignored, the id is what PHP's cast to integer makes of it.
    pub fn from_request(method: &str, target: &str) -> Self {
        if matches!(method, "HEAD" | "OPTIONS" | "DELETE") {
            return Asked::NoBody;
        }
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let path = parameter(query, "url").unwrap_or_else(|| behind_api(path));
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        let Some(resource) = segments.next() else {
            return Asked::Root;
        };
        let resource: &'static str = resource.to_owned().leak();
        if method != "GET" {
            return Asked::Record(resource, None);
        }
        match segments.next() {
            Some(id) => Asked::Record(resource, Some(php_integer(id))),
            None if parameter(query, "schema").is_some() => Asked::Schema(resource),
            None => Asked::List(resource),
        }
    }

    /// The same for the reader under test.
    pub fn expected(self) -> Expected<'static> {
        match self {
            Asked::Root => Expected::Permissions,
            Asked::Schema(_) => Expected::Schema,
            Asked::List(name) => Expected::List(resource(name)),
            Asked::Record(name, id) => Expected::Record(resource(name), id),
            Asked::NoBody => Expected::Nothing,
        }
    }
}

fn resource(name: &'static str) -> &'static Resource {
    resources::find(name).unwrap_or_else(|| Box::leak(Box::new(Resource::untyped(name))))
}

/// What stands behind `/api`, in whatever folder the shop lives.
fn behind_api(path: &str) -> &str {
    path.split_once("/api").map_or("", |(_, rest)| rest)
}

fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

fn php_integer(text: &str) -> u32 {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}
