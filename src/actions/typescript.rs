//! The TypeScript of the actions, made from their declarations.

mod docs;
mod lines;
mod run;

use serde_json::Value;

use super::CATALOGUE;
use super::catalogue::Declaration;
use super::parameter::{Kind, Parameter};
use super::prose;
use super::shape::{Object, Shape};
use lines::{comment, described, input_name, line};

pub use run::signatures;

const HEAD: &str = r#"// Made from the declarations in src/actions by the build; not to be edited.

/** Which inputs an action cannot do without, where there is a choice. */
export interface ActionChoices {
  /** The two of which exactly one is given; empty where there is no such choice. */
  readonly either: readonly string[];
  /** Those of which at least one is given; empty where there is no such choice. */
  readonly some: readonly string[];
}

/** What an action writes: which record, and which of its fields. */
export interface ActionWrites {
  /** The resource of the record that changes. */
  readonly resource: string;
  /** Where the change is made by a new record of another resource: that one, else `null`. */
  readonly through: string | null;
  /** The parameters that name the record; exactly one of them is given. */
  readonly named_by: readonly ActionRecordName[];
  /** The parameters that change the record, by name. */
  readonly fields: Readonly<Record<string, ActionWrittenField>>;
  /** A second record that the same call can write; `null` where there is none. */
  readonly also?: ActionAlsoWrites | null;
}

/** A further write of an action, which another action can make alone, and undo. */
export interface ActionAlsoWrites {
  /** The parameter that asks for it. */
  readonly parameter: string;
  /** The action that makes the same write, by a parameter of the same name. */
  readonly action: string;
}

/** A parameter that names the record an action writes. */
export interface ActionRecordName {
  /** Its key in the input. */
  readonly parameter: string;
  /** The field of the record that has its value. */
  readonly field: string;
  /** Whether upper and lower case of `a` to `z` are the same in it. */
  readonly ignores_case: boolean;
  /** Where it can also be a text that stands for an id: of which resource, and in which field; else `null`. */
  readonly looked_up?: ActionLookUp | null;
}

/** Where a text is looked up that stands for the id of a record. */
export interface ActionLookUp {
  /** The resource of the record. */
  readonly resource: string;
  /** The field that has the text. */
  readonly field: string;
}

/** What a parameter of a writing action changes. */
export interface ActionWrittenField {
  /** The field, as the Webservice calls it. */
  readonly field: string;
  /** Whether it holds a text for each language. */
  readonly multilingual: boolean;
  /** The most characters that the newest versions save; `null` where no text comes near the limit. */
  readonly max_length: number | null;
  /** About how many characters are shown by those it is for, such as search engines; `null` for all. */
  readonly shown_length: number | null;
  /** Whether it holds HTML. */
  readonly html: boolean;
  /** What remains when the old value is written back, in a sentence; `null` for nothing. */
  readonly lasting: string | null;
}
"#;

/// Types of every input and output, `ActionMap` that joins them by name, and the catalogue.
pub fn typescript() -> String {
    let mut text = HEAD.to_owned();
    let mut written: Vec<&str> = Vec::new();
    for action in CATALOGUE {
        input_type(&mut text, action);
        objects(&mut text, action.output, &mut written);
    }
    map(&mut text);
    run::bare_names(&mut text);
    catalogue(&mut text);
    text
}

/// The names of the actions that only read, for those who have no catalogue.
pub fn reading() -> String {
    let mut text =
        "// Made from the declarations in src/actions by the build; not to be edited.\n".to_owned();
    comment(&mut text, "", "Names of the actions that only read.");
    line(
        &mut text,
        "export const READING_ACTIONS: readonly string[] = [",
    );
    for action in CATALOGUE.iter().filter(|one| one.effect.writes().is_none()) {
        line(&mut text, &format!("  \"{}\",", action.name));
    }
    line(&mut text, "];");
    text
}

fn input_type(text: &mut String, action: &Declaration) {
    let name = input_name(action);
    let parameters = &action.input;
    comment(text, "", &format!("What `{}` takes.", action.name));
    match parameters.either {
        None if parameters.all.is_empty() => {
            line(
                text,
                &format!("export type {name} = Record<string, never>;"),
            );
        }
        None => {
            line(text, &format!("export interface {name} {{"));
            all(text, action, None);
            line(text, "}");
        }
        // The one that is not given must not be there.
        Some((one, other)) => {
            line(text, &format!("export type {name} ="));
            line(text, "  | {");
            all(text, action, Some((one, other)));
            line(text, "    }\n  | {");
            all(text, action, Some((other, one)));
            line(text, "    };");
        }
    }
}

