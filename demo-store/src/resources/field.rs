//! How one field of a resource is declared.

use crate::options::ShopVersion;

/// What a field holds and how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number, ids included.
    Integer,
    /// `0` or `1`.
    Boolean,
    /// A decimal with this many digits behind the point.
    Decimal(u8),
    /// Characters.
    Text,
    /// `YYYY-MM-DD`.
    Date,
    /// `YYYY-MM-DD HH:MM:SS`.
    DateTime,
    /// Characters in each language.
    Texts,
}

/// What a field holds while nobody has said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Initial {
    /// A number; decimals count millionths.
    Number(i64),
    /// Characters.
    Text(&'static str),
    /// NULL in the database.
    Null,
}

/// One field of a resource: everything the Webservice knows about it.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The Webservice's own name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// The value of a fresh record.
    pub initial: Initial,
    /// The resource its value is an id of; `#` stands for the record's own id.
    pub link: Option<&'static str>,
    /// First version that has it.
    pub since: ShopVersion,
    /// Last version that has it.
    pub until: ShopVersion,
    /// Computed by the shop: `notFilterable`, code 34 in a filter.
    pub dynamic: bool,
    /// Whether the table has a column of that name: sorting by a field without one is an SQL error.
    pub column: bool,
    /// Refused in a write (code 93) and left out of `schema=blank`, since this version.
    pub unwritable: Option<ShopVersion>,
    /// Marked `readOnly` in the synopsis, which does not keep anyone from writing it.
    pub marked_read_only: bool,
    /// Must be in a write, up to this version.
    pub required: Option<ShopVersion>,
    /// Longest text by version; the last entry not newer than the shop counts, 0 for none.
    pub sizes: &'static [(ShopVersion, u32)],
    /// Name of the validator by version, likewise; empty for none.
    pub formats: &'static [(ShopVersion, &'static str)],
    /// Whether each shop has its own value.
    pub per_shop: bool,
    /// In the database alone: no document has it and no write names it.
    pub hidden: bool,
}

impl Field {
    const fn new(kind: Kind) -> Field {
        Field {
            name: "",
            kind,
            initial: match kind {
                Kind::Text | Kind::Texts => Initial::Text(""),
                _ => Initial::Number(0),
            },
            link: None,
            since: ShopVersion::V1_6,
            until: ShopVersion::V9_0,
            dynamic: false,
            column: true,
            unwritable: None,
            marked_read_only: false,
            required: None,
            sizes: &[],
            formats: &[],
            per_shop: matches!(kind, Kind::Texts),
            hidden: false,
        }
    }

    /// `r#type` is how Rust spells the field `type`.
    pub(super) const fn named(mut self, name: &'static str) -> Field {
        self.name = match name.as_bytes() {
            [b'r', b'#', ..] => name.split_at(2).1,
            _ => name,
        };
        self
    }

    pub(super) const fn link(mut self, resource: &'static str) -> Field {
        self.link = Some(resource);
        self
    }

    pub(super) const fn starts(mut self, number: i64) -> Field {
        self.initial = Initial::Number(number);
        self
    }

    pub(super) const fn says(mut self, text: &'static str) -> Field {
        self.initial = Initial::Text(text);
        self
    }

    pub(super) const fn null(mut self) -> Field {
        self.initial = Initial::Null;
        self
    }

    pub(super) const fn since(mut self, version: ShopVersion) -> Field {
        self.since = version;
        self
    }

    pub(super) const fn until(mut self, version: ShopVersion) -> Field {
        self.until = version;
        self
    }

    /// Computed by the shop, without a column.
    pub(super) const fn dynamic(mut self) -> Field {
        self.dynamic = true;
        self.column = false;
        self
    }

    /// A dynamic field that has a column all the same.
    pub(super) const fn with_column(mut self) -> Field {
        self.column = true;
        self
    }

    pub(super) const fn without_column(mut self) -> Field {
        self.column = false;
        self
    }

    pub(super) const fn unwritable(mut self, since: ShopVersion) -> Field {
        self.unwritable = Some(since);
        self
    }

