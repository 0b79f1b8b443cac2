//! Lists that are hard to cut: each piece ends where something else could still follow.

/// Documents by what is odd about them, each as the list of a resource.
pub const HOSTILE: &[(&str, &str, &str)] = &[
    (
        "nothing odd",
        "orders",
        "<orders><order><id>1</id></order><order><id>2</id></order></orders>",
    ),
    (
        "an end in a value",
        "products",
        "<products><product><id><![CDATA[1]]></id><reference><![CDATA[a]]>b</reference>]]></reference></product><product><id>2</id></product></products>",
    ),
    (
        "a bare end of section",
        "products",
        "<products><product><id>1</id><reference><![CDATA[a ]]> b]]></reference></product><product><id>2</id></product></products>",
    ),
    (
        "several bare ends",
        "products",
        "<products><product><id>1</id><reference><![CDATA[]]>]]>]]]]></reference></product><product><id>2</id></product></products>",
    ),
    (
        "a bare end and markup",
        "products",
        "<products><product><id>1</id><reference><![CDATA[a]]><b>c</b>]]></reference></product><product><id>2</id></product></products>",
    ),
    (
        "a bare end, blanks and the end tag",
        "products",
        "<products><product><id>1</id><reference><![CDATA[a]]> \n</reference ></product><product><id>2</id></product></products>",
    ),
    (
        "a bare end and text",
        "products",
        "<products><product><id>1</id><reference><![CDATA[a]]>b</reference></product><product><id>2</id></product></products>",
    ),
    (
        "sections in a row",
        "products",
        "<products><product><id>1</id><reference><![CDATA[a]]]]><![CDATA[>b]]></reference></product><product><id>2</id></product></products>",
    ),
    (
        "an ambiguous end",
        "products",
        "<products><product><id>1</id><reference><![CDATA[a]]><![CDATA[b]]></reference></product><product><id>2</id></product></products>",
    ),
    (
        "another record in a value",
        "products",
        "<products><product><id>1</id><reference><![CDATA[a]]></reference></product><product><id>9</id><reference><![CDATA[b]]></reference></product></products>",
    ),
    (
        "an end of record in a value",
        "products",
        "<products><product><id>1</id><reference><![CDATA[</product></products></prestashop>]]></reference></product><product><id>2</id></product></products>",
    ),
    (
        "comments",
        "products",
        "<products><!-- <product> --><product><!-- a --><id>1</id><!-- ]]> --></product><!-- </product> --><product><id>2</id></product><!-- b --></products>",
    ),
    (
        "instructions",
        "products",
        "<products><?php a ?><product><id>1</id></product><?b?><product><id>2</id></product></products>",
    ),
    (
        "references",
        "products",
        "<products><product><id>1</id><reference>a &amp; b &#38; &lt;</reference></product><product><id>2</id></product></products>",
    ),
    (
        "an unknown reference",
        "products",
        "<products><product><id>1</id></product><product><id>2</id><reference>&nbsp;</reference></product></products>",
    ),
    (
        "no value",
        "products",
        "<products><product><id>1</id><reference/><ean13></ean13></product><product><id>2</id></product></products>",
    ),
    (
        "self-closed records",
        "products",
        "<products><product id=\"1\" xlink:href=\"http://shop.example/api/products/1\"/><product id=\"2\"/><product id=\"3\"/></products>",
    ),
    (
        "quotes in a tag",
        "products",
        "<products><product a=\"</product>\"><id>1</id></product><product a='>'><id>2</id></product></products>",
    ),
    (
        "a second record with an error",
        "products",
        "<products><product><id>1</id></product><product><id>2</id><id>2</id></product><product><id>3</id></product></products>",
    ),
    (
        "another element among the records",
        "products",
        "<products><product><id>1</id></product><order><id>2</id></order></products>",
    ),
    (
        "text among the records",
        "products",
        "<products><product><id>1</id></product>text<product><id>2</id></product></products>",
    ),
    (
        "text in a record",
        "products",
        "<products><product><id>1</id>text</product><product><id>2</id></product></products>",
    ),
    (
        "an element in a field",
        "products",
        "<products><product><id>1</id><reference><b/></reference></product></products>",
    ),
    (
        "values that do not fit",
        "products",
        "<products><product><id>1</id><price>a</price></product><product><id>2</id><price>b</price></product></products>",
    ),
    (
        "fields that are not declared",
        "products",
        "<products><product><id>1</id><mine><a>1</a><a>2</a></mine></product><product><id>2</id><mine>x</mine></product></products>",
    ),
    (
        "languages",
        "products",
        "<products><product><id>1</id><name><language id=\"1\"><![CDATA[a]]></language><language id=\"2\"><![CDATA[ü€😀]]></language></name></product><product><id>2</id></product></products>",
    ),
    (
        "a language twice",
        "products",
        "<products><product><id>1</id></product><product><id>2</id><name><language id=\"1\">a</language><language id=\"1\">b</language></name></product></products>",
    ),
    (
        "links",
        "orders",
        "<orders><order><id>1</id><associations><order_rows><order_row><id>1</id></order_row><order_row><id>2</id></order_row></order_rows></associations></order><order><id>2</id><associations/></order></orders>",
    ),
    (
        "a second list",
        "products",
        "<products><product><id>1</id></product></products><products><product><id>2</id></product></products>",
    ),
    (
        "an error behind the list",
        "products",
        "<products><product><id>1</id></product></products><errors><error><code>1</code></error></errors>",
    ),
    (
        "nothing but an error",
        "products",
        "<errors><error><code><![CDATA[15]]></code><message><![CDATA[No]]></message></error></errors>",
    ),
    (
        "another list",
        "products",
        "<orders><order><id>1</id></order></orders>",
    ),
    ("no records", "products", "<products></products>"),
    (
        "blank records",
        "products",
        "<products>\n<product>\n</product>\n<product> </product></products>",
    ),
    (
        "a document type",
        "products",
        "<products><product><id>1</id></product><!DOCTYPE a><product><id>2</id></product></products>",
    ),
    (
        "an end tag of another name",
        "products",
        "<products><product><id>1</id></product><product><id>2</id></products></products>",
    ),
    (
        "the same ids",
        "products",
        "<products><product><id>1</id></product><product><id>1</id></product></products>",
    ),
    (
        "ids that fall",
        "products",
        "<products><product><id>3</id></product><product><id>2</id></product></products>",
    ),
    (
        "any names",
        "order_slip",
        "<order_slips><order_slip><id>1</id><a>x</a></order_slip><order_slip><id>2</id><a>y</a></order_slip></order_slips>",
    ),
    (
        "records of other names",
        "order_slip",
        "<order_slips><a><id>1</id></a><b><id>2</id></b></order_slips>",
    ),
    (
        "a record in the place of a field",
        "products",
        "<products><product><id>1</id><product id=\"4\"/></product><product><id>2</id></product></products>",
    ),
    (
        "a control character",
        "products",
        "<products><product><id>1</id><reference>\u{1}\u{b}</reference></product><product><id>2</id></product></products>",
    ),
    (
        "an unquoted attribute",
        "products",
        "<products><product><id a=1>1</id></product><product b><id>2</id></product></products>",
    ),
    (
        "lines of all kinds",
        "products",
        "<products>\r\n<product>\r<id>1</id>\r\n<reference><![CDATA[a\r\nb\rc]]></reference></product>\r\n</products>\r\n",
    ),
];

/// What stands before a document and behind it: `{}` is its place, and has a link.
pub const AROUND: &[(&str, &str)] = &[
    (
        "alone",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<prestashop xmlns:xlink=\"x\" xlink:href=\"http://shop.example/api\">\n{}\n</prestashop>\n",
    ),
    (
        "noise",
        "<br />\n<b>Notice</b>: a in <b>b</b> on line <b>1</b>\n<prestashop xlink:href=\"http://shop.example/api\">{}</prestashop>\nbehind it",
    ),
    (
        "cut",
        "<prestashop xlink:href=\"http://shop.example/api\">{}",
    ),
    (
        "twice",
        "<prestashop xlink:href=\"http://shop.example/api\">{}</prestashop><prestashop/>",
    ),
    (
        "an end too many",
        "<prestashop xlink:href=\"http://shop.example/api\">{}</prestashop></prestashop>",
    ),
    (
        "a comment in it",
        "<prestashop xlink:href=\"http://shop.example/api\"><!-- a -->{}<!-- b --></prestashop>",
    ),
    (
        "a prolog of its own",
        "<?xml version=\"1.0\" encoding=\"latin1\"?><prestashop xlink:href=\"http://shop.example/api\">{}</prestashop>",
    ),
];
