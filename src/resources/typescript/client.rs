//! The class with a property for each declared resource, which the package's client extends.

use crate::declaration::Creation;
use crate::declared::{Declared, Visitor};

/// The class, as TypeScript.
pub fn client() -> String {
    let mut resources = Resources(Vec::new());
    crate::visit(&mut resources);
    crate::packed::visit(&mut resources);
    let all = resources.0;
    let mut types: Vec<String> = all.iter().flat_map(|one| one.types.clone()).collect();
    types.sort();
    let mut classes: Vec<&str> = all.iter().map(|one| one.class).collect();
    classes.sort_unstable();
    classes.dedup();
    let properties: Vec<String> = all.iter().map(Property::declaration).collect();
    let made: Vec<String> = all.iter().map(Property::assignment).collect();
    format!(
        "// Made from the declarations in src/resources by the build; not to be edited.

import type {{ Core }} from \"../core.js\";
import {{ {} }} from \"../resource.js\";
import {{ PACKED }} from \"./packed.js\";
import type {{
  {},
}} from \"./resources.js\";

/** The resources that this package declares, as properties of {{@link PrestaShop}}. */
export class DeclaredResources {{
{}

  /**
   * Made by `PrestaShop`.
   * @hidden
   */
  constructor(core: Core) {{
{}
  }}
}}
",
        classes.join(", "),
        types.join(",\n  "),
        properties.join("\n"),
        made.join("\n"),
    )
}

struct Resources(Vec<Property>);

/// One property of the class.
struct Property {
    docs: &'static str,
    /// The resource, as the Webservice calls it.
    resource: &'static str,
    class: &'static str,
    /// The arguments of the class: the record, its filter, its display, its changes.
    types: Vec<String>,
}

impl Visitor for Resources {
    fn visit<R: Declared>(&mut self, name: &'static str) {
        let declared = R::RESOURCE;
        let class = match (declared.creation, declared.is_updatable) {
            (Creation::OrderStatus, _) => "OrderHistories",
            (Creation::Fields, true) => "WritableResource",
            (Creation::Fields, false) => "Resource",
        };
        let suffixes = ["", "Filter", "Display"].into_iter();
        let changes = declared.is_updatable.then_some("Changes");
        self.0.push(Property {
            docs: R::PROPERTY_DOCS.trim(),
            resource: declared.name,
            class,
            types: suffixes
                .chain(changes)
                .map(|suffix| format!("{name}{suffix}"))
                .collect(),
        });
    }
}

impl Property {
    fn declaration(&self) -> String {
        let name = camel_case(self.resource);
        let types = self.types.join(", ");
        format!(
            "  /** {} */\n  readonly {name}: {}<{types}>;",
            self.docs, self.class
        )
    }

    fn assignment(&self) -> String {
        let name = camel_case(self.resource);
        let resource = match crate::find(self.resource) {
            Some(_) => format!("\"{}\"", self.resource),
            None => format!("PACKED.{}", self.resource),
        };
        format!("    this.{name} = new {}(core, {resource});", self.class)
    }
}

/// `orderStates` of `order_states`.
fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        camel.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}
