//! The fields and associations of a whole record, and those declared for the shop's version.

use std::collections::BTreeSet;

use aismarttalk_prestashop::resources::{Resource, find};
use aismarttalk_prestashop::webservice::version::Version;

use crate::asked::Asked;
use crate::checks::document;
use crate::exchange::Exchange;

/// Names of fields, associations and fields of associations.
#[derive(Debug)]
pub struct Fields {
    pub in_the_answer: BTreeSet<String>,
    pub declared: BTreeSet<String>,
}

/// Of an answer to `GET /api/RESOURCE/ID` without parameters, of a declared resource.
pub fn of_whole_record(exchange: &Exchange) -> Option<(&str, Fields)> {
    let target = exchange.target.as_str();
    let Asked::Record(name, Some(_)) = Asked::from_request(&exchange.method, target) else {
        return None;
    };
    let response = exchange.response.as_ref()?;
    if target.contains('?') || response.status != 200 {
        return None;
    }
    let resource = find(name)?;
    let version = response.version()?;
    let document = roxmltree::Document::parse(document(response)?).ok()?;
    let record = document.root_element().first_element_child()?;
    let mut in_the_answer = BTreeSet::new();
    for element in record.children().filter(roxmltree::Node::is_element) {
        let name = element.tag_name().name();
        if name == "associations" {
            in_the_answer.extend(names_inside(element));
        } else {
            in_the_answer.insert(name.to_owned());
        }
    }
    let declared = declared(resource, version);
    Some((
        target,
        Fields {
            in_the_answer,
            declared,
        },
    ))
}

fn names_inside(associations: roxmltree::Node<'_, '_>) -> BTreeSet<String> {
    let lists = associations.children().filter(roxmltree::Node::is_element);
    lists
        .map(|list| list.tag_name().name().to_owned())
        .collect()
}

/// `attachments` is the one association that came after 1.6.
fn declared(resource: &Resource, version: Version) -> BTreeSet<String> {
    let reached = |(major, minor)| version.is_at_least(major, minor);
    let fields = resource
        .fields
        .iter()
        .filter(|field| field.since.is_none_or(reached) && !field.until.is_some_and(reached));
    let associations = resource
        .associations
        .iter()
        .map(|association| association.name);
    let associations = associations.filter(|name| *name != "attachments" || reached((1, 7)));
    fields
        .map(|field| field.name)
        .chain(associations)
        .map(str::to_owned)
        .collect()
}
