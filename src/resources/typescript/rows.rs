//! Constructors of rows that come without names, one for each form in which shops send all fields
//! of a resource: written out, they are as fast as objects can be made, without `eval`.

use crate::declaration::Resource;
use crate::declared::{Declared, Visitor};
use crate::field::{Association, Field};

/// A version, as fields name it.
type Version = (u16, u16);

const HEAD: &str = r#"// Made from the declarations in src/resources by the build; not to be edited.

import { items, type MakeItem, type MakeRow } from "../items.js";
"#;

/// The constructors, as TypeScript.
pub fn rows() -> String {
    let mut all = Constructors::default();
    crate::visit(&mut all);
    let items: Vec<String> = all.items.iter().zip(0..).map(item).collect();
    [
        HEAD,
        "\n",
        &items.concat(),
        "\n/** By resource those of the records with all fields, as the versions of PrestaShop have them. */\n",
        "export const CONSTRUCTORS: Readonly<Record<string, readonly MakeRow[]>> = {\n",
        &all.rows.concat(),
        "};\n",
    ]
    .concat()
}

#[derive(Default)]
struct Constructors {
    /// The names of the items, each set of them once.
    items: Vec<Vec<&'static str>>,
    rows: Vec<String>,
}

impl Visitor for Constructors {
    fn visit<R: Declared>(&mut self, _: &'static str) {
        let resource = R::RESOURCE;
        let mut made: Vec<String> = Vec::new();
        for version in versions(resource).into_iter().rev() {
            let row = self.row(resource, version);
            if !made.contains(&row) {
                made.push(row);
            }
        }
        self.rows.push(
            [
                &format!("  {}: [\n", resource.name),
                &made.concat(),
                "  ],\n",
            ]
            .concat(),
        );
    }
}

impl Constructors {
    fn row(&mut self, resource: &Resource, version: Version) -> String {
        let mut row = "    (row, i = 0) => ({\n".to_owned();
        for name in names(resource.fields, version) {
            row.push_str(&["      ", name, ": row[i++],\n"].concat());
        }
        let lists = resource.associations.iter();
        let lists = lists.filter(|list| list.since.is_none_or(|since| since <= version));
        let lists: Vec<String> = lists.map(|list| self.list(list, version)).collect();
        if !resource.associations.is_empty() {
            row.push_str(&["      associations: {\n", &lists.concat(), "      },\n"].concat());
        }
        row.push_str("    }),\n");
        row
    }

    fn list(&mut self, list: &Association, version: Version) -> String {
        let names: Vec<&str> = names(list.fields, version).collect();
        let width = names.len();
        let known = self.items.iter().position(|known| *known == names);
        let place = known.unwrap_or(self.items.len());
        if known.is_none() {
            self.items.push(names);
        }
        let name = list.name;
        format!("        {name}: items(row[i++], {width}, item{place}),\n")
    }
}

/// The versions that are the first with other fields than the one before, the oldest one included.
fn versions(resource: &Resource) -> Vec<Version> {
    let lists = resource.associations.iter();
    let fields = resource.fields.iter();
    let mut versions: Vec<Version> = fields
        .chain(lists.clone().flat_map(|list| list.fields))
        .flat_map(|field| field.since.into_iter().chain(field.until))
        .chain(lists.filter_map(|list| list.since))
        .chain([(0, 0)])
        .collect();
    versions.sort_unstable();
    versions.dedup();
    versions
}

/// The names of the fields that a version answers.
fn names(fields: &'static [Field], version: Version) -> impl Iterator<Item = &'static str> {
    let is_there = move |field: &&Field| {
        let is_new = field.since.is_some_and(|since| since > version);
        let is_gone = field.until.is_some_and(|until| until <= version);
        !field.secret && !is_new && !is_gone
    };
    fields.iter().filter(is_there).map(|field| field.name)
}

fn item((names, place): (&Vec<&str>, usize)) -> String {
    let values: Vec<String> = names
        .iter()
        .map(|name| format!("{name}: row[i++]"))
        .collect();
    let values = values.join(", ");
    format!("const item{place}: MakeItem = (row, i) => ({{ {values} }});\n")
}
