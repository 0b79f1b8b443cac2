//! Constructors of rows that come without names, one for each form in which shops send all fields
//! of a resource: written out, they are as fast as objects can be made, without `eval`.

use crate::declaration::Resource;
use crate::declared::{Declared, Visitor};
use crate::field::{Association, VERSIONS, Version, fields_in};

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
        "\n/** Of records with all fields, by resource and the first version of PrestaShop with those fields. */\n",
        "export const CONSTRUCTORS: Readonly<Record<string, MakeRow>> = {\n",
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
        let mut last = String::new();
        for (name, version) in VERSIONS {
            let row = self.row(resource, version);
            if row != last {
                let key = [resource.name, " ", name].concat();
                self.rows.push(format!("  \"{key}\": {row}"));
            }
            last = row;
        }
    }
}

impl Constructors {
    fn row(&mut self, resource: &'static Resource, version: Version) -> String {
        let mut row = "(row, i = 0) => ({\n".to_owned();
        for field in fields_in(resource.fields, version) {
            row.push_str(&["    ", field.name, ": row[i++],\n"].concat());
        }
        let lists = resource.associations.iter();
        let lists = lists.filter(|list| list.since.is_none_or(|since| since <= version));
        let lists: Vec<String> = lists.map(|list| self.list(list, version)).collect();
        if !resource.associations.is_empty() {
            row.push_str(&["    associations: {\n", &lists.concat(), "    },\n"].concat());
        }
        row.push_str("  }),\n");
        row
    }

    fn list(&mut self, list: &'static Association, version: Version) -> String {
        let fields = fields_in(list.fields, version);
        let names: Vec<&str> = fields.map(|field| field.name).collect();
        let width = names.len();
        let known = self.items.iter().position(|known| *known == names);
        let place = known.unwrap_or(self.items.len());
        if known.is_none() {
            self.items.push(names);
        }
        let name = list.name;
        format!("      {name}: items(row[i++], {width}, item{place}),\n")
    }
}

fn item((names, place): (&Vec<&str>, usize)) -> String {
    let values: Vec<String> = names
        .iter()
        .map(|name| format!("{name}: row[i++]"))
        .collect();
    let values = values.join(", ");
    format!("const item{place}: MakeItem = (row, i) => ({{ {values} }});\n")
}
