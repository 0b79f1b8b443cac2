//! A page of a find: what is asked for, and what is answered of the rows that came.

use super::super::answer::{self, Answer};
use super::super::catalogue::Declaration;
use super::super::input::Input;
use super::super::order_search::as_usize;
use super::super::parameter::{Kind, Parameter};
use super::super::shape::{Property, Shape};
use super::cursor::{self, Place, Seal};
use crate::webservice::error::Result;

/// How many rows.
pub const LIMIT_PARAMETER: Parameter = Parameter::new(
    "limit",
    Kind::Limit(10),
    "How many rows at most, from 1 to 100.",
);

/// Which page.
pub const CURSOR_PARAMETER: Parameter = Parameter::new(
    "cursor",
    Kind::Cursor,
    "cursor of the page before, with the same input. Default: the first page.",
);

/// Whether there is another page.
pub const HAS_MORE_PROPERTY: Property =
    Property::new("has_more", Shape::Boolean, "Whether there are more rows.");

/// Where the next page begins.
pub const CURSOR_PROPERTY: Property = Property::new(
    "cursor",
    Shape::Text,
    "Give it, with the same input, for the next rows; null where there are none.",
)
.or_null();

/// The page that an input asks for.
#[derive(Clone, Debug)]
pub struct Page {
    /// How many rows are answered.
    pub limit: u32,
    /// The last row of the page before.
    pub after: Option<Place>,
    seal: Seal,
}

/// The rows of a page.
#[derive(Debug)]
pub struct Found<R> {
    /// In order.
    pub rows: Vec<R>,
    /// Where the next page begins; `None` for the last one.
    pub cursor: Option<String>,
}

impl Page {
    /// Reads `limit` and `cursor`.
    ///
    /// # Errors
    /// `InvalidRequest` for a cursor of another search.
    pub fn of(declaration: &Declaration, input: &Input) -> Result<Page> {
        let seal = Seal::of(declaration.name, input);
        let after = input.given_text(CURSOR_PARAMETER.name);
        let after = after.map(|text| cursor::read(text, seal)).transpose()?;
        Ok(Page {
            limit: input.number(LIMIT_PARAMETER.name).unwrap_or(1),
            after,
            seal,
        })
    }

    /// The first rows of all that match behind the page before. `end` is the place of the last row
    /// looked at, where the shop may have more behind it; `place` is that of a row.
    pub fn cut<R>(
        &self,
        mut rows: Vec<R>,
        end: Option<Place>,
        place: impl Fn(&[R]) -> Place,
    ) -> Found<R> {
        let limit = as_usize(self.limit);
        let is_cut = rows.len() > limit;
        rows.truncate(limit);
        let next = if is_cut { Some(place(&rows)) } else { end };
        Found {
            rows,
            cursor: next.map(|next| cursor::write(&next, self.seal)),
        }
    }
}

impl<R> Found<R> {
    /// Sets `has_more` and `cursor` of an answer.
    pub fn put(self, output: &mut Answer) {
        answer::set(output, HAS_MORE_PROPERTY.name, self.cursor.is_some());
        answer::set(output, CURSOR_PROPERTY.name, self.cursor);
    }
}
