//! How a resource is declared: data that the reader, the writer, the filters,
//! `display` and the TypeScript types are all made from.

use super::rule::Rule;

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
    /// It goes back to the shop as it was read: left out it would be reset, and changed it
    /// would do harm.
    Kept,
    /// The shop refuses the whole write (error 93) when it is named.
    Refused,
    /// Sending it back as it was read can fail or change something else.
    Stripped,
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
    /// Read for a lossless write only, and never handed out.
    pub secret: bool,
    /// Set by the shop itself whenever it saves.
    pub automatic: bool,
    /// Empty, it is left out of a PUT: shops store 0 for the empty text, and nothing without it.
    pub is_left_out_empty: bool,
    /// First version that refuses it in every write, although a PUT without it resets it.
    pub locked: Option<(u16, u16)>,
    /// First version in which it may go back as it was read: before, it acts once more.
    pub acts_until: Option<(u16, u16)>,
    /// Each shop of a multistore has a value of its own; filters test the value of the shop that
    /// was saved last.
    pub each_shop: bool,
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

/// How far a shop of a multistore keeps to its own records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// It refuses a single record of another shop.
    Own,
    /// Its list alone is its own: a single record is handed to, and changed through, any shop.
    OwnList,
    /// Not at all: list and single records are those of every shop. They belong where the order
    /// of their `id_order` does.
    OfOrder,
    /// The same, where the order of their `order_reference` does.
    OfOrderReference,
    /// The same, where the customer of their `id_customer` does.
    OfCustomer,
    /// The same, to the shop of their `id_shop`.
    OfShop,
    /// The same in lists: to the shop, or to the group whose shops have their stock in common.
    OfShelf,
}

/// Those of resources that are not declared, and whose records shops hand to each other.
const UNDECLARED: [(&str, Scope); 9] = [
    ("addresses", Scope::OfCustomer),
    ("carts", Scope::OfShop),
    ("customer_threads", Scope::OfShop),
    ("messages", Scope::OfOrder),
    ("order_carriers", Scope::OfOrder),
    ("order_invoices", Scope::OfOrder),
    ("order_payments", Scope::OfOrderReference),
    ("order_slip", Scope::OfOrder),
    ("specific_prices", Scope::OfShop),
];

impl Scope {
    /// That of a resource by its name; of one that is not known its own.
    pub fn of(name: &str) -> Scope {
        let undeclared = UNDECLARED.iter().find(|(one, _)| *one == name);
        match (super::find(name), undeclared) {
            (Some(declared), _) => declared.scope,
            (None, Some((_, scope))) => *scope,
            (None, None) => Scope::Own,
        }
    }

    /// The fields that tie a record to a shop, where they are not empty.
    pub fn ties(self) -> &'static [&'static str] {
        match self {
            Scope::Own | Scope::OwnList => &[],
            Scope::OfOrder => &["id_order"],
            Scope::OfOrderReference => &["order_reference"],
            Scope::OfCustomer => &["id_customer"],
            Scope::OfShop => &["id_shop"],
            Scope::OfShelf => &["id_shop", "id_shop_group"],
        }
    }
}

/// One resource of the Webservice.
#[derive(Clone, Copy, Debug)]
pub struct Resource {
    /// The name in the address and of a list's element, `products`.
    pub name: &'static str,
    /// The element of one record, `product`; empty where the resource is not declared.
    pub item: &'static str,
    /// Its fields, in the order in which shops send them.
    pub fields: &'static [Field],
    /// Its associations.
    pub associations: &'static [Association],
    /// Which of its records a shop has.
    pub scope: Scope,
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
            locked: None,
            acts_until: None,
            each_shop: false,
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
    /// The kind by which two texts of it are compared: where nothing is not 0, character by
    /// character.
    pub const fn compared_as(&self) -> Kind {
        match self.is_left_out_empty {
            true => Kind::Text,
            false => self.kind,
        }
    }
}

