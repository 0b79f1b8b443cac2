//! A declared resource as a Rust type, and the macro that makes it.

use super::declaration::Resource;
use super::field::Write;
use super::record::{Record, Records};

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
    /// What the client's property of it is.
    const PROPERTY_DOCS: &'static str;

    /// The type around a record that was read with this declaration.
    fn from_record(record: Record) -> Self;
}

impl Records {
    /// The records as values of their type.
    pub fn into_typed<T: Declared>(self) -> Vec<T> {
        self.into_rows().into_iter().map(T::from_record).collect()
    }
}

/// Visits every declared resource.
#[cfg(not(target_arch = "wasm32"))]
pub trait Visitor {
    /// A resource, and the name of its type.
    fn visit<R: Declared>(&mut self, name: &'static str);
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

/// Declares a resource once: its Rust type with one accessor per field, and the
/// table that everything else is made from.
macro_rules! resource {
    (
        $(#[doc = $doc:literal])*
        pub struct $type:ident = $name:literal / $item:literal $(, $trait:ident $(($($value:expr),+))?)*;
        $(#[doc = $property_doc:literal])*
        property;
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

        impl $crate::declared::Declared for $type {
            const RESOURCE: &'static $crate::declaration::Resource = {
                // A static is there once; of a constant every crate would hold a copy.
                static DECLARATION: $crate::declaration::Resource = $crate::declaration::Resource::typed(
                    $name,
                    $item,
                    &[$(
                        $crate::field::Field::new(
                            stringify!($field),
                            $crate::field::Kind::$kind $(($variants))?,
                        )$(.$flag($($($argument),+)?))*,
                    )*],
                    &[$(
                        $crate::field::Association {
                            name: stringify!($association),
                            item: $association_item,
                            fields: &[$(
                                $crate::field::Field::new(
                                    stringify!($item_field),
                                    $crate::field::Kind::$item_kind $(($item_variants))?,
                                )$(.$item_flag($($($item_argument),+)?))*,
                            )*],
                            since: $crate::declared::version(&[$($major, $minor)?]),
                            write: $crate::declared::association_write(&[$(stringify!($write))?]),
                        },
                    )*],
                )$(.$trait($($($value),+)?))*;
                &DECLARATION
            };
            const FIELD_DOCS: &'static [&'static str] = &[$(concat!($($field_doc, "\n"),*)),*];
            const ASSOCIATION_DOCS: &'static [&'static str] = &[$(concat!($($association_doc, "\n"),*)),*];
            const ITEM_DOCS: &'static [&'static [&'static str]] = &[$(&[$(concat!($($item_doc, "\n"),*)),*]),*];
            const DOCS: &'static str = concat!($($doc, "\n"),*);
            const PROPERTY_DOCS: &'static str = concat!($($property_doc, "\n"),*);

            fn from_record(record: $crate::record::Record) -> Self {
                $type(record)
            }
        }

        impl $type {
            $( $crate::declared::accessor!($(#[doc = $field_doc])* $field, $kind); )*

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
                $( $crate::declared::accessor!(
                    $(#[doc = $item_doc])* $item_field, $item_kind
                ); )*
            }
        )*
    };
}

macro_rules! accessor {
    ($(#[doc = $doc:expr])* $field:ident, Id) => {
        $crate::declared::accessor!(@one [$($doc)*] $field, number_id, Option<u32>);
    };
    ($(#[doc = $doc:expr])* $field:ident, Link) => {
        $crate::declared::accessor!(@one [$($doc)*] $field, number_id, Option<u32>);
    };
    ($(#[doc = $doc:expr])* $field:ident, Integer) => {
        $crate::declared::accessor!(@one [$($doc)*] $field, number, Option<i64>);
    };
    ($(#[doc = $doc:expr])* $field:ident, Boolean) => {
        $crate::declared::accessor!(@one [$($doc)*] $field, boolean, Option<bool>);
    };
    ($(#[doc = $doc:expr])* $field:ident, Multilingual) => {
        $crate::declared::accessor!(
            @one [$($doc)*] $field, languages, Option<&$crate::record::Languages>
        );
    };
    ($(#[doc = $doc:expr])* $field:ident, $text:ident) => {
        $crate::declared::accessor!(@one [$($doc)*] $field, text, Option<&str>);
    };
    (@one [$($doc:expr)*] $field:ident, $get:ident, $type:ty) => {
        $(#[doc = $doc])*
        #[allow(clippy::new_ret_no_self)] // Products have a field of that name.
        pub fn $field(&self) -> $type {
            self.0.$get($crate::field::plain(stringify!($field)))
        }
    };
}

pub(crate) use {accessor, resource};
