//! What an action does to the shop, declared once: the action writes by it, and the catalogue
//! hands it on to those who queue, journal, undo and show writes.

use resources::{Field, Resource};

use super::doc::Doc;

/// What an action does to the shop.
#[derive(Clone, Copy, Debug)]
pub enum Effect {
    /// It reads.
    Reads,
    /// It replaces values; the same call a second time changes nothing more.
    Writes(Writes),
}

impl Effect {
    /// What it writes; `None` where it reads.
    pub const fn writes(&self) -> Option<&Writes> {
        match self {
            Effect::Reads => None,
            Effect::Writes(writes) => Some(writes),
        }
    }
}

/// Which record an action changes, and which of its fields.
#[derive(Clone, Copy, Debug)]
pub struct Writes {
    /// The resource of the record that changes.
    pub resource: &'static Resource,
    /// The parameters that name the record, of which exactly one is given.
    pub named_by: &'static [NamedBy],
    /// The parameters that change it.
    pub fields: &'static [WrittenField],
    /// A second record that the same call can write.
    pub also: Option<Also>,
}

/// A further write of an action, which another action can make alone, and undo.
#[derive(Clone, Copy, Debug)]
pub struct Also {
    /// The parameter that asks for it.
    pub parameter: &'static str,
    /// The action that makes the same write, by a parameter of the same name.
    pub action: &'static str,
}

/// A parameter that names the record.
#[derive(Clone, Copy, Debug)]
pub struct NamedBy {
    /// Its key in the input.
    pub parameter: &'static str,
    /// The field it is compared with.
    pub field: &'static str,
    /// Whether ASCII letter case is ignored.
    pub ignores_case: bool,
    /// Where the parameter can also be a text: the resource whose id it stands for, and the field
    /// of that resource with the text.
    pub looked_up: Option<(&'static str, &'static str)>,
}

impl NamedBy {
    /// The id of the record.
    pub const ID: NamedBy = NamedBy {
        parameter: "id",
        field: "id",
        ignores_case: false,
        looked_up: None,
    };

    /// A text of the record, in any letter case; the parameter is named like the field.
    pub const fn text(field: &'static str) -> Self {
        NamedBy {
            parameter: field,
            field,
            ignores_case: true,
            looked_up: None,
        }
    }
}

/// A parameter that changes a field.
#[derive(Clone, Copy, Debug)]
pub struct WrittenField {
    /// Its key in the input.
    pub parameter: &'static str,
    /// The field it changes.
    pub field: &'static str,
    /// About how many characters are shown by those the text is for.
    pub shown_length: Doc<Option<u32>>,
    /// What remains when the old value is written back, in a sentence.
    pub lasting: Doc<Option<&'static str>>,
}

impl WrittenField {
    /// A parameter that is named like its field.
    pub const fn new(field: &'static str) -> Self {
        WrittenField {
            parameter: field,
            field,
            shown_length: Doc::new(None),
            lasting: Doc::new(None),
        }
    }

    /// The same field, changed by a parameter of another name.
    pub const fn by(mut self, parameter: &'static str) -> Self {
        self.parameter = parameter;
        self
    }

    /// The same field where search engines and the like show no more characters than about that.
    pub const fn shown_length(mut self, characters: u32) -> Self {
        self.shown_length = Doc::new(Some(characters));
        self
    }

    /// The same field where something remains of a value that was taken back.
    pub const fn leaves(mut self, sentence: &'static str) -> Self {
        self.lasting = Doc::new(Some(sentence));
        self
    }
}

/// The parameters that change those fields, by name.
pub const fn parameters<const N: usize>(fields: &[WrittenField; N]) -> [&'static str; N] {
    let mut names = [""; N];
    let mut rest = (names.as_mut_slice(), fields.as_slice());
    while let ([name, names @ ..], [field, fields @ ..]) = rest {
        *name = field.parameter;
        rest = (names, fields);
    }
    names
}

impl Writes {
    /// The declaration of a field that is changed.
    pub fn declared(&self, written: &WrittenField) -> Option<&'static Field> {
        self.resource.field(written.field)
    }

    /// Where the change is made by creating a record of another resource: that one.
    pub fn through(&self) -> Option<&'static str> {
        let mut declared = self.fields.iter().filter_map(|one| self.declared(one));
        declared.find_map(Field::changed_by)
    }
}
