//! The line of a declaration.

use super::{COMPUTED, KINDS, LIST, NEWER};
use crate::declaration::Resource;
use crate::field::{Field, Kind};

/// The line of a declaration. Versions, docs and what a write does stay behind: reading needs none
/// of them.
pub fn pack(resource: &Resource) -> String {
    let mut words: Vec<String> = [resource.name, resource.item, resource.list]
        .map(str::to_owned)
        .to_vec();
    // A secret is handed out by no name, declared or not.
    let fields = resource.fields.iter().filter(|field| !field.secret);
    words.extend(fields.map(word));
    for list in resource.associations {
        words.extend([format!("{LIST}{}", list.name), list.item.to_owned()]);
        // Shops fail on a name that they do not have: the bare name of a list stands for the others.
        words.extend(list.fields.iter().map(|field| match field.since {
            Some(_) => format!("{NEWER}{}", word(field)),
            None => word(field),
        }));
    }
    words.join(",")
}

fn word(field: &Field) -> String {
    let kind = match field.kind {
        Kind::Enumeration(_) => Kind::Text,
        kind => kind,
    };
    let known = KINDS.iter().find(|(_, one)| *one == kind);
    let letter = known.map_or(' ', |(letter, _)| char::from(*letter));
    let mut word = String::new();
    if field.dynamic {
        word.push(COMPUTED);
    }
    word.push(match field.each_shop {
        true => letter.to_ascii_uppercase(),
        false => letter,
    });
    word.push_str(field.name);
    word
}
