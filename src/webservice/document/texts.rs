//! Texts that go back to the shop although nobody asked to change them.

use resources::{Format, Kind};
use xml::{Inside, Tree, can_hold, holdable};

use super::{Document, Edited, Unwritable, language_of};

/// What shops were seen to take out of HTML when they save it.
const TAKEN_OUT: [&str; 4] = ["\"data:", "'data:", "(data:", " data-"];

impl Edited {
    /// Takes the characters that no document can hold out of what goes back: all of it, or only
    /// the fields that are changed. Gives the places, `name (language 2)`.
    pub fn leave_out(&mut self, only_changed: bool) -> Vec<String> {
        let changed: Vec<String> = self.fields().into_iter().map(str::to_owned).collect();
        let mut places = Vec::new();
        let Inside::Elements(fields) = &mut self.after.record.inside else {
            return places;
        };
        for field in fields {
            if !only_changed || changed.contains(&field.name) {
                leave_out(field, &mut places);
            }
        }
        places
    }

    /// Texts in HTML that a PUT sends along and that the shop will clean: `description (language 2)`.
    pub fn cleaned_along(&self) -> Vec<String> {
        let is_changed = |field: &str, language| {
            let mut changes = self.changes.iter();
            changes.any(|one| one.field == field && one.language == language)
        };
        let cells = self.after.cells();
        let cleaned = cells.iter().filter(|cell| {
            let declared = self.after.declared_field(cell.field);
            let is_html = declared.is_some_and(|field| {
                field.kind == Kind::Multilingual
                    && field
                        .rule
                        .is_some_and(|rule| rule.format == Format::CleanHtml)
            });
            is_html
                && !is_changed(cell.field, cell.language)
                && TAKEN_OUT.iter().any(|one| cell.text.contains(one))
        });
        cleaned
            .map(|cell| place(cell.field, cell.language))
            .collect()
    }
}

impl Document {
    /// Whether it stores a value that the shop's schema says must not be sent: a PUT resets it.
    /// What the shop computes is marked so too.
    pub fn stores_any(&self, unwritable: &Unwritable) -> bool {
        let mut fields = self.fields();
        fields.any(|field| unwritable.contains(&field.name) && !self.is_recomputed(&field.name))
    }
}

fn leave_out(field: &mut Tree, places: &mut Vec<String>) {
    let name = field.name.clone();
    let texts = match &mut field.inside {
        Inside::Text(_) => std::slice::from_mut(field),
        Inside::Elements(texts) => texts,
    };
    for one in texts {
        let language = language_of(one);
        if let Inside::Text(text) = &mut one.inside
            && !can_hold(text)
        {
            *text = holdable(text);
            places.push(place(&name, language));
        }
    }
}

fn place(field: &str, language: Option<u32>) -> String {
    match language {
        Some(language) => format!("{field} (language {language})"),
        None => field.to_owned(),
    }
}
