//! What the answer to a call should hold.

use resources::Resource;

use super::call::{Call, Method, SEARCH};
use super::response::Expected;

impl Call {
    /// What its answer should hold, read with the declaration `resource`.
    pub fn expected<'r>(&self, resource: &'r Resource) -> Expected<'r> {
        match self.method {
            Method::Head | Method::Options | Method::Delete => Expected::Nothing,
            Method::Post => Expected::Record(resource, None),
            Method::Put | Method::Patch => Expected::Record(resource, self.id),
            Method::Get if self.resource.is_empty() => Expected::Permissions,
            Method::Get if self.resource == SEARCH => Expected::Ids,
            Method::Get if self.query.schema.is_some() => Expected::Schema,
            Method::Get => match self.id {
                Some(id) => Expected::Record(resource, Some(id)),
                None => Expected::List(resource),
            },
        }
    }
}