impl Resource {
    /// A resource that is read by its shape alone.
    pub const fn untyped(name: &'static str) -> Self {
        Resource {
            name,
            item: "",
            fields: &[],
            associations: &[],
            scope: Scope::Own,
        }
    }

    /// Whether its fields are declared.
    pub const fn is_typed(&self) -> bool {
        !self.item.is_empty()
    }

    /// The declared field of that name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Whether a PUT on a shop of that version destroys what it cannot send back.
    pub fn put_destroys(&self, (major, minor): (u16, u16)) -> bool {
        let is_locked = |field: &Field| field.locked.is_some_and(|since| since <= (major, minor));
        self.fields.iter().any(is_locked)
    }

    /// Whether a PUT on a shop of that version, or of an unknown one, acts beyond its fields.
    pub fn put_acts(&self, version: Option<(u16, u16)>) -> bool {
        let acts = |until: (u16, u16)| version.is_none_or(|version| version < until);
        self.fields
            .iter()
            .any(|field| field.acts_until.is_some_and(acts))
    }

    /// The declared association of that name.
    pub fn association(&self, name: &str) -> Option<&'static Association> {
        self.associations.iter().find(|one| one.name == name)
    }
}

/// A declared resource as a Rust type.
pub trait Declared: Sized {
    /// The declaration.
    const RESOURCE: &'static Resource;
    /// One documentation text per field, in the order of the fields.
    const FIELD_DOCS: &'static [&'static str];
    /// One documentation text per association.
    const ASSOCIATION_DOCS: &'static [&'static str];
    /// The same per association for each field of its items.
    const ITEM_DOCS: &'static [&'static [&'static str]];
    /// What the resource is.
    const DOCS: &'static str;

    /// The type around a record that was read with this declaration.
    fn from_record(record: super::record::Record) -> Self;
}

/// The version of a declaration, where it names one.
pub(crate) const fn version(numbers: &[u16]) -> Option<(u16, u16)> {
    match numbers {
        [major, minor] => Some((*major, *minor)),
        _ => None,
    }
}

/// Whether an association may be named in a write, by the flag behind its name.
pub(crate) const fn association_write(flags: &[&str]) -> Write {
    match flags {
        [_, ..] => Write::Refused,
        [] => Write::Yes,
    }
}

/// The scope of a declaration, where it names one.
pub(crate) const fn scope(named: &[Scope]) -> Scope {
    match named {
        [scope, ..] => *scope,
        [] => Scope::Own,
    }
}