    pub(super) const fn marked(mut self) -> Field {
        self.marked_read_only = true;
        self
    }

    pub(super) const fn required(mut self) -> Field {
        self.required = Some(ShopVersion::V9_0);
        self
    }

    pub(super) const fn required_until(mut self, version: ShopVersion) -> Field {
        self.required = Some(version);
        self
    }

    pub(super) const fn sizes(mut self, sizes: &'static [(ShopVersion, u32)]) -> Field {
        self.sizes = sizes;
        self
    }

    pub(super) const fn formats(
        mut self,
        formats: &'static [(ShopVersion, &'static str)],
    ) -> Field {
        self.formats = formats;
        self
    }

    pub(super) const fn per_shop(mut self) -> Field {
        self.per_shop = true;
        self
    }

    pub(super) const fn hidden(mut self) -> Field {
        self.hidden = true;
        self
    }

    /// Whether the Webservice of that version has the field.
    pub fn exists(&self, version: ShopVersion) -> bool {
        !self.hidden && self.since <= version && version <= self.until
    }

    /// Longest text a shop of that version takes.
    pub fn size(&self, version: ShopVersion) -> Option<u32> {
        at(self.sizes, version).filter(|size| *size > 0)
    }

    /// The validator a shop of that version names.
    pub fn format(&self, version: ShopVersion) -> Option<&'static str> {
        at(self.formats, version).filter(|format| !format.is_empty())
    }

    /// Whether a write must leave it out.
    pub fn is_unwritable(&self, version: ShopVersion) -> bool {
        self.unwritable.is_some_and(|since| since <= version)
    }

    /// Whether a write must have it.
    pub fn is_required(&self, version: ShopVersion) -> bool {
        self.required.is_some_and(|until| version <= until)
    }

    /// Only asked for with `date=1` in filters and sorting.
    pub fn needs_date(&self) -> bool {
        matches!(self.name, "date_add" | "date_upd")
    }
}

fn at<T: Copy>(by_version: &[(ShopVersion, T)], version: ShopVersion) -> Option<T> {
    by_version
        .iter()
        .rev()
        .find(|(since, _)| *since <= version)
        .map(|(_, value)| *value)
}

pub(super) const fn integer() -> Field {
    Field::new(Kind::Integer)
}

/// An id of another resource: the validator says `isUnsignedId`.
pub(super) const fn id() -> Field {
    Field::new(Kind::Integer).formats(&[(ShopVersion::V1_6, "isUnsignedId")])
}

pub(super) const fn boolean() -> Field {
    Field::new(Kind::Boolean).formats(&[(ShopVersion::V1_6, "isBool")])
}

pub(super) const fn decimal() -> Field {
    Field::new(Kind::Decimal(6))
}

/// An amount of money.
pub(super) const fn price() -> Field {
    Field::new(Kind::Decimal(6)).formats(&[(ShopVersion::V1_6, "isPrice")])
}

pub(super) const fn rate(digits: u8) -> Field {
    Field::new(Kind::Decimal(digits)).formats(&[(ShopVersion::V1_6, "isFloat")])
}

pub(super) const fn text() -> Field {
    Field::new(Kind::Text)
}

pub(super) const fn date() -> Field {
    Field::new(Kind::Date)
}

pub(super) const fn date_time() -> Field {
    Field::new(Kind::DateTime)
}

pub(super) const fn texts() -> Field {
    Field::new(Kind::Texts)
}

/// Declares the fields of a resource once: the table `FIELDS` and the enum `Column`
/// with which the rest of the crate names a field.
macro_rules! fields {
    ($($name:ident: $field:expr,)*) => {
        /// The fields, in the order in which a shop writes them.
        pub static FIELDS: &[$crate::resources::field::Field] =
            &[$($field.named(stringify!($name)),)*];

        // The Webservice's own names, so that each is spelled one way everywhere;
        // a column nobody computes with is declared all the same.
        #[allow(non_camel_case_types, dead_code)]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Column {
            $($name,)*
        }

        impl From<Column> for u8 {
            fn from(column: Column) -> u8 {
                column as u8
            }
        }
    };
}
pub(super) use fields;
