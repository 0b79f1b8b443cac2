//! An element with all it holds, kept so that it can be changed in one place and written
//! again with everything else as it was.

use std::fmt;

use super::writer::Writer;

/// One element.
#[derive(Clone, PartialEq, Eq)]
pub struct Tree {
    /// Its name.
    pub name: String,
    /// Its attributes, in the document's order.
    pub attributes: Vec<(String, String)>,
    /// What stands in it.
    pub inside: Inside,
}

/// What an element holds.
#[derive(Clone, PartialEq, Eq)]
pub enum Inside {
    /// Text, or nothing.
    Text(String),
    /// Elements, in the document's order.
    Elements(Vec<Tree>),
}

impl Tree {
    /// An element with text.
    pub fn text(name: &str, value: &str) -> Tree {
        Tree {
            name: name.to_owned(),
            attributes: Vec::new(),
            inside: Inside::Text(value.to_owned()),
        }
    }

    /// An element with elements.
    pub fn of(name: &str, children: Vec<Tree>) -> Tree {
        Tree {
            name: name.to_owned(),
            attributes: Vec::new(),
            inside: Inside::Elements(children),
        }
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(one, _)| one == name)
            .map(|(_, value)| value.as_str())
    }

    /// The elements inside; none where it holds text.
    pub fn children(&self) -> &[Tree] {
        match &self.inside {
            Inside::Elements(children) => children,
            Inside::Text(_) => &[],
        }
    }

    /// The first element of that name inside.
    pub fn child(&self, name: &str) -> Option<&Tree> {
        self.children().iter().find(|child| child.name == name)
    }

    /// The first element of that name inside, to be changed.
    pub fn child_mut(&mut self, name: &str) -> Option<&mut Tree> {
        match &mut self.inside {
            Inside::Elements(children) => children.iter_mut().find(|child| child.name == name),
            Inside::Text(_) => None,
        }
    }

    /// Its text; empty where it holds elements.
    pub fn value(&self) -> &str {
        match &self.inside {
            Inside::Text(text) => text,
            Inside::Elements(_) => "",
        }
    }

    /// Writes it.
    pub fn write(&self, writer: &mut Writer) {
        let attributes: Vec<(&str, &str)> = self
            .attributes
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        match &self.inside {
            Inside::Text(text) => {
                writer.text(&self.name, &attributes, text);
            }
            Inside::Elements(children) => {
                writer.open_with(&self.name, &attributes);
                for child in children {
                    child.write(writer);
                }
                writer.close();
            }
        }
    }
}

/// Its values may be secrets, so only its name is shown.
impl fmt::Debug for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tree")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Inside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Inside::Text(_) => "Text(..)",
            Inside::Elements(_) => "Elements(..)",
        })
    }
}
