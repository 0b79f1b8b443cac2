//! What an action takes: data from which its checks, its JSON Schema and its
//! TypeScript type are made.

use super::doc::Doc;
pub use resources::rule::MAX_TEXT;

/// What a parameter holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The id of a record, from 1 on.
    Id,
    /// A reference: text that is not empty.
    Reference,
    /// An e-mail address.
    Email,
    /// How many records, from 1 to [`MAX_LIMIT`], with what is meant when it is not given.
    Limit(u32),
    /// The id or the ISO code of a language.
    Language,
    /// `true` or `false`; `false` when it is not given.
    Flag,
    /// A line of text, possibly empty.
    Line,
    /// A text in one language, or texts by language.
    Texts,
    /// The id of an order state, or its label in any language.
    State,
    /// The token of a preview.
    Token,
    /// Words to look for: text that is not empty.
    Words,
    /// `true` or `false`, with a meaning of its own when it is not given.
    YesOrNo,
    /// An amount of money, from 0 on.
    Amount,
    /// A day, `2026-01-31`, or a moment, `2026-01-31 10:00:00`, in the shop's own time zone.
    Moment,
    /// Some of these words, at least one.
    SomeOf(&'static [&'static str]),
    /// The id of a record, or a text that names it.
    IdOrText,
    /// Where the next page of an answer begins.
    Cursor,
}

/// The most records of one answer.
pub const MAX_LIMIT: u32 = 100;
/// The longest reference of any version.
pub const MAX_REFERENCE: usize = 255;
/// The longest e-mail address of any version.
pub const MAX_EMAIL: usize = 255;
/// The longest label of an order state.
pub const MAX_LABEL: usize = 255;
/// The length of a token.
pub const TOKEN_LENGTH: usize = 36;
/// The longest text that is looked for or that names a record.
pub const MAX_WORDS: usize = 255;
/// The longest cursor.
pub const MAX_CURSOR: usize = 255;
/// The longest code of a language, such as `en-us`.
pub const MAX_LANGUAGE: usize = 16;

/// One parameter.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its key in the input.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether the input must have it.
    pub required: bool,
    /// What it means.
    pub description: Doc,
}

/// Everything an action takes.
#[derive(Clone, Copy, Debug)]
pub struct Parameters {
    /// The parameters, in the order in which they are documented.
    pub all: &'static [Parameter],
    /// Two of them, of which the input must have exactly one.
    pub either: Option<(&'static str, &'static str)>,
    /// Some of them, of which the input must have at least one; empty where there is no such choice.
    pub some: &'static [&'static str],
}

impl Parameter {
    /// A parameter that may be left out.
    pub const fn new(name: &'static str, kind: Kind, description: &'static str) -> Self {
        Parameter {
            name,
            kind,
            required: false,
            description: Doc::new(description),
        }
    }

    /// The same parameter where the action needs it.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

impl Parameters {
    /// Nothing.
    pub const NONE: Parameters = Parameters::of(&[]);

    /// Parameters without a choice between two.
    pub const fn of(all: &'static [Parameter]) -> Self {
        Parameters {
            all,
            either: None,
            some: &[],
        }
    }

    /// The same parameters where at least one of some must be given.
    pub const fn some(mut self, some: &'static [&'static str]) -> Self {
        self.some = some;
        self
    }

    /// Parameters of which exactly one of two must be given.
    pub const fn either(one: &'static str, other: &'static str, all: &'static [Parameter]) -> Self {
        Parameters {
            all,
            either: Some((one, other)),
            some: &[],
        }
    }

    /// The parameter of that name.
    pub fn find(&self, name: &str) -> Option<&'static Parameter> {
        self.all.iter().find(|parameter| parameter.name == name)
    }
}

/// In which language texts are answered.
pub const LANGUAGE_PARAMETER: Parameter = Parameter::new(
    "language",
    Kind::Language,
    "Language of labels and texts: id or ISO code, such as \"fr\". Default: the client's, else the active one with the lowest id.",
);

/// Writes nothing and says what would be written.
pub const PREVIEW_PARAMETER: Parameter = Parameter::new(
    "preview",
    Kind::Flag,
    "true writes nothing and answers before, after, warnings and a token. Show that to the user, then call again with expect.",
);

/// Writes only what was shown.
pub const EXPECT_PARAMETER: Parameter = Parameter::new(
    "expect",
    Kind::Token,
    "The token of a preview: writes only if the record is still what was shown, else fails with conflict.",
);

/// In which language a text is meant that comes without one.
pub const TEXT_LANGUAGE_PARAMETER: Parameter = Parameter::new(
    "language",
    Kind::Language,
    "Language of texts that name none: id or ISO code, such as \"fr\". Default: the client's, else the active one with the lowest id.",
);
