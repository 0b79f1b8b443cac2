//! A resource's schema as the shop gives it: which fields it has, which are
//! required, how long they may be and which it never accepts.

use json::JsonText;
use resources::node::Allowance;
use xml::{Content, Element, Reader, Reason, XmlError};

/// Shops write ten; others tell nothing that is looked at.
const MOST_ATTRIBUTES: usize = 64;

/// One field of a shop's schema.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchemaField {
    /// Its name.
    pub name: String,
    /// Whether it holds one text per language.
    pub multilingual: bool,
    /// The attributes that the shop gives it: `required`, `maxSize`, `format`, `read_only`,
    /// `readOnly`, `notFilterable`. A field with `read_only` must not be sent; one with only
    /// `readOnly` must.
    pub attributes: Vec<(String, String)>,
}

/// One association of a shop's schema.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchemaAssociation {
    /// Its name.
    pub name: String,
    /// Attributes such as `nodeType` and `api`.
    pub attributes: Vec<(String, String)>,
    /// The fields of an item.
    pub fields: Vec<SchemaField>,
}

/// A resource's schema.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchemaDocument {
    /// Its fields, in the shop's order.
    pub fields: Vec<SchemaField>,
    /// Its associations.
    pub associations: Vec<SchemaAssociation>,
}

impl SchemaDocument {
    /// Reads it from behind the start tag of the record.
    pub(crate) fn read<'a>(xml: &mut Reader<'a>, record: &Element<'a>) -> Result<Self, XmlError> {
        let mut schema = SchemaDocument::default();
        let mut allowance = Allowance::of(xml);
        if xml.content(record)? == Content::Elements {
            while let Some(child) = xml.next_child()? {
                allowance.take(xml)?;
                // A list of records, from a shop that was not told of the schema.
                if child.attribute("id").is_some() {
                    return Err(xml.error(Reason::Unexpected(child.name().to_owned())));
                }
                if child.name() == "associations" {
                    schema.associations = associations(xml, &child, &mut allowance)?;
                } else {
                    schema.fields.push(field(xml, &child, &mut allowance)?);
                }
            }
        }
        if schema.fields.is_empty() {
            return Err(xml.error(Reason::Unexpected(record.name().to_owned())));
        }
        Ok(schema)
    }

    /// `{"fields":[{"name":"price","multilingual":false,"required":"true",…}],"associations":[…]}`
    pub fn to_json(&self) -> String {
        let mut json = JsonText::default();
        json.object(|json| {
            json.entry("fields", |json| write_fields(json, &self.fields));
            json.entry("associations", |json| {
                json.array(&self.associations, |json, association| {
                    json.object(|json| {
                        json.entry("name", |json| json.string(&association.name));
                        for (name, value) in &association.attributes {
                            json.entry(name, |json| json.string(value));
                        }
                        json.entry("fields", |json| write_fields(json, &association.fields));
                    });
                });
            });
        });
        json.into_string()
    }
}

fn write_fields(json: &mut JsonText, fields: &[SchemaField]) {
    json.array(fields, |json, field| {
        json.object(|json| {
            json.entry("name", |json| json.string(&field.name));
            json.entry("multilingual", |json| json.boolean(field.multilingual));
            for (name, value) in &field.attributes {
                json.entry(name, |json| json.string(value));
            }
        });
    });
}

fn associations<'a>(
    xml: &mut Reader<'a>,
    element: &Element<'a>,
    allowance: &mut Allowance,
) -> Result<Vec<SchemaAssociation>, XmlError> {
    let mut associations = Vec::new();
    if xml.content(element)? != Content::Elements {
        return Ok(associations);
    }
    while let Some(child) = xml.next_child()? {
        allowance.take(xml)?;
        let mut association = SchemaAssociation {
            name: child.name().to_owned(),
            attributes: attributes(&child),
            fields: Vec::new(),
        };
        if xml.content(&child)? == Content::Elements {
            while let Some(item) = xml.next_child()? {
                if xml.content(&item)? == Content::Elements {
                    while let Some(inner) = xml.next_child()? {
                        association.fields.push(field(xml, &inner, allowance)?);
                    }
                }
            }
        }
        associations.push(association);
    }
    Ok(associations)
}

/// A multilingual field carries its rules on the first language's element. A schema has
/// no values: a field with one belongs to a record.
fn field<'a>(
    xml: &mut Reader<'a>,
    element: &Element<'a>,
    allowance: &mut Allowance,
) -> Result<SchemaField, XmlError> {
    allowance.take(xml)?;
    let mut field = SchemaField {
        name: element.name().to_owned(),
        multilingual: false,
        attributes: attributes(element),
    };
    let content = xml.content(element)?;
    if matches!(&content, Content::Text(text) if !text.trim_ascii().is_empty()) {
        return Err(xml.error(Reason::Unexpected(field.name)));
    }
    if content == Content::Elements {
        while let Some(child) = xml.next_child()? {
            if child.name() == "language" {
                field.multilingual = true;
                for (name, value) in attributes(&child) {
                    if name != "id" && !field.attributes.iter().any(|(known, _)| *known == name) {
                        field.attributes.push((name, value));
                    }
                }
            }
            xml.skip(&child)?;
        }
    }
    Ok(field)
}

fn attributes(element: &Element<'_>) -> Vec<(String, String)> {
    element
        .attributes()
        .take(MOST_ATTRIBUTES)
        .filter(|(name, _)| *name != "xlink:href")
        .map(|(name, value)| (name.to_owned(), value.into_owned()))
        .collect()
}
