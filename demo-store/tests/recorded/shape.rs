//! The shape of a document: names and attributes in order, without the values.

use roxmltree::{Document, Node};

/// What is compared: the element names from the top, with the parts both sides filled.
pub fn differences(ours: &str, theirs: &str) -> Result<Vec<String>, String> {
    let parse = |text: &str, whose: &str| -> Result<Tree, String> {
        let document = Document::parse(text).map_err(|error| format!("{whose}: {error}"))?;
        Ok(tree(document.root_element()))
    };
    let mut found = Vec::new();
    compare(
        &parse(ours, "ours")?,
        &parse(theirs, "theirs")?,
        "",
        &mut found,
    );
    Ok(found)
}

/// The error codes of a document.
pub fn codes(text: &str) -> Vec<String> {
    text.split("<code><![CDATA[")
        .skip(1)
        .filter_map(|rest| rest.split("]]>").next())
        .map(str::to_owned)
        .collect()
}

/// How the messages of a document start; what follows are names and paths.
pub fn messages(text: &str) -> Vec<String> {
    text.split("<message><![CDATA[")
        .skip(1)
        .map(|rest| {
            rest.split("]]>")
                .next()
                .unwrap_or("")
                .chars()
                .take(45)
                .collect()
        })
        .collect()
}

struct Tree {
    name: String,
    attributes: Vec<String>,
    children: Vec<Tree>,
}

/// Repeated siblings count once: how many there are depends on the catalogue.
fn tree(node: Node) -> Tree {
    let mut children: Vec<Tree> = Vec::new();
    for child in node.children().filter(Node::is_element) {
        let name = child.tag_name().name();
        let known = children.iter_mut().find(|held| held.name == name);
        match known {
            Some(held) if held.children.is_empty() => held.children = tree(child).children,
            Some(_) => {}
            None => children.push(tree(child)),
        }
    }
    Tree {
        name: node.tag_name().name().to_owned(),
        attributes: node.attributes().map(attribute).collect(),
        children,
    }
}

/// Attributes that describe are compared with their value, those that identify without.
fn attribute(attribute: roxmltree::Attribute) -> String {
    match attribute.name() {
        "href" | "id" | "shopName" => attribute.name().to_owned(),
        name => format!("{name}={}", attribute.value()),
    }
}

fn compare(ours: &Tree, theirs: &Tree, path: &str, found: &mut Vec<String>) {
    let path = format!("{path}/{}", ours.name);
    if ours.name != theirs.name {
        found.push(format!("{path}: theirs is {}", theirs.name));
        return;
    }
    // A link is there when the id is not 0, which is the catalogue's matter.
    let without_links = |tree: &Tree| -> Vec<String> {
        let attributes = tree.attributes.iter();
        attributes.filter(|name| *name != "href").cloned().collect()
    };
    if without_links(ours) != without_links(theirs) {
        found.push(format!(
            "{path}: {:?}, theirs {:?}",
            ours.attributes, theirs.attributes
        ));
    }
    if ours.children.is_empty() || theirs.children.is_empty() {
        return;
    }
    let names = |tree: &Tree| -> Vec<String> {
        tree.children
            .iter()
            .map(|child| child.name.clone())
            .collect()
    };
    if names(ours) != names(theirs) {
        found.push(format!(
            "{path}: {:?}, theirs {:?}",
            names(ours),
            names(theirs)
        ));
        return;
    }
    for (ours, theirs) in ours.children.iter().zip(&theirs.children) {
        compare(ours, theirs, &path, found);
    }
}
