//! Descriptions with the figures of the declaration put in, so that prose and data agree.

use resources::Field;

use super::catalogue::Declaration;
use super::effect::WrittenField;
use super::parameter::{MAX_TEXT, Parameter};

/// What a parameter means. `{max_length}` in its description is the most characters of its field,
/// `{older_max_length}` that of the versions before, `{shown_length}` about how many are shown.
pub fn of_parameter(declaration: &Declaration, parameter: &Parameter) -> String {
    let mut text = parameter.description.text().to_owned();
    let Some(writes) = declaration.effect.writes() else {
        return text;
    };
    let is_it = |one: &&WrittenField| one.parameter == parameter.name;
    let Some(written) = writes.fields.iter().find(is_it) else {
        return text;
    };
    let rule = writes.declared(written).and_then(|field| field.rule);
    let figures = [
        ("{max_length}", rule.map(|rule| rule.max_on(None))),
        ("{older_max_length}", rule.map(|rule| rule.max)),
        ("{shown_length}", written.shown_length.get()),
    ];
    for (name, figure) in figures {
        if let Some(figure) = figure {
            text = text.replace(name, &figure.to_string());
        }
    }
    text
}

/// The most characters of a field in the newest versions; `None` where no text comes near it.
pub fn max_length(field: &Field) -> Option<u32> {
    let max = field.rule.map_or(0, |rule| rule.max_on(None));
    (max > 0 && max < MAX_TEXT).then_some(max)
}
