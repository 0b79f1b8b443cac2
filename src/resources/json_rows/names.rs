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
/// more. Others are told one by one, as `,id,name,/,categories/id,images/`: `/` begins the object of
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
    /// Where in the text they were told last.
    told_at: usize,
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
            told_at: 0,
            elements: 0,
            item: Vec::new(),
            is_in_item: false,
        }
    }

    /// What was told stands in another text.
    pub fn forget(&mut self) {
        self.is_new = true;
    }

    /// Begins a row at a place in the text, which may have been cut there.
    pub fn begin_row(&mut self, start: usize) {
        self.is_new |= start <= self.told_at;
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
    pub fn end_row(&mut self, start: usize) -> Option<String> {
        self.cut();
        if !mem::take(&mut self.is_new) {
            return None;
        }
        self.told_at = start;
        Some(self.told())
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

    /// What an item which ends has to tell, `{"id,extra,":[`: nothing where they are the usual ones of its
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
        let told = (!is_usual).then(|| {
            let mut told = String::from("{\"");
            for name in &item {
                told.push_str(name);
                told.push(',');
            }
            told.push_str("\":[");
            told
        });
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

    #[inline(never)]
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
    #[inline(never)]
    fn cut(&mut self) {
        self.is_new |= self.at < self.steps.len();
        self.steps.truncate(self.at);
    }

    #[cold]
    fn told(&self) -> String {
        for (name, version) in VERSIONS {
            if let Some(more) = self.are_all_of(version) {
                return [self.resource.name, " ", name, more].concat();
            }
        }
        let mut text = String::new();
        for Step { kind, name } in &self.steps {
            let (before, behind) = match kind {
                StepKind::Element if text.ends_with('/') => ("", ""),
                StepKind::Element => ("/", ""),
                StepKind::Lists | StepKind::List => (",", "/"),
                StepKind::Value => (",", ""),
            };
            for part in [before, name, behind] {
                text.push_str(part);
            }
        }
        text
    }

    /// Whether these are all fields of a version in their order, and what stands for more.
    fn are_all_of(&self, version: Version) -> Option<&'static str> {
        let mut at = 0_usize;
        let mut is_same = true;
        each_step(self.resource, version, &mut |kind, name| {
            let before = at.checked_sub(1).and_then(|at| self.steps.get(at));
            match self.steps.get(at) {
                Some(step) if step.is(kind, name) => at = at.saturating_add(1),
                // Any items will do for a list without.
                _ if kind == StepKind::Element
                    && before.is_some_and(|before| before.kind == StepKind::List) => {}
                _ => is_same = false,
            }
        });
        match self.steps.get(at..) {
            Some([]) if is_same => Some(""),
            Some([extra]) if is_same && extra.is(StepKind::Value, EXTRA) => Some("+"),
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

/// The steps through a row with all fields of a version.
fn each_step(
    resource: &'static Resource,
    version: Version,
    step: &mut dyn FnMut(StepKind, &'static str),
) {
    each_field(resource.fields, version, StepKind::Value, step);
    if !resource.associations.is_empty() {
        step(StepKind::Lists, NAMELESS);
    }
    for list in resource.associations {
        if list.since.is_none_or(|since| since <= version) {
            step(StepKind::List, list.name);
            each_field(list.fields, version, StepKind::Element, step);
        }
    }
}

#[inline(never)]
fn each_field(
    fields: &'static [Field],
    version: Version,
    kind: StepKind,
    step: &mut dyn FnMut(StepKind, &'static str),
) {
    for field in fields_in(fields, version) {
        step(kind, field.name);
    }
}
