//! What shops write: each value into its section as it is, a `]]>` in it too.

use super::cdata::{CDATA, CDATA_END};
use super::limits::Limits;
use super::lines::normalised;
use super::reader::Reader;
use super::tree::Tree;

/// Whether a value is read back as it was from a shop that stores it: alone in its element, and
/// with nothing of what surrounds it changed. `path` are the names of the elements around it, the
/// outermost first.
pub fn reads_back(path: &[&str], value: &str) -> bool {
    if !value.contains(CDATA_END) {
        return true;
    }
    let mut names = path.iter().rev();
    let name = names.next().copied().unwrap_or("value");
    let mut source = [CDATA, value, CDATA_END].concat();
    let mut expected = Tree::text(name, &normalised(value));
    for (at, name) in path.iter().rev().enumerate() {
        // Something follows on each level, as it does in a record.
        let next = ["<next>", CDATA, CDATA_END, "</next>"].concat();
        source = ["<", name, ">", &source, "</", name, ">", &next].concat();
        if at > 0 {
            expected = Tree::of(name, vec![expected, Tree::text("next", "")]);
        }
    }
    let source = ["<record>", &source, "</record>"].concat();
    let expected = Tree::of("record", vec![expected, Tree::text("next", "")]);
    let mut reader = Reader::new(&source, Limits::DEFAULT);
    let read = reader.next_child().and_then(|root| match root {
        Some(root) => reader.tree(&root).map(Some),
        None => Ok(None),
    });
    read.is_ok_and(|read| read == Some(expected)) && reader.rest().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_value_then_it_reads_back_or_is_known_not_to() {
        let cases = [
            ("plain", true),
            ("a ]] b ]>", true),
            ("a]]>b", true),
            ("a]]>b]]>", true),
            ("a\r\n]]>\rb", true),
            ("]]></name><name><![CDATA[", false),
            ("]]></language><language id=\"9\"><![CDATA[b", false),
            ("a]]></name>", false),
            ("a]]></language>", false),
            ("a]]></name></record></prestashop>", false),
            ("a]]><!-- b", false),
            ("a]]><?b", false),
            ("a]]><![CDATA[b", false),
            ("a]]]]><![CDATA[>b", false),
            ("]]></name  ><x/><name><![CDATA[", false),
        ];
        for (value, expected) in cases {
            let alone = reads_back(&["name"], value);
            let inside = reads_back(&["name", "language"], value);
            assert_eq!(alone && inside, expected, "{value}");
        }
        println!("{} values", cases.len());
    }
}
