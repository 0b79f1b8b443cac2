//! What one field of a resource holds, and what a write does with it.

use super::rule::Rule;

/// A version of PrestaShop, as `(major, minor)`.
pub type Version = (u16, u16);

/// The versions that are the first with other fields than the one before, by their names.
pub const VERSIONS: [(&str, Version); 4] = [
    ("1.6", (1, 6)),
    ("1.7", (1, 7)),
    ("8", (8, 0)),
    ("9", (9, 0)),
];

/// What a field holds on the wire, and so what it becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A positive id that is always there.
    Id,
    /// An id of another record; 0 and empty mean "none".
    Link,
    /// A whole number; empty means "none".
    Integer,
    /// `1` or `0`; empty means "none".
    Boolean,
    /// A decimal number, kept as the text the shop sent: money is never a float.
    Decimal,
    /// Text, possibly with HTML.
    Text,
    /// Text out of a known set, which shops and modules may extend.
    Enumeration(&'static [&'static str]),
    /// `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS` in the shop's own time zone; a zero date means "none".
    Date,
    /// One text for each language id.
    Multilingual,
}

/// What may be done with a field in a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Write {
    /// It can be changed, and goes back to the shop.
    Yes,
    /// It goes back to the shop unchanged: left out it would be reset, and a change would do harm.
    Kept,
    /// The shop refuses the whole write (error 93) when it is named.
    Refused,
    /// Sending it back as it was read can fail or change something else.
    Stripped,
}

/// What the value of a field follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The shop computes it from these fields on each save, if it has the first of them.
    Fields(&'static [&'static str]),
    /// It changes only by creating a record of that resource.
    NewRecord(&'static str),
}

/// One field of a resource, or of the items of an association.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The Webservice's own name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may be written.
    pub write: Write,
    /// Computed by the shop: no filter, and often no sort (error 34).
    pub dynamic: bool,
    /// Read only so that a write does not lose it, and never returned.
    pub secret: bool,
    /// The shop sets it on each save.
    pub automatic: bool,
    /// Left out of a PUT while empty: shops store 0 for an empty text, and nothing if it is missing.
    pub is_left_out_empty: bool,
    /// Without it a shop saves a useless new row, and only then fails.
    pub needed: bool,
    /// The shop recomputes it when it saves this record or a related one, so it changes by itself.
    pub recomputed: bool,
    /// What its value follows from, if it is not simply written.
    pub source: Option<&'static Source>,
    /// First version that refuses it in every write, although a PUT without it resets it.
    pub locked: Option<(u16, u16)>,
    /// First version in which it may go back as it was read: before, it acts once more.
    pub acts_until: Option<(u16, u16)>,
    /// Each shop of a multistore has a value of its own; filters test the value of the shop that
    /// was saved last.
    pub each_shop: bool,
    /// What a new record gets where it is not given: without it the shop would hide it.
    pub initial: Option<&'static str>,
    /// What a shop checks before it saves.
    pub rule: Option<&'static Rule>,
    /// First version that has it, as `(major, minor)`.
    pub since: Option<(u16, u16)>,
    /// First version that no longer has it.
    pub until: Option<(u16, u16)>,
}

/// One list of linked records inside a record.
#[derive(Clone, Copy, Debug)]
pub struct Association {
    /// The element's name, `order_rows`.
    pub name: &'static str,
    /// The items' element name, `order_row`.
    pub item: &'static str,
    /// What an item holds.
    pub fields: &'static [Field],
    /// First version that has it.
    pub since: Option<(u16, u16)>,
    /// Whether a write may name it.
    pub write: Write,
}

impl Field {
    /// A plain field: written back, filterable, handed out, in every version.
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Field {
            name: plain(name),
            kind,
            write: Write::Yes,
            dynamic: false,
            secret: false,
            automatic: false,
            is_left_out_empty: false,
            needed: false,
            recomputed: false,
            source: None,
            locked: None,
            acts_until: None,
            each_shop: false,
            initial: None,
            rule: None,
            since: None,
            until: None,
        }
    }

    pub(crate) const fn kept(mut self) -> Self {
        self.write = Write::Kept;
        self
    }

    pub(crate) const fn automatic(mut self) -> Self {
        self.write = Write::Kept;
        self.automatic = true;
        self
    }

    pub(crate) const fn left_out_empty(mut self) -> Self {
        self.is_left_out_empty = true;
        self
    }

    pub(crate) const fn needed(mut self) -> Self {
        self.needed = true;
        self
    }

    pub(crate) const fn recomputed(mut self) -> Self {
        self.recomputed = true;
        self
    }

    pub(crate) const fn source(mut self, source: &'static Source) -> Self {
        self.source = Some(source);
        self
    }

    pub(crate) const fn locked(mut self, major: u16, minor: u16) -> Self {
        self.locked = Some((major, minor));
        self
    }

    pub(crate) const fn acts_until(mut self, major: u16, minor: u16) -> Self {
        self.acts_until = Some((major, minor));
        self
    }

    pub(crate) const fn each_shop(mut self) -> Self {
        self.each_shop = true;
        self
    }

    pub(crate) const fn initial(mut self, value: &'static str) -> Self {
        self.initial = Some(value);
        self
    }

    pub(crate) const fn rule(mut self, rule: &'static Rule) -> Self {
        self.rule = Some(rule);
        self
    }

    pub(crate) const fn refused(mut self) -> Self {
        self.write = Write::Refused;
        self
    }

    pub(crate) const fn stripped(mut self) -> Self {
        self.write = Write::Stripped;
        self
    }

    pub(crate) const fn dynamic(mut self) -> Self {
        self.dynamic = true;
        self
    }

    pub(crate) const fn secret(mut self) -> Self {
        self.secret = true;
        self.write = Write::Kept;
        self
    }

    pub(crate) const fn since(mut self, major: u16, minor: u16) -> Self {
        self.since = Some((major, minor));
        self
    }

    pub(crate) const fn until(mut self, major: u16, minor: u16) -> Self {
        self.until = Some((major, minor));
        self
    }
}

impl Field {
    /// The fields from which the shop computes it on each save, if it has the first of them.
    pub const fn computed_from(&self) -> &'static [&'static str] {
        match self.source {
            Some(Source::Fields(fields)) => fields,
            _ => &[],
        }
    }

    /// The resource whose new records alone change it.
    pub const fn changed_by(&self) -> Option<&'static str> {
        match self.source {
            Some(Source::NewRecord(resource)) => Some(resource),
            _ => None,
        }
    }

    /// The kind by which two texts of it are compared: where nothing is not 0, character by
    /// character.
    pub const fn compared_as(&self) -> Kind {
        match self.is_left_out_empty {
            true => Kind::Text,
            false => self.kind,
        }
    }
}

/// The fields of which a version answers values.
pub fn fields_in(fields: &[Field], version: Version) -> impl Iterator<Item = &Field> {
    fields.iter().filter(move |field| {
        let is_new = field.since.is_some_and(|since| since > version);
        let is_gone = field.until.is_some_and(|until| until <= version);
        !field.secret && !is_new && !is_gone
    })
}

/// `r#type` is how Rust spells the Webservice's `type`.
pub(crate) const fn plain(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}