/// `r#type` is how Rust spells the Webservice's `type`.
pub(crate) const fn plain(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// Declares a resource once: its Rust type with one accessor per field, and the
/// table that everything else is made from.
macro_rules! resource {
    (
        $(#[doc = $doc:literal])*
        pub struct $type:ident = $name:literal / $item:literal $(, $scope:ident)?;
        fields { $(
            $(#[doc = $field_doc:literal])*
            $field:ident: $kind:ident $(($variants:expr))? $(, $flag:ident $(($($argument:expr),+))?)*;
        )* }
        associations { $(
            $(#[doc = $association_doc:literal])*
            $association:ident: $item_type:ident = $association_item:literal $(, since($major:literal, $minor:literal))? $($write:ident)? {
                $(
                    $(#[doc = $item_doc:literal])*
                    $item_field:ident: $item_kind:ident $(($item_variants:expr))? $(, $item_flag:ident $(($($item_argument:expr),+))?)*;
                )*
            }
        )* }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $type(pub(crate) $crate::record::Record);

        impl $crate::declaration::Declared for $type {
            const RESOURCE: &'static $crate::declaration::Resource = {
                // A static is there once; of a constant every crate would hold a copy.
                static DECLARATION: $crate::declaration::Resource = $crate::declaration::Resource {
                    name: $name,
                    item: $item,
                    fields: &[$(
                        $crate::declaration::Field::new(
                            stringify!($field),
                            $crate::declaration::Kind::$kind $(($variants))?,
                        )$(.$flag($($($argument),+)?))*,
                    )*],
                    associations: &[$(
                        $crate::declaration::Association {
                            name: stringify!($association),
                            item: $association_item,
                            fields: &[$(
                                $crate::declaration::Field::new(
                                    stringify!($item_field),
                                    $crate::declaration::Kind::$item_kind $(($item_variants))?,
                                )$(.$item_flag($($($item_argument),+)?))*,
                            )*],
                            since: $crate::declaration::version(&[$($major, $minor)?]),
                            write: $crate::declaration::association_write(&[$(stringify!($write))?]),
                        },
                    )*],
                    scope: $crate::declaration::scope(&[$($crate::declaration::Scope::$scope)?]),
                };
                &DECLARATION
            };
            const FIELD_DOCS: &'static [&'static str] = &[$(concat!($($field_doc, "\n"),*)),*];
            const ASSOCIATION_DOCS: &'static [&'static str] = &[$(concat!($($association_doc, "\n"),*)),*];
            const ITEM_DOCS: &'static [&'static [&'static str]] = &[$(&[$(concat!($($item_doc, "\n"),*)),*]),*];
            const DOCS: &'static str = concat!($($doc, "\n"),*);

            fn from_record(record: $crate::record::Record) -> Self {
                $type(record)
            }
        }

        impl $type {
            $( $crate::declaration::accessor!($(#[doc = $field_doc])* $field, $kind); )*

            $(
                $(#[doc = $association_doc])*
                pub fn $association(&self) -> impl Iterator<Item = $item_type<'_>> {
                    self.0.items(stringify!($association)).iter().map($item_type)
                }
            )*

            /// The record behind it, with what is not declared under `extra`.
            pub fn record(&self) -> &$crate::record::Record {
                &self.0
            }
        }

        $(
            #[doc = concat!("One item of [`", stringify!($type), "::", stringify!($association), "`].")]
            #[derive(Clone, Copy, Debug)]
            pub struct $item_type<'a>(&'a $crate::record::Record);

            impl<'a> $item_type<'a> {
                $( $crate::declaration::accessor!(
                    $(#[doc = $item_doc])* $item_field, $item_kind
                ); )*
            }
        )*
    };
}

macro_rules! accessor {
    ($(#[doc = $doc:expr])* $field:ident, Id) => {
        $crate::declaration::accessor!(@one [$($doc)*] $field, number_id, Option<u32>);
    };
    ($(#[doc = $doc:expr])* $field:ident, Link) => {
        $crate::declaration::accessor!(@one [$($doc)*] $field, number_id, Option<u32>);
    };
    ($(#[doc = $doc:expr])* $field:ident, Integer) => {
        $crate::declaration::accessor!(@one [$($doc)*] $field, number, Option<i64>);
    };
    ($(#[doc = $doc:expr])* $field:ident, Boolean) => {
        $crate::declaration::accessor!(@one [$($doc)*] $field, boolean, Option<bool>);
    };
    ($(#[doc = $doc:expr])* $field:ident, Multilingual) => {
        $crate::declaration::accessor!(
            @one [$($doc)*] $field, languages, Option<&$crate::record::Languages>
        );
    };
    ($(#[doc = $doc:expr])* $field:ident, $text:ident) => {
        $crate::declaration::accessor!(@one [$($doc)*] $field, text, Option<&str>);
    };
    (@one [$($doc:expr)*] $field:ident, $get:ident, $type:ty) => {
        $(#[doc = $doc])*
        #[allow(clippy::new_ret_no_self)] // Products have a field of that name.
        pub fn $field(&self) -> $type {
            self.0.$get($crate::declaration::plain(stringify!($field)))
        }
    };
}

pub(crate) use {accessor, resource};
