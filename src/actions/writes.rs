//! What all writing actions take and answer in the same words.

use json::Value;

use super::answer::{self, Answer};
use super::doc::Doc;
use super::input::Input;
use super::shape::{ANSWER_LANGUAGE, Object, Property, Shape, WARNINGS_PROPERTY};
use crate::client::write::effects::{Effect, EffectKind};
use crate::client::write::{WriteOptions, Written};
use crate::webservice::document::{Change, Difference, KnownLanguages};

static UPDATED_FIELD: Object = Object {
    name: Doc::new("UpdatedField"),
    description: Doc::new("A value that is changed."),
    properties: &[
        FIELD_NAME,
        FIELD_LANGUAGE,
        Property::new("before", Shape::ShopText, "As it was."),
        Property::new(
            "after",
            Shape::ShopText,
            "As it is now; in a preview, as it would be.",
        ),
    ],
};

static STORED_DIFFERENCE: Object = Object {
    name: Doc::new("StoredDifference"),
    description: Doc::new("A value that the shop stored otherwise than it was sent."),
    properties: &[
        FIELD_NAME,
        FIELD_LANGUAGE,
        Property::new("asked", Shape::ShopText, "As it was sent."),
        Property::new("stored", Shape::ShopText, "As the shop has it."),
        Property::new(
            "reason",
            Shape::Word(&[
                "rounded",
                "line_ends",
                "cleaned",
                "cut",
                "dropped",
                "characters_lost",
                "default",
                "kept",
                "recomputed",
                "moved_on",
                "saved_in_part",
                "somebody_else",
                "other",
            ]),
            "What the shop did to it.",
        ),
        Property::new(
            "harmless",
            Shape::Boolean,
            "Whether nothing of what was meant is lost.",
        ),
    ],
};

static WRITE_EFFECT: Object = Object {
    name: Doc::new("WriteEffect"),
    description: Doc::new("One thing that a write does beyond its fields."),
    properties: &[
        Property::new("kind", Shape::Word(&EffectKind::NAMES), "What it concerns."),
        Property::new("text", Shape::Text, "What happens, in a sentence."),
    ],
};

const FIELD_NAME: Property = Property::new("field", Shape::Text, "The Webservice's name of it.");
const FIELD_LANGUAGE: Property = Property::new(
    "language",
    Shape::Object(&ANSWER_LANGUAGE),
    "The language of a text; null for a field with one value.",
)
.or_null();

const FIELD_LIST: Shape = Shape::List(&Shape::Object(&UPDATED_FIELD));
const EFFECT_LIST: Shape = Shape::List(&Shape::Object(&WRITE_EFFECT));
const DIFFERENCE_LIST: Shape = Shape::List(&Shape::Object(&STORED_DIFFERENCE));

/// Whether anything was written.
pub const PREVIEW_PROPERTY: Property = Property::new(
    "preview",
    Shape::Boolean,
    "Whether this is a preview: nothing is written then.",
);
/// Whether the shop was changed.
pub const WRITTEN_PROPERTY: Property = Property::new(
    "written",
    Shape::Boolean,
    "Whether the shop was changed; false for a preview and where there was nothing to change.",
);
/// The values that are changed.
pub const FIELDS_PROPERTY: Property = Property::new(
    "fields",
    FIELD_LIST,
    "What is changed; empty if it was so already.",
);
/// What the shop made of them.
pub const DIFFERENCES_PROPERTY: Property = Property::new(
    "differences",
    DIFFERENCE_LIST,
    "What the shop made of values by itself; empty if nothing.",
);
/// What it does besides.
pub const EFFECTS_PROPERTY: Property = Property::new(
    "effects",
    EFFECT_LIST,
    "What the shop does along with it, such as an e-mail, an invoice, texts it cleans as well; in a preview, what it would do.",
);
/// What to confirm with.
pub const TOKEN_PROPERTY: Property = Property::new(
    "token",
    Shape::Text,
    "Of the record as it is now. After a preview: hand it in as expect to write what was shown.",
)
.or_null();
/// What an action answers that updates one record.
pub const UPDATED: &[Property] = &[
    Property::new("id", Shape::Id, "Id of the record."),
    PREVIEW_PROPERTY,
    WRITTEN_PROPERTY,
    FIELDS_PROPERTY,
    DIFFERENCES_PROPERTY,
    EFFECTS_PROPERTY,
    WARNINGS_PROPERTY,
    TOKEN_PROPERTY,
];

/// The options of the write that an input asks for.
pub fn options(input: &Input) -> WriteOptions {
    let token = input.text("expect");
    WriteOptions {
        preview: input.flag("preview"),
        expect: (!token.is_empty()).then(|| token.to_owned()),
        ..WriteOptions::default()
    }
}

/// The effects of a write, for an answer.
pub fn effects(written: &Written) -> Vec<Value> {
    let one = |one: &Effect| {
        let mut row = answer::blank(&WRITE_EFFECT);
        answer::set(&mut row, "kind", one.kind.name());
        answer::set(&mut row, "text", one.text.as_str());
        Value::Object(row)
    };
    written.effects.iter().map(one).collect()
}

/// What the shop made of values by itself, for an answer.
pub fn differences(written: &Written) -> Vec<Value> {
    let one = |one: &Difference| {
        let mut row = answer::blank(&STORED_DIFFERENCE);
        answer::set(&mut row, "field", one.field.as_str());
        answer::set(
            &mut row,
            "language",
            text_language(&written.languages, one.language),
        );
        answer::set(&mut row, "asked", one.asked.as_str());
        answer::set(&mut row, "stored", one.stored.as_str());
        answer::set(&mut row, "reason", one.reason.name());
        answer::set(&mut row, "harmless", one.reason.is_harmless());
        Value::Object(row)
    };
    written.differences.iter().map(one).collect()
}

/// Fills in what all writes answer.
pub fn fill(output: &mut Answer, written: Written) {
    let fields: Vec<Value> = written
        .changes
        .iter()
        .map(|change| field(change, &written))
        .collect();
    let differences = differences(&written);
    answer::set(output, "effects", effects(&written));
    answer::set(output, "preview", written.is_preview);
    answer::set(output, "written", written.written);
    answer::set(output, "fields", fields);
    answer::set(output, "differences", differences);
    answer::set(output, "warnings", written.warnings);
    answer::set(output, "token", written.token);
}

fn field(change: &Change, written: &Written) -> Value {
    let made = written
        .differences
        .iter()
        .find(|one| one.field == change.field && one.language == change.language);
    let mut row = answer::blank(&UPDATED_FIELD);
    answer::set(&mut row, "field", change.field.as_str());
    answer::set(
        &mut row,
        "language",
        text_language(&written.languages, change.language),
    );
    answer::set(&mut row, "before", change.before.as_str());
    answer::set(
        &mut row,
        "after",
        made.map_or(change.after.as_str(), |one| one.stored.as_str()),
    );
    Value::Object(row)
}

fn text_language(languages: &KnownLanguages, id: Option<u32>) -> Value {
    let Some(id) = id else {
        return Value::Null;
    };
    let mut language = answer::blank(&ANSWER_LANGUAGE);
    answer::set(&mut language, "id", id);
    answer::set(
        &mut language,
        "iso_code",
        languages.iso_code(id).map(str::to_owned),
    );
    Value::Object(language)
}
