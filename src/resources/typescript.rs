//! The TypeScript types of the resources, made from their declarations.

mod client;
mod docs;
mod packed;
mod rows;

use super::declared::{Declared, Visitor};
use super::field::{Association, Field, Kind, Write};

pub use client::client;
pub use packed::packed;
pub use rows::rows;

const HEAD: &str = r#"// Made from the declarations in src/resources by the build; not to be edited.

/**
 * One text per language id: `{ "1": "…", "2": "…" }`. By ISO code it is read with `text`:
 * `text(product.name, "fr", await shop.languages.list())`.
 */
export type Multilingual = { [id: number]: string; [id: `${number}`]: string };

/** Texts to change, by ISO code or language id; languages that are not named stay as they are. */
export type Texts = { [language: string]: string };

/** What a shop sends and this package does not declare, kept as text; an `id` is a number. */
export type Extra = { [name: string]: ExtraValue };

/** A text, an `id`, one text per language id, a list of links, or an element with what is in it. */
export type ExtraValue = string | number | Multilingual | ExtraValue[] | Extra;

/**
 * What a filter on a field may ask for. A bare value means `equals`, a list `oneOf`. A date without
 * a time, `2026-01-31`, is that whole day; of several days only bounds can be asked for.
 */
export type Condition<T> =
  | T
  | readonly T[]
  | {
      /** This value; of texts, whatever the case of their letters. */
      equals: T;
    }
  | {
      /** Any of these values. */
      oneOf: readonly T[];
    }
  | {
      /** From the first to the second value, both included; `null` leaves one of them open. */
      between: readonly [T, T | null] | readonly [null, T];
    }
  | {
      /** More than this value, later than this date; of a day, later than its end. */
      greater: T;
    }
  | {
      /** Less than this value, earlier than this date. */
      less: T;
    }
  | {
      /** Anything but this value, or these. */
      not: T | readonly T[];
    };

/** Texts can also be compared by a part of them; upper and lower case are the same to shops. */
export type TextCondition<T extends string = string> =
  | Condition<T>
  | {
      /** Texts that begin with this one. */
      begins: string;
    }
  | {
      /** Texts that end with this one. */
      ends: string;
    }
  | {
      /** Texts that have this one in them. */
      contains: string;
    };
"#;

/// The types of every resource.
pub fn source() -> String {
    let mut types = Types(HEAD.to_owned());
    super::visit(&mut types);
    super::packed::visit(&mut types);
    types.0
}

struct Types(String);

impl Visitor for Types {
    fn visit<R: Declared>(&mut self, name: &'static str) {
        resource::<R>(&mut self.0, name);
    }
}

fn resource<R: Declared>(text: &mut String, name: &str) {
    record::<R>(text, name);
    if !R::RESOURCE.associations.is_empty() {
        associations::<R>(text, name);
    }
    filter::<R>(text, name);
    display::<R>(text, name);
    if R::RESOURCE.is_updatable {
        changes::<R>(text, name);
    }
}

/// What an update may be given: what goes back to the shop and may differ there.
fn changes<R: Declared>(text: &mut String, name: &str) {
    let item = R::RESOURCE.item.replace('_', " ");
    push(
        text,
        &format!(
            "\n/** What can be changed of a {item}; what is left out stays as it is. */\nexport interface {name}Changes {{"
        ),
    );
    for (field, docs) in R::RESOURCE.fields.iter().zip(R::FIELD_DOCS) {
        if field.write != Write::Yes {
            continue;
        }
        comment(text, "  ", &docs::asked(field, docs));
        let asked = match field.kind {
            Kind::Multilingual => "Texts".to_owned(),
            Kind::Boolean => "boolean".to_owned(),
            Kind::Decimal => "string".to_owned(),
            kind => type_of(kind),
        };
        push(text, &format!("  {}?: {asked};", field.name));
    }
    let is_changed = |one: &&Association| one.write == Write::Yes;
    let links: Vec<&Association> = R::RESOURCE.associations.iter().filter(is_changed).collect();
    if !links.is_empty() {
        push(
            text,
            "  /** Replaces linked records; an empty list is refused. */\n  associations?: {",
        );
        for link in links {
            replaced::<R>(text, link);
        }
        push(text, "  };");
    }
    push(
        text,
        "  /** Fields that this package does not declare. */\n  extra?: { [name: string]: string | Texts };\n}",
    );
}

/// The links that a change puts in the place of those that are there.
fn replaced<R: Declared>(text: &mut String, link: &Association) {
    let (docs, item_docs) = docs_of::<R>(link);
    comment(text, "    ", &docs::linked(link, docs));
    push(text, &format!("    {}?: readonly (number | {{", link.name));
    for (field, docs) in link.fields.iter().zip(item_docs) {
        comment(text, "      ", &docs::asked(field, docs));
        push(
            text,
            &format!("      {}: {};", field.name, type_of(field.kind)),
        );
    }
    push(text, "    })[];");
}

