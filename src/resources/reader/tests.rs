//! Fields in any order, read in one go, and read one by one out of a tree.

// Here an overflow is a failed test.
#![allow(clippy::arithmetic_side_effects)]

use xml::{Limits, Reader, Reason, XmlError};

use super::{RecordReader, Unchecked};
use crate::declaration::Resource;
use crate::declared::Declared;
use crate::field::{Field, Kind};
use crate::json_rows::JsonRows;
use crate::{Order, Product};

struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0).unwrap() % bound.max(1)
    }

    fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == 0
    }

    fn of<'t, T: ?Sized>(&mut self, all: &[&'t T]) -> &'t T {
        all[self.below(all.len())]
    }
}

const VALUES: [&str; 20] = [
    "",
    "0",
    "1",
    "5",
    "007",
    "-3",
    "4294967296",
    "12.500000",
    "1.0E-6",
    "2026-03-01",
    "2026-03-01 10:00:00",
    "0000-00-00 00:00:00",
    "2026-03-01T10:00:00",
    "abc",
    "a\r\nb",
    "\"é\"\t\\",
    "]]",
    "]",
    "a]]>b",
    "a longer text, of more than eight characters, in which nothing stands that is to be escaped by anyone",
];

fn element(random: &mut Random, name: &str, xml: &mut String) {
    let attributes = [
        "",
        " xlink:href=\"http://a/b?c=1\"",
        " notFilterable='true'",
        "\t a=\"b\"",
    ];
    let attributes = random.of(&attributes);
    let value = random.of(&VALUES);
    *xml += &format!("<{name}{attributes}><![CDATA[{value}]]></{name}>\n");
}

fn field(random: &mut Random, field: &Field, xml: &mut String) {
    if field.kind != Kind::Multilingual || random.one_in(9) {
        return element(random, field.name, xml);
    }
    *xml += &format!("<{}>", field.name);
    for id in 1..=random.below(4) {
        let value = random.of(&VALUES);
        let id = if random.one_in(30) { 1 } else { id };
        *xml +=
            &format!("<language id=\"{id}\" xlink:href=\"l/{id}\"><![CDATA[{value}]]></language>");
    }
    *xml += &format!("</{}>\n", field.name);
}

/// A record with nearly all fields, mostly in their order.
fn record(random: &mut Random, resource: &Resource, missing: &[usize]) -> String {
    let mut fields: Vec<&Field> = resource.fields.iter().collect();
    for at in missing.iter().rev() {
        fields.remove(*at);
    }
    while random.one_in(3) {
        let (one, other) = (random.below(fields.len()), random.below(fields.len()));
        match random.one_in(6) {
            true => fields.insert(one, fields[other]),
            false => fields.swap(one, other),
        }
    }
    let mut xml = format!("<{}>\n", resource.item);
    for one in fields {
        field(random, one, &mut xml);
        if random.one_in(100) {
            element(random, "unknown", &mut xml);
        }
    }
    xml += "<associations>\n";
    for association in resource.associations {
        xml += &format!("<{} nodeType=\"x\">\n", association.name);
        for _ in 0..random.below(3) {
            xml += &format!("<{}>\n", association.item);
            for field in association.fields {
                if !random.one_in(9) {
                    element(random, field.name, &mut xml);
                }
            }
            xml += &format!("</{}>\n", association.item);
        }
        xml += &format!("</{}>\n", association.name);
    }
    xml + &format!("</associations>\n</{}>\n", resource.item)
}

/// As lists are read: by one reader.
fn as_list(records: &[String], resource: &'static Resource) -> Result<String, XmlError> {
    let source = format!("<list>{}</list>", records.concat());
    let mut xml = Reader::new(&source, Limits::DEFAULT);
    let mut rows = JsonRows::new(true, source.len() / 2);
    let mut reader = RecordReader::new(&xml, resource, &Unchecked, &mut rows);
    let list = xml.next_child()?.unwrap();
    xml.content(&list)?;
    while let Some(element) = xml.next_child()? {
        reader.record(&mut xml, &element)?;
    }
    Ok(rows.into_array())
}

/// Each out of a tree, where no name is looked for.
fn one_by_one(records: &[String], resource: &'static Resource) -> Result<String, XmlError> {
    let mut rows = JsonRows::new(true, 1_000);
    for record in records {
        let mut xml = Reader::new(record, Limits::DEFAULT);
        let element = xml.next_child()?.unwrap();
        let tree = xml.tree(&element)?;
        let mut xml = Reader::of_tree(&tree);
        let element = xml.next_child()?.unwrap();
        RecordReader::new(&xml, resource, &Unchecked, &mut rows).record(&mut xml, &element)?;
    }
    Ok(rows.into_array())
}

#[test]
fn given_fields_in_any_order_when_a_list_is_read_then_each_record_is_as_it_is_alone() {
    let seed = std::time::UNIX_EPOCH.elapsed().unwrap().subsec_nanos();
    let mut random = Random(u64::from(seed) | 1);
    let (mut read, mut refused) = (0, 0);
    for _ in 0..1_500 {
        let resource = *random.of(&[&Order::RESOURCE, &Product::RESOURCE]);
        let mut missing: Vec<usize> = (0..resource.fields.len())
            .filter(|_| random.one_in(20))
            .collect();
        let records: Vec<String> = (0..=random.below(4))
            .map(|_| {
                if random.one_in(5) {
                    missing.pop();
                }
                record(&mut random, resource, &missing)
            })
            .collect();
        let expected = one_by_one(&records, resource).map_err(|error| error.reason);
        let list = as_list(&records, resource).map_err(|error| error.reason);
        assert_eq!(list, expected, "seed {seed}: {records:?}");
        match list {
            Ok(_) => read += 1,
            Err(Reason::Repeated(_) | Reason::AmbiguousCdata | Reason::Unexpected(_)) => {
                refused += 1
            }
            Err(other) => panic!("seed {seed}: {other}"),
        }
    }
    assert!(read > 300 && refused > 50, "{read} read, {refused} refused");
    println!("{read} lists read, {refused} refused, seed {seed}");
}
