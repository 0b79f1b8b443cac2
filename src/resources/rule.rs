//! What a shop checks before it saves a value, as far as it is the same in every shop of a
//! version. A shop's modules and settings can add rules of their own.

/// How a text must look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Anything.
    Any,
    /// The name of something in the catalogue.
    CatalogName,
    /// A line of text.
    GenericName,
    /// HTML without scripts.
    CleanHtml,
    /// The part of an address that names a record.
    Slug,
    /// A reference.
    Reference,
    /// A price without sign.
    Price,
    /// A decimal number without sign.
    Positive,
    /// The first or last name of a person.
    PersonName,
    /// An e-mail address.
    Email,
    /// Digits.
    Digits,
}

/// The longest text of any field.
pub const MAX_TEXT: u32 = 4_194_303;

/// What is checked of one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// How it must look.
    pub format: Format,
    /// Characters at the most; 0 for no bound.
    pub max: u32,
    /// Another bound, and the first version that has it.
    pub later: Option<((u16, u16), u32)>,
    /// Whether it may not be empty.
    pub required: bool,
}

impl Format {
    /// The format that a shop's synopsis calls so; `Any` for names that are not known here.
    pub fn named(name: &str) -> Format {
        match name {
            "isCatalogName" => Format::CatalogName,
            "isGenericName" | "IsGenericName" => Format::GenericName,
            "isCleanHtml" => Format::CleanHtml,
            "isLinkRewrite" => Format::Slug,
            "isReference" => Format::Reference,
            "isPrice" => Format::Price,
            "isUnsignedFloat" => Format::Positive,
            "isCustomerName" => Format::PersonName,
            "isEmail" => Format::Email,
            "isUnsignedId" | "isUnsignedInt" => Format::Digits,
            _ => Format::Any,
        }
    }
}

impl Rule {
    /// A rule on the form alone.
    pub(crate) const fn of(format: Format) -> Self {
        Rule {
            format,
            max: 0,
            later: None,
            required: false,
        }
    }

    pub(crate) const fn max(mut self, max: u32) -> Self {
        self.max = max;
        self
    }

    pub(crate) const fn later_max(mut self, major: u16, minor: u16, max: u32) -> Self {
        self.later = Some(((major, minor), max));
        self
    }

    pub(crate) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Characters at the most on that version; 0 for no bound. Where the version is not
    /// known the larger bound holds, and the shop has the last word.
    pub fn max_on(&self, version: Option<(u16, u16)>) -> u32 {
        match (self.later, version) {
            (Some((since, max)), Some(version)) if version >= since => max,
            (Some((_, max)), None) => max.max(self.max),
            _ => self.max,
        }
    }
}
