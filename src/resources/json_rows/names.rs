//! The names of a row's values, told once for all rows that have the same.

use std::{mem, ptr};

use crate::declaration::Resource;
use crate::field::{Field, VERSIONS, Version, fields_in};

/// One step through a row.
#[derive(Clone, Copy, Debug)]
struct Step {
    kind: StepKind,
    name: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StepKind {
    /// A value.
    Value,
    /// The object of the lists begins.
    Lists,
    /// A list of linked records.
    List,
    /// A value of each of its items.
    Element,
}

/// What stands behind everything else.
pub(super) static EXTRA: &str = "extra";
/// The object of the lists is not named.
static NAMELESS: &str = "";

/// The names of the rows of one resource, in the order of their values.
///
/// Those of all fields of a version are told as `products 8`, with a `+` behind it where there is
/// more. Others are told one by one, as `id,name,/,categories/id,images/`: `/` begins the object of
/// the lists, behind the name of each list stand those of its items, or none where it has no items.
#[derive(Debug)]
pub(super) struct Names {
    resource: &'static Resource,
    /// The steps of the row before, as far as the one that is read has no others.
    steps: Vec<Step>,
    /// How many of them the row that is read has taken.
    at: usize,
    /// Whether they are others than those told last in this text.
    is_new: bool,
    /// Where the elements of the list begin that is read.
    elements: usize,
    /// The names of the item that is read.
    item: Vec<&'static str>,
    is_in_item: bool,
}

impl Names {
    pub fn of(resource: &'static Resource) -> Self {
        Names {
            resource,
            steps: Vec::new(),
            at: 0,
            is_new: true,
            elements: 0,
            item: Vec::new(),
            is_in_item: false,
        }
    }

    /// What was told stands in another text.
    pub fn forget(&mut self) {
        self.is_new = true;
    }

    pub fn begin_row(&mut self) {
        self.at = 0;
        self.is_in_item = false;
    }

    /// The next value is of that name.
    pub fn name(&mut self, name: &'static str) {
        match self.is_in_item {
            true => self.item.push(name),
            false => self.step(StepKind::Value, name),
        }
    }

    /// The names that a row which ends has to tell; nothing where they are those told last.
    pub fn end_row(&mut self) -> Option<String> {
        self.cut();
        mem::take(&mut self.is_new).then(|| self.told())
    }

    pub fn begin_lists(&mut self) {
        self.step(StepKind::Lists, NAMELESS);
    }

    pub fn begin_list(&mut self, name: &'static str) {
        self.step(StepKind::List, name);
        self.elements = self.at;
    }

    pub fn begin_item(&mut self) {
        self.is_in_item = true;
        self.item.clear();
    }

    /// The names that an item which ends has to tell: none where they are the usual ones of its
    /// list, which the first item decides. One with more than values is not `plain`.
    pub fn end_item(&mut self, is_plain: bool) -> Option<String> {
        self.is_in_item = false;
        let item = mem::take(&mut self.item);
        let may_be_usual = is_plain && !item.is_empty();
        if may_be_usual && self.at == self.elements {
            for name in &item {
                self.step(StepKind::Element, name);
            }
        }
        let usual = self.steps.get(self.elements..self.at).unwrap_or_default();
        let mut pairs = item.iter().zip(usual);
        let is_usual = may_be_usual
            && item.len() == usual.len()
            && pairs.all(|(name, step)| step.is(StepKind::Element, name));
        let told = (!is_usual).then(|| item.join(","));
        self.item = item;
        told
    }

    pub fn end_list(&mut self) {
        if self.at == self.elements {
            // Any items will do for a list without.
            let rest = self.steps.get(self.at..).unwrap_or_default();
            let elements = rest
                .iter()
                .take_while(|step| step.kind == StepKind::Element);
            self.at = self.at.saturating_add(elements.count());
        }
    }

    fn step(&mut self, kind: StepKind, name: &'static str) {
        let before = self.steps.get(self.at);
        if !before.is_some_and(|before| before.is(kind, name)) {
            self.cut();
            self.is_new = true;
            self.steps.push(Step { kind, name });
        }
        self.at = self.at.saturating_add(1);
    }

    /// Forgets the steps that the row has not taken.
    fn cut(&mut self) {
        self.is_new |= self.at < self.steps.len();
        self.steps.truncate(self.at);
    }

    #[cold]
    fn told(&self) -> String {
        let is_it = |(_, version): &&(_, Version)| self.is_whole(*version).is_some();
        if let Some((name, version)) = VERSIONS.iter().find(is_it) {
            let more = self.is_whole(*version).unwrap_or_default();
            return [self.resource.name, " ", name, more].concat();
        }
        let mut text = String::new();
        for Step { kind, name } in &self.steps {
            let separator = match kind {
                StepKind::Element if text.ends_with('/') => "",
                StepKind::Element => "/",
                _ if text.is_empty() => "",
                _ => ",",
            };
            let end = match kind {
                StepKind::Lists | StepKind::List => "/",
                _ => "",
            };
            for part in [separator, name, end] {
                text.push_str(part);
            }
        }
        text
    }

    /// Whether these are all fields of a version in their order, and what stands for more.
    fn is_whole(&self, version: Version) -> Option<&'static str> {
        let mut rest = Rest(&self.steps);
        rest.takes(StepKind::Value, self.resource.fields, version)?;
        if !self.resource.associations.is_empty() {
            rest.take(StepKind::Lists, NAMELESS)?;
        }
        for list in self.resource.associations {
            if list.since.is_none_or(|since| since <= version) {
                rest.take(StepKind::List, list.name)?;
                if matches!(rest.0.first(), Some(step) if step.kind == StepKind::Element) {
                    rest.takes(StepKind::Element, list.fields, version)?;
                }
            }
        }
        match rest.0 {
            [] => Some(""),
            [extra] if extra.is(StepKind::Value, EXTRA) => Some("+"),
            _ => None,
        }
    }
}

impl Step {
    /// Names of declarations are the same text where they are in the same place.
    fn is(self, kind: StepKind, name: &'static str) -> bool {
        self.kind == kind && ptr::eq(self.name, name)
    }
}

/// The steps that are still to be compared.
struct Rest<'s>(&'s [Step]);

impl Rest<'_> {
    fn take(&mut self, kind: StepKind, name: &'static str) -> Option<()> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        first.is(kind, name).then_some(())
    }

    fn takes(&mut self, kind: StepKind, fields: &'static [Field], version: Version) -> Option<()> {
        fields_in(fields, version).try_for_each(|field| self.take(kind, field.name))
    }
}
