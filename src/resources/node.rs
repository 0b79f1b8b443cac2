//! What no declaration describes, read by its shape alone, so that nothing is dropped.

use std::mem;

use super::lexical::whole;
use xml::{Content, Element, Reader, Reason, XmlError, same};

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
pub const SECRETS: &[&str] = &[
    "passwd",
    "password",
    "secure_key",
    "reset_password_token",
    "reset_password_validity",
];

/// Whether a field of that name is read but never handed out.
pub fn is_secret(name: &str) -> bool {
    SECRETS.contains(&name)
}

/// How many more undeclared elements a record may have.
#[derive(Debug)]
pub struct Allowance(usize);

impl Allowance {
    /// All that one record of the document may have.
    pub fn of(xml: &Reader<'_>) -> Self {
        Allowance(xml.limits().undeclared_in(xml.length()))
    }

    /// Takes one.
    pub fn take(&mut self, xml: &Reader<'_>) -> Result<(), XmlError> {
        let left = self.0.checked_sub(1);
        self.0 = left.ok_or_else(|| xml.error(Reason::Limit("undeclared elements of a record")))?;
        Ok(())
    }
}

/// What a node needs besides its text.
const NODE_BYTES: usize = 96;

impl Node {
    /// About how many bytes of memory it needs.
    pub fn size(&self) -> usize {
        let inside: usize = match self {
            Node::Text(text) => text.len(),
            Node::Languages(texts) => texts
                .iter()
                .map(|(_, text)| text.len().saturating_add(NODE_BYTES))
                .sum(),
            Node::Items(items) => items.iter().map(Node::size).sum(),
            Node::Fields(fields) => fields
                .iter()
                .map(|(name, node)| name.len().saturating_add(node.size()))
                .sum(),
        };
        inside.saturating_add(NODE_BYTES)
    }

    /// Reads an element to its end.
    pub fn read<'a>(
        xml: &mut Reader<'a>,
        element: &Element<'a>,
        allowance: &mut Allowance,
    ) -> Result<Node, XmlError> {
        Node::read_at(xml, element, allowance, 0)
    }

    fn read_at<'a>(
        xml: &mut Reader<'a>,
        element: &Element<'a>,
        allowance: &mut Allowance,
        depth: usize,
    ) -> Result<Node, XmlError> {
        if depth > xml.limits().depth {
            return Err(xml.error(Reason::Limit("nested elements")));
        }
        allowance.take(xml)?;
        let is_list = element.attribute("nodeType").is_some();
        match xml.content(element)? {
            Content::Text(text) if is_list => match text.trim_ascii().is_empty() {
                true => Ok(Node::Items(Vec::new())),
                false => Err(xml.error(Reason::MixedContent)),
            },
            Content::Text(text) => Ok(Node::Text(text.into_owned())),
            Content::Elements => {
                let children = Children::read(xml, allowance, depth.saturating_add(1))?;
                Ok(children.into_node(is_list))
            }
        }
    }
}

/// What was read inside one element.
#[derive(Default)]
struct Children {
    nodes: Vec<(String, Node)>,
    languages: LanguageIds,
}

impl Children {
    fn read(
        xml: &mut Reader<'_>,
        allowance: &mut Allowance,
        depth: usize,
    ) -> Result<Self, XmlError> {
        let mut children = Children::default();
        while let Some(child) = xml.next_child()? {
            children.languages.add_if_language(xml, &child)?;
            let name = child.name().to_owned();
            let node = Node::read_at(xml, &child, allowance, depth)?;
            children.nodes.push((name, node));
        }
        Ok(children)
    }

    fn into_node(self, is_list: bool) -> Node {
        let is_text = |(_, node): &(String, Node)| matches!(node, Node::Text(_));
        let ids = self.languages.ids;
        if !is_list && ids.len() == self.nodes.len() && self.nodes.iter().all(is_text) {
            let text = |(id, (_, node))| match node {
                Node::Text(text) => Some((id, text)),
                _ => None,
            };
            return Node::Languages(ids.into_iter().zip(self.nodes).filter_map(text).collect());
        }
        let is_repeated = repeated(&self.nodes).is_some();
        let of_one_name = self
            .nodes
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if a.0 == b.0));
        if is_list || (is_repeated && of_one_name) {
            return Node::Items(self.nodes.into_iter().map(|(_, node)| node).collect());
        }
        Node::Fields(if is_repeated {
            grouped(self.nodes)
        } else {
            self.nodes
        })
    }
}

