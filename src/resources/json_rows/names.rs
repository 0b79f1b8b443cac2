//! The names of a row's values, told once for all rows that have the same.

use std::{mem, ptr};

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

/// The name of the object of the lists is not told.
static LISTS: Step = Step {
    kind: StepKind::Lists,
    name: "",
};

/// The names of the rows of one resource, in the order of their values.
///
/// They are told as `products:id,name,/,categories/id,images/`: `/` begins the object of the
/// lists, behind the name of each list stand those of its items, or none where it has no items.
#[derive(Debug)]
pub(super) struct Names {
    resource: &'static str,
    /// Those of the last row that told its own.
    told: Vec<Step>,
    /// Whether a row of this text has told any.
    has_told: bool,
    /// How many steps of the row that is read are as they were told.
    same: usize,
    /// All steps of the row, once one is not.
    own: Vec<Step>,
    /// The names of the item that is read.
    item: Vec<&'static str>,
    is_in_item: bool,
    /// The list that is read.
    list: &'static str,
    /// The names of its usual items.
    usual: Vec<&'static str>,
}

impl Names {
    pub fn of(resource: &'static str) -> Self {
        Names {
            resource,
            told: Vec::new(),
            has_told: false,
            same: 0,
            own: Vec::new(),
            item: Vec::new(),
            is_in_item: false,
            list: "",
            usual: Vec::new(),
        }
    }

    /// What was told stands in another text.
    pub fn forget(&mut self) {
        self.has_told = false;
    }

    pub fn begin_row(&mut self) {
        self.same = 0;
        self.own.clear();
        self.is_in_item = false;
    }

    /// The next value is of that name.
    pub fn name(&mut self, name: &'static str) {
        match self.is_in_item {
            true => self.item.push(name),
            false => self.step(Step {
                kind: StepKind::Value,
                name,
            }),
        }
    }

    /// The names that a row which ends has to tell; nothing where they are those told last.
    pub fn end_row(&mut self) -> Option<String> {
        let is_as_told = self.own.is_empty() && self.same == self.told.len();
        if mem::replace(&mut self.has_told, true) && is_as_told {
            return None;
        }
        match self.own.is_empty() {
            true => self.told.truncate(self.same),
            false => mem::swap(&mut self.told, &mut self.own),
        }
        Some(self.text())
    }

    pub fn begin_lists(&mut self) {
        self.step(LISTS);
    }

    pub fn begin_list(&mut self, name: &'static str) {
        self.list = name;
        self.usual.clear();
    }

    pub fn begin_item(&mut self) {
        self.is_in_item = true;
        self.item.clear();
    }

    /// Ends an item: its own names, unless they are the usual ones of its list, which the first
    /// item decides. One of another `form` than values alone has its own.
    pub fn end_item(&mut self, is_usual: bool) -> Option<String> {
        self.is_in_item = false;
        let is_usual = is_usual && !self.item.is_empty();
        if is_usual && self.usual.is_empty() {
            mem::swap(&mut self.usual, &mut self.item);
            return None;
        }
        let is_same = |(one, other): (&&'static str, &&'static str)| ptr::eq(*one, *other);
        let pairs = self.item.iter().zip(&self.usual);
        match is_usual && self.item.len() == self.usual.len() && { pairs }.all(is_same) {
            true => None,
            false => Some(self.item.join(",")),
        }
    }

    pub fn end_list(&mut self) {
        self.step(Step {
            kind: StepKind::List,
            name: self.list,
        });
        let elements = mem::take(&mut self.usual);
        if elements.is_empty() && self.own.is_empty() {
            // Any items will do for a list without.
            let rest = self.told.get(self.same..).unwrap_or_default();
            let is_element = |step: &&Step| step.kind == StepKind::Element;
            let elements = rest.iter().take_while(is_element).count();
            self.same = self.same.saturating_add(elements);
        }
        for name in &elements {
            self.step(Step {
                kind: StepKind::Element,
                name,
            });
        }
        self.usual = elements;
    }

    fn step(&mut self, step: Step) {
        if self.own.is_empty() {
            let told = self.told.get(self.same);
            if told.is_some_and(|told| told.is(step)) {
                self.same = self.same.saturating_add(1);
                return;
            }
            let same = self.told.get(..self.same).unwrap_or_default();
            self.own.extend_from_slice(same);
        }
        self.own.push(step);
    }

    fn text(&self) -> String {
        let mut text = [self.resource, ":"].concat();
        for (at, Step { kind, name }) in self.told.iter().enumerate() {
            match kind {
                StepKind::Element if text.ends_with('/') => {}
                StepKind::Element => text.push('/'),
                _ if at == 0 => {}
                _ => text.push(','),
            }
            text.push_str(name);
            if matches!(kind, StepKind::Lists | StepKind::List) {
                text.push('/');
            }
        }
        text
    }
}

impl Step {
    /// Names of declarations are the same text where they are the same place.
    fn is(self, other: Step) -> bool {
        self.kind == other.kind && ptr::eq(self.name, other.name)
    }
}
