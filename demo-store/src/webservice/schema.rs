//! `schema=blank` and `schema=synopsis`: a record without a record.

use super::document::Format;
use super::errors::Refusal;
use super::items;
use super::xml::Xml;
use crate::options::ShopVersion;
use crate::resources::Resource;
use crate::resources::association::Association;
use crate::resources::field::{Field, Kind};

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Schema {
    /// Every writable field, empty.
    Blank,
    /// What each field demands.
    Synopsis,
}

/// Reads the parameter.
pub(crate) fn named(text: &str) -> Result<Schema, Refusal> {
    match text {
        "blank" => Ok(Schema::Blank),
        "synopsis" => Ok(Schema::Synopsis),
        _ => Err(Refusal::one(
            400,
            28,
            "Please select a schema of type 'synopsis' to get the whole schema informations (which fields are required, which kind of content...) or 'blank' to get an empty schema to fill before using POST request",
        )),
    }
}

/// Writes the schema of a resource.
#[derive(Debug)]
pub(crate) struct Drawing<'a> {
    pub(crate) schema: Schema,
    pub(crate) resource: &'static Resource,
    pub(crate) version: ShopVersion,
    pub(crate) languages: &'a [u32],
    /// `http://host/api/` of the shop.
    pub(crate) base: &'a str,
}

impl Drawing<'_> {
    pub(crate) fn draw(&self, format: Format) -> String {
        if format == Format::Json {
            return self.json();
        }
        let mut xml = Xml::new(self.version);
        xml.push(&["<", self.resource.item, ">\n"]);
        if self.schema == Schema::Blank {
            xml.push(&["\t<id>"]);
            xml.cdata("");
            xml.push(&["</id>\n"]);
        }
        for field in self.fields() {
            self.field(field, &mut xml);
        }
        if !self.resource.associations.is_empty() {
            xml.push(&["<associations>\n"]);
            for (_, association) in self.resource.associations(self.version) {
                self.association(association, &mut xml);
            }
            xml.push(&["</associations>\n"]);
        }
        xml.push(&["</", self.resource.item, ">\n"]);
        xml.finish()
    }

    fn fields(&self) -> impl Iterator<Item = &'static Field> {
        self.resource
            .fields(self.version)
            .map(|(_, field)| field)
            .filter(|field| self.schema == Schema::Synopsis || !field.is_unwritable(self.version))
    }

    fn field(&self, field: &Field, xml: &mut Xml) {
        let synopsis = self.schema == Schema::Synopsis;
        xml.push(&["\t<", field.name]);
        if synopsis {
            self.demands(field, xml);
        }
        xml.push(&[">"]);
        if field.kind == Kind::Texts {
            for language in self.languages {
                let id = language.to_string();
                xml.push(&["<language id=\"", &id, "\""]);
                if synopsis {
                    xml.push(&[" xlink:href=\"", self.base, "languages/", &id, "\""]);
                    // A blank behind it, as shops write it.
                    xml.push(&[" format=\"isUnsignedId\" "]);
                }
                xml.push(&[">"]);
                xml.cdata("");
                xml.push(&["</language>"]);
            }
        } else {
            xml.cdata("");
        }
        xml.push(&["</", field.name, ">\n"]);
    }

    fn demands(&self, field: &Field, xml: &mut Xml) {
        if field.dynamic {
            xml.attribute("notFilterable", "true");
        }
        if field.is_unwritable(self.version) {
            xml.attribute("read_only", "true");
        }
        if field.is_required(self.version) {
            xml.attribute("required", "true");
        }
        if let Some(size) = field.size(self.version) {
            xml.attribute("maxSize", &size.to_string());
        }
        if let Some(format) = field.format(self.version) {
            xml.attribute("format", format);
        }
        if field.marked_read_only || field.is_unwritable(self.version) {
            xml.attribute("readOnly", "true");
        }
    }

    fn association(&self, association: &'static Association, xml: &mut Xml) {
        let synopsis = self.schema == Schema::Synopsis;
        xml.push(&["<", association.name]);
        if synopsis {
            xml.attribute("nodeType", association.item);
            match association.api {
                Some(api) => xml.attribute("api", api),
                None => xml.attribute("virtualEntity", "true"),
            }
        }
        xml.push(&[">\n\t<", association.item, ">\n\t<id>"]);
        xml.cdata("");
        xml.push(&["</id>\n"]);
        for (_, field) in items::fields(association, self.version) {
            xml.push(&["\t<", field.name]);
            if synopsis {
                if let Some(link) = field.link.filter(|_| field.link_since <= self.version) {
                    xml.push(&[" xlink:href=\"", self.base, link, "/\""]);
                }
                if field.required {
                    xml.attribute("required", "true");
                }
                if field.read_only {
                    xml.attribute("read_only", "true");
                    xml.attribute("readOnly", "true");
                }
            }
            xml.push(&[">"]);
            xml.cdata("");
            xml.push(&["</", field.name, ">\n"]);
        }
        xml.push(&["\t</", association.item, ">\n</", association.name, ">\n"]);
    }

    /// From 8 on nothing is left of the fields.
    fn json(&self) -> String {
        let mut members: Vec<String> = Vec::new();
        if self.version < ShopVersion::V8_2 {
            if self.schema == Schema::Blank {
                members.push("\"id\":\"\"".to_owned());
            }
            members.extend(
                self.fields()
                    .map(|field| format!("\"{}\":\"\"", field.name)),
            );
        }
        let associations: Vec<String> = self
            .resource
            .associations(self.version)
            .map(|(_, association)| {
                let names: Vec<String> = std::iter::once("id")
                    .chain(items::fields(association, self.version).map(|(_, field)| field.name))
                    .map(|name| format!("\"{name}\":null"))
                    .collect();
                format!("\"{}\":[{{{}}}]", association.name, names.join(","))
            })
            .collect();
        if !associations.is_empty() {
            members.push(format!("\"associations\":{{{}}}", associations.join(",")));
        }
        // An empty PHP array is a list.
        if members.is_empty() {
            return format!("{{\"{}\":[]}}", self.resource.item);
        }
        format!("{{\"{}\":{{{}}}}}", self.resource.item, members.join(","))
    }
}
