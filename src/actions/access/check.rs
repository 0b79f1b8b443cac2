//! The rights of the key on one resource, beside those it needs.

use json::Value;

use super::super::answer;
use super::super::catalogue::{Declaration, Need};
use super::super::key_rights::{KEY, KeyRight, named_box, on_version, patches, tick};
use super::shapes::{MISSING_RIGHT, RESOURCE_ACCESS};
use crate::webservice::call::Method;
use crate::webservice::permissions::Rights;
use crate::webservice::version::Version;

/// One resource, looked at.
pub(super) struct Check<'p> {
    resource: &'p str,
    granted: Vec<Method>,
    pub(super) missing: Vec<(Method, &'static KeyRight)>,
    too_much: Vec<Method>,
}

impl<'p> Check<'p> {
    pub(super) fn new(resource: &'p str, rights: Rights, version: Option<Version>) -> Self {
        let granted = methods(rights);
        let needed: Vec<(Method, &KeyRight)> = KEY
            .iter()
            .filter(|one| one.resource == resource)
            .map(|one| (on_version(one, version), one))
            .collect();
        let patches = patches(resource, version);
        let is_used = |method: &Method| {
            needed
                .iter()
                .any(|(needed, one)| needed == method || one.method == *method)
                || (patches && *method == Method::Patch)
        };
        let too_much = granted
            .iter()
            .copied()
            .filter(|method| !is_used(method))
            .collect();
        // What actions change with PUT they change with PATCH too.
        let is_granted = |method: Method| {
            granted.contains(&method)
                || (patches && method == Method::Put && granted.contains(&Method::Patch))
        };
        let missing = needed
            .iter()
            .copied()
            .filter(|(method, _)| !is_granted(*method))
            .collect();
        Check {
            resource,
            granted,
            missing,
            too_much,
        }
    }

    pub(super) fn lacks_something(&self) -> bool {
        self.missing.iter().any(|(_, right)| !right.is_optional)
    }

    pub(super) fn has_too_much(&self) -> bool {
        !self.too_much.is_empty()
    }

    pub(super) fn answer(&self, catalogue: &[Declaration]) -> Value {
        let mut row = answer::blank(&RESOURCE_ACCESS);
        let missing = self
            .missing
            .iter()
            .map(|(method, right)| missing_right(*method, right, catalogue));
        answer::set(&mut row, "resource", self.resource);
        answer::set(&mut row, "rights", method_names(&self.granted));
        answer::set(&mut row, "missing", missing.collect::<Vec<Value>>());
        answer::set(&mut row, "too_much", method_names(&self.too_much));
        if self.has_too_much() {
            answer::set(&mut row, "advice", self.untick());
        }
        Value::Object(row)
    }

    fn untick(&self) -> String {
        let boxes: Vec<&str> = self
            .too_much
            .iter()
            .map(|method| named_box(*method))
            .collect();
        format!(
            "Untick {} in the line {} of the key: nothing here uses it, and a lost key does less harm without.",
            boxes.join(", "),
            self.resource
        )
    }
}

fn missing_right(method: Method, right: &KeyRight, catalogue: &[Declaration]) -> Value {
    let using = |is_required: bool| -> Vec<Value> {
        let uses = |need: &Need| {
            need.resource == right.resource
                && need.method == right.method
                && need.without.is_none() == is_required
        };
        let actions = catalogue
            .iter()
            .filter(|action| action.needs.iter().any(uses));
        actions.map(|action| Value::from(action.name)).collect()
    };
    let mut row = answer::blank(&MISSING_RIGHT);
    answer::set(&mut row, "method", method.name());
    answer::set(&mut row, "optional", right.is_optional);
    answer::set(&mut row, "stops", using(true));
    answer::set(&mut row, "limits", using(false));
    answer::set(&mut row, "advice", tick(method, right));
    Value::Object(row)
}

fn methods(rights: Rights) -> Vec<Method> {
    let granted = rights.named();
    let is_granted = |method: &Method| {
        granted
            .iter()
            .any(|(name, granted)| *granted && name.eq_ignore_ascii_case(method.name()))
    };
    const ORDER: [Method; 6] = [
        Method::Get,
        Method::Put,
        Method::Post,
        Method::Patch,
        Method::Delete,
        Method::Head,
    ];
    ORDER.into_iter().filter(is_granted).collect()
}

fn method_names(methods: &[Method]) -> Vec<Value> {
    methods
        .iter()
        .map(|method| Value::from(method.name()))
        .collect()
}
