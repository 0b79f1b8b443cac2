//! The root: what the key may do.

use super::document::Format;
use super::errors::Refusal;
use super::xml::Xml;
use crate::catalogue::shops;
use crate::keys::{Key, METHODS};
use crate::options::ShopVersion;
use crate::resources::{RESOURCES, Resource};
use crate::store::Store;

/// The document that lists the resources the key has some right on.
pub(crate) fn root(
    store: &Store,
    key: &Key,
    shop: u32,
    base: &str,
    format: Format,
) -> Result<String, Refusal> {
    let version = store.options.version;
    let known = RESOURCES
        .iter()
        .filter(|resource| store.serves(resource) && key.knows(resource.name));
    if format == Format::Json {
        if version >= ShopVersion::V8_2 {
            return Err(Refusal::Fatal);
        }
        let names: Vec<String> = known
            .map(|resource| format!("\"{}\"", resource.name))
            .collect();
        return Ok(format!("[{}]", names.join(",")));
    }
    let mut xml = Xml::new(version);
    let name = shops::name(shop).replace('&', "&amp;");
    xml.push(&["<api shopName=\"", &name, "\">\n"]);
    for resource in known {
        entry(resource, key, base, version, &mut xml);
    }
    xml.push(&["</api>\n"]);
    Ok(xml.finish())
}

fn entry(resource: &Resource, key: &Key, base: &str, version: ShopVersion, xml: &mut Xml) {
    let name = resource.name;
    for element in [name, "description"] {
        xml.push(&["<", element, " xlink:href=\"", base, name, "\""]);
        for method in METHODS {
            if method == "PATCH" && version < ShopVersion::V8_2 {
                continue;
            }
            let allowed = if key.allows(name, method) {
                "true"
            } else {
                "false"
            };
            xml.attribute(&method.to_ascii_lowercase(), allowed);
        }
        xml.push(&[">\n"]);
    }
    xml.push(&[resource.description, "</description>\n"]);
    for schema in ["blank", "synopsis"] {
        xml.push(&[
            "<schema xlink:href=\"",
            base,
            name,
            "?schema=",
            schema,
            "\" type=\"",
            schema,
            "\"/>\n",
        ]);
    }
    xml.push(&["</", name, ">\n"]);
}
