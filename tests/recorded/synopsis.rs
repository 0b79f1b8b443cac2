//! What a shop says of its fields (`schema=synopsis`), and what is declared of them, in the same
//! words: `name*` has a text for each language, and `cart_rows(cart_row: id_product quantity)` is a
//! list of linked records.

use std::collections::BTreeSet;
use std::fs;
use std::mem;
use std::path::Path;

use aismarttalk_prestashop::resources::{Association, Field, Kind, Resource, find, packed};
use aismarttalk_prestashop::webservice::response::{
    Expected, Found, Response, read as read_response,
};
use aismarttalk_prestashop::webservice::schema::{SchemaAssociation, SchemaDocument, SchemaField};
use aismarttalk_prestashop::webservice::version::Version;

use aismarttalk_prestashop::resources::reader::Unchecked;
use aismarttalk_prestashop::resources::record::Records;
use aismarttalk_prestashop::xml::Limits;

use crate::asked::Asked;
use crate::exchange::Exchange;

pub type Words = BTreeSet<String>;

/// A resource whose fields are declared, in the module or beside it.
pub fn declaration(name: &str) -> Option<&'static Resource> {
    let is_it = |one: &&&Resource| one.name == name;
    find(name).or_else(|| packed::ALL.iter().find(is_it).copied())
}

/// A synopsis in XML, of a declared resource, and the version of its shop.
pub fn of(exchange: &Exchange) -> Option<(&'static Resource, Version, SchemaDocument)> {
    let Asked::Schema(name) = Asked::from_request(&exchange.method, &exchange.target) else {
        return None;
    };
    let is_synopsis = exchange.target.contains("schema=synopsis");
    let response = exchange.response.as_ref().filter(|_| is_synopsis)?;
    let resource = declaration(name)?;
    Some((resource, response.version()?, schema(response)?))
}

fn schema(response: &Response) -> Option<SchemaDocument> {
    let mut nowhere = Records::default();
    let limits = Limits::DEFAULT;
    let read = read_response(response, Expected::Schema, &mut nowhere, &Unchecked, limits);
    match read.ok()?.found {
        Found::Schema(schema) => Some(schema),
        _ => None,
    }
}

/// What a shop says.
pub fn told(schema: &SchemaDocument) -> Words {
    let fields = schema.fields.iter();
    let fields = fields.map(|field| word(&field.name, field.multilingual));
    let lists = schema.associations.iter().map(|list| {
        let SchemaAssociation { name, fields, .. } = list;
        let names = fields.iter().map(|field| field.name.as_str());
        linked(name, attribute(&list.attributes, "nodeType"), names)
    });
    fields.chain(lists).collect()
}

/// What is declared for a version.
pub fn declared(resource: &Resource, version: Version) -> Words {
    let has = |since: Option<(u16, u16)>, until: Option<(u16, u16)>| {
        let reached = |(major, minor)| version.is_at_least(major, minor);
        since.is_none_or(reached) && !until.is_some_and(reached)
    };
    let is_there = |field: &&Field| has(field.since, field.until);
    // A synopsis leaves the id out.
    let fields = resource.fields.iter().filter(|field| field.name != "id");
    let fields = fields.filter(is_there);
    let fields = fields.map(|field| word(field.name, field.kind == Kind::Multilingual));
    let lists = resource.associations.iter();
    let lists = lists.filter(|list| has(list.since, None)).map(|list| {
        let Association { name, item, .. } = list;
        let names = list.fields.iter().filter(is_there).map(|field| field.name);
        linked(name, item, names)
    });
    fields.chain(lists).collect()
}

/// Whether what a shop says of a field goes with its declaration.
pub fn fits(field: &SchemaField, declared: &Field) -> bool {
    // Of a text for each language shops say it without meaning it.
    let is_computed = attribute(&field.attributes, "notFilterable") == "true";
    if is_computed && !field.multilingual && !declared.dynamic {
        return false;
    }
    let kinds: &[Kind] = match attribute(&field.attributes, "format") {
        "isBool" => &[Kind::Boolean],
        "isUnsignedId" | "isNullOrUnsignedId" => &[Kind::Id, Kind::Link, Kind::Integer],
        // Some of these numbers are but 0 and 1.
        "isInt" | "isUnsignedInt" | "isPositiveInt" => &[Kind::Integer, Kind::Link, Kind::Boolean],
        "isFloat" | "isUnsignedFloat" | "isPrice" | "isNegativePrice" | "isPercentage" => {
            &[Kind::Decimal]
        }
        "isDate" | "isDateFormat" => &[Kind::Date],
        _ => return true,
    };
    kinds.contains(&declared.kind)
}

/// The synopses of one version as the file of that name has them: a resource in each line, and
/// `name!` for a field that cannot be filtered by.
pub fn written_down() -> Vec<(Version, Vec<(&'static Resource, Words)>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/synopses");
    let files = fs::read_dir(folder).expect("the synopses");
    let read = files.map(|file| {
        let path = file.expect("a file").path();
        let text = fs::read_to_string(&path).expect("a readable file");
        let name = path.file_stem().and_then(|name| name.to_str());
        let version = name.and_then(Version::parse).expect("a version");
        (version, text.lines().map(line).collect())
    });
    read.collect()
}

fn line(line: &str) -> (&'static Resource, Words) {
    let (name, words) = line.split_once(": ").expect("a resource");
    let resource = declaration(name).unwrap_or_else(|| panic!("{name} is not declared"));
    let mut read = Words::new();
    let mut list = String::new();
    for word in words.split(' ') {
        let field = word.strip_suffix('!');
        let declared = field.and_then(|field| resource.field(field));
        assert!(
            field.is_none() || declared.is_some_and(|one| one.dynamic),
            "{name}: {word}"
        );
        let word = field.unwrap_or(word);
        list = if list.is_empty() {
            word.to_owned()
        } else {
            format!("{list} {word}")
        };
        if list.contains('(') == list.ends_with(')') {
            read.insert(mem::take(&mut list));
        }
    }
    (resource, read)
}

fn word(name: &str, multilingual: bool) -> String {
    let mark = if multilingual { "*" } else { "" };
    format!("{name}{mark}")
}

fn linked<'n>(name: &str, item: &str, fields: impl Iterator<Item = &'n str>) -> String {
    let fields: Vec<&str> = fields.collect::<BTreeSet<_>>().into_iter().collect();
    format!("{name}({item}: {})", fields.join(" "))
}

fn attribute<'s>(attributes: &'s [(String, String)], name: &str) -> &'s str {
    let found = attributes.iter().find(|(one, _)| one == name);
    found.map_or("", |(_, value)| value)
}
