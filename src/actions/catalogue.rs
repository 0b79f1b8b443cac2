//! The declaration of an action, from which its checks, its types, the catalogue that agents read
//! and the advice on the rights of the key are made.

use super::doc::Doc;
pub use super::effect::Effect;
use super::parameter::Parameters;
use super::shape::Object;
use crate::webservice::call::Method;

/// One action.
#[derive(Clone, Copy, Debug)]
pub struct Declaration {
    /// Its name, `get_product`.
    pub name: &'static str,
    /// Its name for people, `Get Product`.
    pub title: Doc,
    /// What it does and does not do, in words that an agent can act on.
    pub description: Doc,
    /// An input that shows how it is used, as JSON.
    pub example: Doc,
    /// What it takes.
    pub input: Parameters,
    /// What it answers.
    pub output: &'static Object,
    /// What it does to the shop.
    pub effect: Effect,
    /// The rights of the key it uses.
    pub needs: &'static [Need],
}

/// One right of the key.
#[derive(Clone, Copy, Debug)]
pub struct Need {
    /// The resource.
    pub resource: &'static str,
    /// What may be done with it.
    pub method: Method,
    /// What the answer lacks without the right; `None` where nothing works without it.
    pub without: Option<&'static str>,
}

impl Need {
    /// Reading a resource.
    pub const fn get(resource: &'static str) -> Self {
        Need {
            resource,
            method: Method::Get,
            without: None,
        }
    }

    /// The same where another method is needed.
    pub const fn with(mut self, method: Method) -> Self {
        self.method = method;
        self
    }

    /// Writing a resource.
    pub const fn write(resource: &'static str, method: Method) -> Self {
        Need {
            resource,
            method,
            without: None,
        }
    }

    /// Reading a resource, where the action can do without.
    pub const fn get_or(resource: &'static str, without: &'static str) -> Self {
        Need {
            resource,
            method: Method::Get,
            without: Some(without),
        }
    }
}