/// The languages of one field. Text with a bare `]]></language><language id="9">` in it
/// would forge one: shops give each a link, and each only once.
#[derive(Debug, Default)]
pub struct LanguageIds {
    ids: Vec<u32>,
    linked: Option<bool>,
    /// How the attributes of the first, the second, … were written when they were read, with the
    /// id and whether there was a link: each field of each record has the same.
    known: Vec<(String, u32, bool)>,
}

/// So many languages are known again.
const MOST_KNOWN: usize = 32;
/// Attributes of so many bytes are.
const LONGEST_KNOWN: usize = 256;

impl LanguageIds {
    /// Starts over, for another field.
    pub fn clear(&mut self) {
        self.ids.clear();
        self.linked = None;
    }

    /// Adds the language that an element stands for; `None` if it is no language.
    pub fn add_if_language(
        &mut self,
        xml: &Reader<'_>,
        element: &Element<'_>,
    ) -> Result<Option<u32>, XmlError> {
        if element.name() != "language" {
            return Ok(None);
        }
        let Some((id, has_link)) = self.attributes(element) else {
            return Ok(None);
        };
        if self.ids.len() >= xml.limits().languages {
            return Err(xml.error(Reason::Limit("languages of a field")));
        }
        if self.ids.contains(&id) || *self.linked.get_or_insert(has_link) != has_link {
            return Err(xml.error(Reason::AmbiguousCdata));
        }
        self.ids.push(id);
        Ok(Some(id))
    }

    /// The id of a language, and whether it has a link.
    fn attributes(&mut self, element: &Element<'_>) -> Option<(u32, bool)> {
        let written = element.written_attributes();
        if let (Some((known, id, has_link)), Some(written)) =
            (self.known.get(self.ids.len()), written)
            && same(known.as_bytes(), written.as_bytes())
        {
            return Some((*id, *has_link));
        }
        let (mut id, mut has_link) = (None, false);
        for (name, value) in element.attributes() {
            match name {
                "id" => id = whole(&value),
                "xlink:href" => has_link = true,
                _ => {}
            }
        }
        let id = id?;
        let is_next = self.known.len() == self.ids.len() && self.known.len() < MOST_KNOWN;
        if let Some(written) = written.filter(|text| is_next && text.len() <= LONGEST_KNOWN) {
            self.known.push((written.to_owned(), id, has_link));
        }
        Some((id, has_link))
    }
}

/// A name that occurs twice.
pub fn repeated(fields: &[(String, Node)]) -> Option<&str> {
    if fields.len() < 2 {
        return None;
    }
    let mut names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    names
        .windows(2)
        .find_map(|pair| matches!(pair, [a, b] if a == b).then(|| pair.first().copied())?)
}

/// A name that occurs several times among others becomes one list under that name.
fn grouped(children: Vec<(String, Node)>) -> Vec<(String, Node)> {
    let places = first_places(&children);
    let mut fields: Vec<(String, Node)> = Vec::new();
    // Where in `fields` a child stands, and whether it is a list by now.
    let mut written: Vec<(usize, bool)> = Vec::new();
    for ((name, node), first) in children.into_iter().zip(places) {
        let Some((at, is_list)) = written.get_mut(first) else {
            written.push((fields.len(), false));
            fields.push((name, node));
            continue;
        };
        if let Some((_, held)) = fields.get_mut(*at) {
            if !mem::replace(is_list, true) {
                *held = Node::Items(vec![mem::replace(held, Node::Items(Vec::new()))]);
            }
            if let Node::Items(items) = held {
                items.push(node);
            }
        }
        written.push((0, false));
    }
    fields
}

/// For each child the place of the first one with its name.
fn first_places(children: &[(String, Node)]) -> Vec<usize> {
    let mut sorted: Vec<(&str, usize)> = children
        .iter()
        .zip(0..)
        .map(|((name, _), at)| (name.as_str(), at))
        .collect();
    sorted.sort_unstable();
    let mut places = vec![0; children.len()];
    let mut first: Option<(&str, usize)> = None;
    for (name, at) in sorted {
        let (_, place) = *first.insert(first.filter(|(one, _)| *one == name).unwrap_or((name, at)));
        if let Some(held) = places.get_mut(at) {
            *held = place;
        }
    }
    places
}