/// The words about an association, and about each field of its items.
fn docs_of<R: Declared>(link: &Association) -> (&'static str, &'static [&'static str]) {
    let all = R::RESOURCE.associations.iter();
    let words = R::ASSOCIATION_DOCS.iter().zip(R::ITEM_DOCS);
    all.zip(words)
        .find(|(one, _)| one.name == link.name)
        .map_or(("", &[]), |(_, (docs, items))| (docs, items))
}

fn record<R: Declared>(text: &mut String, name: &str) {
    push(
        text,
        &format!("\n/** {} */\nexport interface {name} {{", R::DOCS.trim()),
    );
    for (field, docs) in R::RESOURCE.fields.iter().zip(R::FIELD_DOCS) {
        if !field.secret {
            property(text, "  ", field, docs);
        }
    }
    if !R::RESOURCE.associations.is_empty() {
        push(text, "  /** The linked records. */");
        push(text, &format!("  associations: {name}Associations;"));
    }
    push(
        text,
        "  /** Fields that this package does not declare, and values that are not of their field's kind. */",
    );
    push(text, "  extra?: Extra;\n}");
}

fn associations<R: Declared>(text: &mut String, name: &str) {
    push(
        text,
        &format!("\n/** The linked records of {name}. */\nexport interface {name}Associations {{"),
    );
    for association in R::RESOURCE.associations {
        let (docs, item_docs) = docs_of::<R>(association);
        comment(text, "  ", &docs::linked(association, docs));
        push(
            text,
            &format!(
                "  {}{}: {{",
                association.name,
                optional(association.since.is_some())
            ),
        );
        for (field, docs) in association.fields.iter().zip(item_docs) {
            property(text, "    ", field, docs);
        }
        push(
            text,
            "    /** Elements that this package does not declare. */",
        );
        push(text, "    extra?: Extra;\n  }[];");
    }
    push(text, "}");
}

fn property(text: &mut String, indent: &str, field: &Field, docs: &str) {
    comment(text, indent, &docs::answered(field, docs));
    let partial = optional(field.since.is_some() || field.until.is_some());
    push(
        text,
        &format!("{indent}{}{partial}: {};", field.name, type_of(field.kind)),
    );
}

fn filter<R: Declared>(text: &mut String, name: &str) {
    push(
        text,
        &format!(
            "\n/** What a list of {} can be filtered by. */",
            R::RESOURCE.name
        ),
    );
    push(text, &format!("export interface {name}Filter {{"));
    for (field, docs) in R::RESOURCE.fields.iter().zip(R::FIELD_DOCS) {
        if field.dynamic || field.secret {
            continue;
        }
        comment(text, "  ", &docs::filtered(field, docs));
        push(
            text,
            &format!("  {}?: {};", field.name, condition_of(field.kind)),
        );
    }
    push(text, "}");
}

fn display<R: Declared>(text: &mut String, name: &str) {
    push(
        text,
        &format!("\n/** What `display` can name of {}. */", R::RESOURCE.name),
    );
    push(text, &format!("export type {name}Display ="));
    let fields = R::RESOURCE.fields.iter().filter(|field| !field.secret);
    let mut names: Vec<String> = fields
        .map(|field| format!("  | \"{}\"", field.name))
        .collect();
    for Association { name, .. } in R::RESOURCE.associations {
        names.push(format!("  | \"{name}\""));
        names.push(format!("  | `{name}[${{string}}]`"));
    }
    push(text, &format!("{};", names.join("\n")));
}

fn type_of(kind: Kind) -> String {
    match kind {
        Kind::Id => "number".to_owned(),
        Kind::Link | Kind::Integer => "number | null".to_owned(),
        Kind::Boolean => "boolean | null".to_owned(),
        Kind::Decimal | Kind::Date => "string | null".to_owned(),
        Kind::Text => "string".to_owned(),
        Kind::Multilingual => "Multilingual".to_owned(),
        // The intersection keeps the suggestions and lets modules' own values through.
        Kind::Enumeration(values) => {
            let known: Vec<String> = values.iter().map(|value| format!("\"{value}\"")).collect();
            format!("{} | \"\" | (string & {{}})", known.join(" | "))
        }
    }
}

fn condition_of(kind: Kind) -> String {
    match kind {
        Kind::Id | Kind::Link | Kind::Integer => "Condition<number>".to_owned(),
        Kind::Boolean => "Condition<boolean>".to_owned(),
        Kind::Decimal => "Condition<string | number>".to_owned(),
        Kind::Date => "Condition<string>".to_owned(),
        Kind::Text | Kind::Multilingual => "TextCondition".to_owned(),
        Kind::Enumeration(_) => format!("TextCondition<{}>", type_of(kind)),
    }
}

fn optional(partial: bool) -> &'static str {
    if partial { "?" } else { "" }
}

fn comment(text: &mut String, indent: &str, words: &str) {
    push(text, &format!("{indent}/** {words} */"));
}

fn push(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}
