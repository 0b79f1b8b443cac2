//! Documents made to exhaust or to fool a reader.

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<prestashop>";
const TAIL: &str = "</prestashop>";

/// About as large as the largest answers that shops send.
const LARGE: usize = 16 << 20;

/// A document with what it is.
pub struct Nasty {
    pub name: &'static str,
    pub resource: &'static str,
    pub body: Vec<u8>,
}

fn nasty(name: &'static str, resource: &'static str, content: &str) -> Nasty {
    let body = format!("{HEAD}{content}{TAIL}").into_bytes();
    Nasty {
        name,
        resource,
        body,
    }
}

/// `part`, again and again, up to the size of a large answer.
fn filled(part: &str) -> String {
    part.repeat(LARGE / part.len())
}

fn product(content: &str) -> String {
    format!("<products><product><id>1</id>{content}</product></products>")
}

fn address(content: &str) -> String {
    format!("<addresses><address>{content}</address></addresses>")
}

/// Many elements of different names.
fn distinct(count: usize) -> String {
    (0..count).map(|at| format!("<a{at}/>")).collect()
}

/// One text per language, for many languages.
fn languages(count: usize) -> String {
    (0..count)
        .map(|id| format!("<language id=\"{id}\"/>"))
        .collect()
}

/// How to make each document; one at a time, because they are large.
pub const ALL: &[fn() -> Nasty] = &[
    || nasty("deep nesting", "addresses", &address(&filled("<a>"))),
    || {
        nasty(
            "deep nesting in a typed record",
            "products",
            &product(&filled("<b>")),
        )
    },
    || nasty("deep nesting as a root", "products", &filled("<products>")),
    || {
        nasty(
            "a huge attribute",
            "products",
            &format!("<products a=\"{}\"/>", filled("x")),
        )
    },
    || {
        nasty(
            "many attributes",
            "products",
            &format!("<products {}/>", filled("a=\"b\" ")),
        )
    },
    || nasty("a huge name", "products", &format!("<{}/>", filled("n"))),
    || {
        nasty(
            "a huge end tag",
            "products",
            &format!("<products></{}>", filled("n")),
        )
    },
    || {
        nasty(
            "a huge entity",
            "products",
            &product(&format!("<price>&{};</price>", filled("e"))),
        )
    },
    || {
        nasty(
            "a huge encoding",
            "products",
            &format!("<?xml encoding=\"{}\"?>", filled("e")),
        )
    },
    || {
        nasty(
            "empty undeclared elements",
            "addresses",
            &address(&filled("<a/>")),
        )
    },
    || {
        nasty(
            "pairs of undeclared elements",
            "addresses",
            &address(&filled("<a/><b/>")),
        )
    },
    || {
        nasty(
            "undeclared elements of different names",
            "addresses",
            &address(&distinct(1 << 20)),
        )
    },
    || {
        nasty(
            "different names in a typed record",
            "products",
            &product(&distinct(1 << 20)),
        )
    },
    || {
        nasty("many records of many undeclared elements", "addresses", &{
            let record = format!("<address>{}</address>", distinct(4_000));
            format!("<addresses>{}</addresses>", filled(&record))
        })
    },
    || {
        nasty(
            "undeclared lists in lists",
            "addresses",
            &address(&filled("<a><b/><b/><b/></a>")),
        )
    },
    || {
        nasty(
            "many languages",
            "products",
            &product(&format!("<name>{}</name>", languages(1 << 19))),
        )
    },
    || {
        nasty("languages of many fields", "products", &{
            let record = format!("<product><name>{}</name></product>", languages(999));
            format!("<products>{}</products>", filled(&record))
        })
    },
    || {
        nasty("many languages of an undeclared field", "addresses", &{
            address(&format!("<alias>{}</alias>", languages(1 << 19)))
        })
    },
    || {
        nasty("a value of control characters", "products", &{
            product(&format!(
                "<reference><![CDATA[{}]]></reference>",
                filled("\u{1}")
            ))
        })
    },
    || {
        nasty("values of control characters", "products", &{
            let record = format!(
                "<product><reference>{}</reference></product>",
                "\u{2}".repeat(1_000)
            );
            format!("<products>{}</products>", filled(&record))
        })
    },
    || {
        nasty("a value of quotes", "products", &{
            product(&format!(
                "<reference><![CDATA[{}]]></reference>",
                filled("\"")
            ))
        })
    },
    || {
        nasty("a value of line ends", "products", &{
            product(&format!(
                "<reference><![CDATA[{}]]></reference>",
                filled("\r")
            ))
        })
    },
    || {
        nasty("a value of references", "products", &{
            product(&format!("<reference>{}</reference>", filled("&#1;")))
        })
    },
    || {
        nasty("a value of bare ends", "products", &{
            product(&format!(
                "<reference><![CDATA[{}]]></reference>",
                filled("]]>")
            ))
        })
    },
    || {
        nasty("bare ends that never end", "products", &{
            product(&format!("<reference><![CDATA[{}", filled("]]> ")))
        })
    },
    || {
        nasty("ends that nearly close", "products", &{
            product(&format!("<reference><![CDATA[{}", filled("]]></referenc")))
        })
    },
    || {
        nasty("split sections", "products", &{
            let split = filled("]]]]><![CDATA[>");
            product(&format!("<reference><![CDATA[{split}]]></reference>"))
        })
    },
    || {
        nasty(
            "sections that were never closed",
            "products",
            &product(&filled("<reference><![CDATA[")),
        )
    },
    || {
        nasty("brackets", "products", &{
            product(&format!(
                "<reference><![CDATA[{}]]></reference>",
                filled("]")
            ))
        })
    },
    || nasty("comments", "products", &product(&filled("<!-- -->"))),
    || {
        nasty("comments in front of text", "products", &{
            product(&format!("<reference>{}x</reference>", filled("<!---->")))
        })
    },
    || {
        nasty(
            "comments that were never closed",
            "products",
            &product(&filled("<reference><!-- ")),
        )
    },
    || nasty("blanks", "products", &product(&filled(" \n\t"))),
    || nasty("instructions", "products", &product(&filled("<?a b?>"))),
    || {
        nasty(
            "empty records",
            "products",
            &format!("<products>{}</products>", filled("<product/>")),
        )
    },
    || {
        nasty("empty undeclared records", "addresses", &{
            format!("<addresses>{}</addresses>", filled("<a/>"))
        })
    },
    || {
        nasty(
            "errors",
            "products",
            &format!("<errors>{}</errors>", filled("<error><code/></error>")),
        )
    },
    || {
        nasty(
            "errors that were never closed",
            "products",
            &format!("<errors>{}", filled("<error>")),
        )
    },
    || {
        nasty("a huge error", "products", &{
            let message = filled("&gt;");
            format!(
                "<errors><error><code>85</code><message><![CDATA[{message}]]></message></error></errors>"
            )
        })
    },
    || {
        nasty(
            "many documents",
            "products",
            &filled("<prestashop><products/></prestashop>"),
        )
    },
    || {
        nasty("items", "products", &{
            let items = filled("<category><id>1</id></category>");
            product(&format!(
                "<associations><categories>{items}</categories></associations>"
            ))
        })
    },
    || Nasty {
        name: "a list in JSON",
        resource: "products",
        body: format!("[{}0]", filled("0,")).into(),
    },
    || Nasty {
        name: "errors in JSON",
        resource: "products",
        body: format!("{{\"errors\":[{}0]}}", filled("0,")).into(),
    },
    || Nasty {
        name: "deep JSON",
        resource: "products",
        body: format!("{}{}", "[".repeat(LARGE / 2), "]".repeat(LARGE / 2)).into(),
    },
    || Nasty {
        name: "lines of text",
        resource: "products",
        body: filled("[\n").into(),
    },
    || Nasty {
        name: "roots that were never closed",
        resource: "products",
        body: filled("<prestashop ").into(),
    },
];
