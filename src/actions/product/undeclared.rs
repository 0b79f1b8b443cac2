//! Fields of which nothing is declared, out of the records that hold them.

use resources::node::Node;
use resources::record::Record;

use crate::webservice::number::number;

/// A field.
pub fn node<'r>(record: &'r Record, name: &str) -> Option<&'r Node> {
    let mut extra = record.extra.iter();
    extra.find(|(one, _)| one == name).map(|(_, node)| node)
}

/// A text that is not empty.
pub fn text<'r>(record: &'r Record, name: &str) -> Option<&'r str> {
    match node(record, name) {
        Some(Node::Text(text)) => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// An id; none for 0.
pub fn id(record: &Record, name: &str) -> Option<u32> {
    text(record, name).and_then(number).filter(|id| *id > 0)
}

/// A text in a language, else in another one that has it. Some versions have one for all.
pub fn label<'r>(record: &'r Record, name: &str, language: Option<u32>) -> Option<&'r str> {
    let Some(Node::Languages(texts)) = node(record, name) else {
        return text(record, name);
    };
    let is_there = |(_, text): &&(u32, String)| !text.trim().is_empty();
    let own = texts.iter().find(|one| Some(one.0) == language);
    let found = own.filter(is_there).or_else(|| texts.iter().find(is_there));
    found.map(|(_, text)| text.as_str())
}

/// The ids of an association.
pub fn linked(record: &Record, association: &str) -> Vec<u32> {
    let Some(Node::Fields(all)) = node(record, "associations") else {
        return Vec::new();
    };
    let items = all.iter().find(|(name, _)| name == association);
    let Some((_, Node::Items(items))) = items else {
        return Vec::new();
    };
    let id = |item: &Node| match item {
        Node::Fields(fields) => fields.iter().find_map(|(name, node)| match node {
            Node::Text(text) if name == "id" => number(text.trim()),
            _ => None,
        }),
        _ => None,
    };
    items.iter().filter_map(id).collect()
}
