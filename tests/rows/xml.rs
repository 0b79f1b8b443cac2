//! Drawn rows of a resource, as shops and their modules may send them.

use aismarttalk_prestashop::resources::field::{VERSIONS, Version};
use aismarttalk_prestashop::resources::{Association, Field, Kind, Resource};

use crate::random::Random;

/// Names that mean something in JavaScript, and elements of modules.
const UNDECLARED: [&str; 7] = [
    "<by_module>1</by_module>",
    "<__proto__>2</__proto__>",
    "<constructor><language id=\"1\">a</language></constructor>",
    "<extra>3</extra>",
    "<toString><a>1</a><b><c>2</c></b></toString>",
    "<links nodeType=\"link\"><link><id>7</id></link></links>",
    "<password>hidden</password>",
];

/// A list with up to nine rows.
pub fn list(resource: &Resource, random: &mut Random) -> String {
    let rows: Vec<String> = (0..random.below(10))
        .map(|_| drawn(resource, random))
        .collect();
    document(resource, &rows.concat())
}

pub fn document(resource: &Resource, rows: &str) -> String {
    let name = resource.name;
    format!("<prestashop><{name}>{rows}</{name}></prestashop>")
}

pub fn record(resource: &Resource, inside: &str) -> String {
    element(resource.item, inside)
}

/// All fields of a version that are handed out, and lists of two items or of none.
pub fn whole(resource: &Resource, version: Version, has_items: bool) -> String {
    let mut inside = String::new();
    for field in resource.fields {
        if is_there(field, version) && !field.secret {
            inside += &value(field, false, &mut Random::new(1));
        }
    }
    let lists = resource.associations.iter().map(|list| {
        let fields = list.fields.iter().filter(|field| is_there(field, version));
        let values = fields.map(|field| value(field, false, &mut Random::new(1)));
        let item = element(list.item, &values.collect::<String>());
        match list.since.is_none_or(|since| since <= version) {
            true => element(list.name, &item.repeat(2 * usize::from(has_items))),
            false => String::new(),
        }
    });
    let lists: String = lists.collect();
    if !resource.associations.is_empty() {
        inside += &element("associations", &lists);
    }
    inside
}

/// A row: all fields of a version, or some of them, in their order or in another.
pub fn drawn(resource: &Resource, random: &mut Random) -> String {
    let (_, version) = *random.pick(&VERSIONS);
    let is_whole = random.below(2) == 0;
    let may_be_odd = random.below(3) == 0;
    let mut parts: Vec<String> = Vec::new();
    for field in resource.fields {
        let is_left_out = !is_whole && random.below(2) == 0;
        if is_there(field, version) && !is_left_out {
            parts.push(value(field, may_be_odd, random));
        }
    }
    if !resource.associations.is_empty() && (is_whole || random.below(2) == 0) {
        let lists = resource.associations.iter().filter_map(|list| {
            let is_new = list.since.is_some_and(|since| since > version);
            let is_left_out = is_new || (!is_whole && random.below(2) == 0);
            (!is_left_out).then(|| items(list, version, may_be_odd, random))
        });
        let lists: String = lists.collect();
        parts.push(element("associations", &lists));
    }
    if random.below(4) == 0 {
        let more = *random.pick(&UNDECLARED);
        parts.push(more.to_owned());
    }
    if may_be_odd && random.below(2) == 0 {
        for at in (1..parts.len()).rev() {
            parts.swap(at, random.below(at + 1));
        }
    }
    record(resource, &parts.concat())
}

fn items(list: &Association, version: Version, may_be_odd: bool, random: &mut Random) -> String {
    let items = (0..random.below(4)).map(|_| {
        let mut inside = String::new();
        for field in list.fields {
            let is_left_out = may_be_odd && random.below(4) == 0;
            if is_there(field, version) && !is_left_out {
                inside += &value(field, may_be_odd, random);
            }
        }
        if may_be_odd && random.below(4) == 0 {
            inside += *random.pick(&UNDECLARED);
        }
        element(list.item, &inside)
    });
    let items: String = items.collect();
    element(list.name, &items)
}

/// A field with a value; with `may_be_odd` sometimes one that is not of its kind.
fn value(field: &Field, may_be_odd: bool, random: &mut Random) -> String {
    let is_odd = may_be_odd && random.below(9) == 0;
    let text = match field.kind {
        Kind::Multilingual => {
            let ids = [1, 2, 7].iter().take(random.below(4));
            let text = |id| {
                format!(
                    "<language id=\"{id}\">{}, &quot;[{{\\</language>",
                    field.name
                )
            };
            return element(field.name, &ids.map(text).collect::<String>());
        }
        Kind::Text | Kind::Enumeration(_) => {
            *random.pick(&["", ",", "[1,2]", "{a}", "\\", "é €", "\"x\":["])
        }
        _ if is_odd => "odd",
        Kind::Id => *random.pick(&["1", "4294967295"]),
        Kind::Link => *random.pick(&["", "0", "5"]),
        Kind::Integer => *random.pick(&["", "-3", "0", "9007199254740991"]),
        Kind::Boolean => *random.pick(&["", "0", "1"]),
        Kind::Decimal => *random.pick(&["", "12.500000", "-0.1", "1.0E-6"]),
        Kind::Date => *random.pick(&["0000-00-00", "2026-01-31", "2026-01-31 10:00:00"]),
    };
    element(field.name, &format!("<![CDATA[{text}]]>"))
}

fn is_there(field: &Field, version: Version) -> bool {
    let is_new = field.since.is_some_and(|since| since > version);
    !is_new && field.until.is_none_or(|until| until > version)
}

fn element(name: &str, inside: &str) -> String {
    ["<", name, ">", inside, "</", name, ">"].concat()
}