fn all(text: &mut String, action: &Declaration, choice: Option<(&str, &str)>) {
    let indent = if choice.is_some() { "      " } else { "  " };
    for one in action.input.all {
        let is_given = choice.is_some_and(|(given, _)| given == one.name);
        if choice.is_some_and(|(_, left_out)| left_out == one.name) {
            let given = choice.map_or("", |(given, _)| given);
            comment(text, indent, &format!("Not together with `{given}`."));
            line(text, &format!("{indent}{}?: never;", one.name));
            continue;
        }
        let mut words = prose::of_parameter(action, one);
        if one.kind == Kind::Texts {
            words.push_str(
                " A string, or an object of texts by the ISO code or id of their language.",
            );
        }
        comment(text, indent, &words);
        let optional = if one.required || is_given { "" } else { "?" };
        line(
            text,
            &format!("{indent}{}{optional}: {};", one.name, parameter_type(one)),
        );
    }
}

fn parameter_type(parameter: &Parameter) -> String {
    let name = match parameter.kind {
        Kind::Limit(_) => "number",
        Kind::Reference
        | Kind::Email
        | Kind::Line
        | Kind::Token
        | Kind::Words
        | Kind::Moment
        | Kind::Cursor => "string",
        Kind::Id | Kind::Language | Kind::State | Kind::IdOrText | Kind::Amount => {
            "number | string"
        }
        Kind::Flag | Kind::YesOrNo => "boolean",
        Kind::Texts => "string | Readonly<Record<string, string>>",
        Kind::SomeOf(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
            return format!("readonly ({})[]", words.join(" | "));
        }
    };
    name.to_owned()
}

/// The interface of an object and of those inside it, each once.
fn objects(text: &mut String, object: &Object, written: &mut Vec<&'static str>) {
    if written.contains(&object.name.text()) {
        return;
    }
    written.push(object.name.text());
    comment(text, "", object.description.text());
    line(text, &format!("export interface {} {{", object.name.text()));
    for property in object.properties {
        comment(text, "  ", &docs::of_property(property));
        let null = if property.nullable { " | null" } else { "" };
        line(
            text,
            &format!("  {}: {}{null};", property.name, shape_type(property.shape)),
        );
    }
    line(text, "}");
    for property in object.properties {
        if let Some(inner) = property.shape.object() {
            objects(text, inner, written);
        }
    }
}

fn shape_type(shape: Shape) -> String {
    match shape {
        Shape::Boolean => "boolean".to_owned(),
        Shape::Integer | Shape::Id => "number".to_owned(),
        Shape::Text | Shape::ShopText | Shape::Decimal | Shape::Date => "string".to_owned(),
        Shape::Word(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
            words.join(" | ")
        }
        Shape::Object(object) => object.name.text().to_owned(),
        Shape::List(item) => match shape_type(*item) {
            union if union.contains('|') => format!("({union})[]"),
            item => format!("{item}[]"),
        },
    }
}

fn map(text: &mut String) {
    comment(text, "", "What an action takes and what it answers.");
    line(text, "export interface ActionSignature<Input, Output> {");
    comment(text, "  ", "What it takes.");
    line(text, "  input: Input;");
    comment(text, "  ", "What it answers.");
    line(text, "  output: Output;\n}");
    comment(
        text,
        "",
        "Every action by its name: what it does, the rights it uses, how it can fail.",
    );
    line(text, "export interface ActionMap {");
    for action in CATALOGUE {
        described(text, action);
        let output = action.output.name.text();
        line(
            text,
            &format!(
                "  {}: ActionSignature<{}, {output}>;",
                action.name,
                input_name(action)
            ),
        );
    }
    line(text, "}");
}

fn catalogue(text: &mut String) {
    comment(
        text,
        "",
        // The reference would spell out all of its JSON as a type.
        "Every action: name, title, description, an example of its input, schemas, choices, annotations, the rights it needs and what it writes. @hidden",
    );
    let all: Vec<Value> = CATALOGUE.iter().map(Declaration::to_value).collect();
    // The alternate form of a value's text is its indented JSON.
    line(
        text,
        &format!("export const catalogue = {:#} as const;", Value::Array(all)),
    );
}
