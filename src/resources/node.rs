//! What no declaration describes, read by its shape alone, so that nothing is dropped.

use std::collections::HashSet;

use crate::xml::{Content, Element, Reader, Reason, XmlError};

/// An undeclared element's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Text, or nothing.
    Text(String),
    /// One text per language id.
    Languages(Vec<(u32, String)>),
    /// Items of one name, as in an association.
    Items(Vec<Node>),
    /// Elements of different names.
    Fields(Vec<(String, Node)>),
}

/// Fields that carry a secret wherever they occur.
pub const SECRETS: &[&str] = &["passwd", "password", "secure_key", "reset_password_token"];

/// Whether a field of that name is read but never handed out.
pub fn is_secret(name: &str) -> bool {
    SECRETS.contains(&name)
}

impl Node {
    /// Reads an element to its end.
    pub fn read<'a>(xml: &mut Reader<'a>, element: &Element<'a>, depth: usize) -> Result<Node, XmlError> {
        if depth > xml.limits().depth {
            return Err(xml.error(Reason::Limit("nested elements")));
        }
        let is_list = element.attribute("nodeType").is_some();
        match xml.content(element)? {
            Content::Text(_) if is_list => Ok(Node::Items(Vec::new())),
            Content::Text(text) => Ok(Node::Text(text.into_owned())),
            Content::Elements => read_children(xml, is_list, depth),
        }
    }
}

struct Child {
    name: String,
    language: Option<u32>,
    node: Node,
}

fn read_children(xml: &mut Reader<'_>, is_list: bool, depth: usize) -> Result<Node, XmlError> {
    let mut children = Vec::new();
    while let Some(child) = xml.next_child()? {
        if children.len() >= xml.limits().undeclared {
            return Err(xml.error(Reason::Limit("undeclared elements of a record")));
        }
        let name = child.name().to_owned();
        let language = (name == "language")
            .then(|| child.attribute("id")?.parse().ok())
            .flatten();
        let node = Node::read(xml, &child, depth.saturating_add(1))?;
        children.push(Child { name, language, node });
    }
    Ok(shape(children, is_list))
}

fn shape(children: Vec<Child>, is_list: bool) -> Node {
    let languages = |child: &Child| child.language.is_some() && matches!(child.node, Node::Text(_));
    if !is_list && children.iter().all(languages) {
        return Node::Languages(
            children
                .into_iter()
                .filter_map(|child| match child.node {
                    Node::Text(text) => Some((child.language?, text)),
                    _ => None,
                })
                .collect(),
        );
    }
    let mut names = HashSet::new();
    let repeated = children.iter().any(|child| !names.insert(child.name.as_str()));
    drop(names);
    if is_list || (repeated && children.windows(2).all(|pair| matches!(pair, [a, b] if a.name == b.name))) {
        return Node::Items(children.into_iter().map(|child| child.node).collect());
    }
    Node::Fields(grouped(children))
}

/// A name that occurs several times among others becomes one list under that name.
fn grouped(children: Vec<Child>) -> Vec<(String, Node)> {
    let mut fields: Vec<(String, Vec<Node>)> = Vec::new();
    for child in children {
        if is_secret(&child.name) {
            continue;
        }
        match fields.iter_mut().find(|(name, _)| *name == child.name) {
            Some((_, nodes)) => nodes.push(child.node),
            None => fields.push((child.name, vec![child.node])),
        }
    }
    fields
        .into_iter()
        .map(|(name, mut nodes)| {
            let only = if nodes.len() == 1 { nodes.pop() } else { None };
            (name, only.unwrap_or(Node::Items(nodes)))
        })
        .collect()
}
