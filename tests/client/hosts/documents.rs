//! Whole documents that are not the Webservice's, and documents in another encoding.

use aismarttalk_prestashop::resources::reader::Unchecked;
use aismarttalk_prestashop::resources::{Declared, Product};
use aismarttalk_prestashop::webservice::ErrorKind;
use aismarttalk_prestashop::webservice::error::Error;
use aismarttalk_prestashop::webservice::response::{Expected, Response, read_json};
use aismarttalk_prestashop::xml::Limits;

fn error_of(body: &[u8]) -> Error {
    let response = Response {
        status: 200,
        headers: Vec::new(),
        body: body.to_vec(),
    };
    let expected = Expected::List(Product::RESOURCE);
    read_json(&response, expected, &Unchecked, Limits::DEFAULT).unwrap_err()
}

#[test]
fn given_a_whole_document_with_another_root_then_its_root_is_told() {
    let cases = [
        (
            "thirtybees",
            "<?xml version=\"1.0\"?>\n<thirtybees xmlns:xlink=\"x\"><products/></thirtybees>",
        ),
        (
            "rss",
            "\u{feff}<?xml version=\"1.0\"?><rss version=\"2.0\"><channel/></rss>\n",
        ),
        (
            "urlset",
            "<?xml version='1.0'?><!-- a map --><urlset><url/></urlset><!-- cached -->",
        ),
        (
            "PrestaShop",
            "<?xml version=\"1.0\"?><PrestaShop><products/></PrestaShop>",
        ),
        (
            "s:Envelope",
            "<?xml version=\"1.0\"?><s:Envelope><s:Body/></s:Envelope>",
        ),
        ("error", "Notice: x\n<?xml version=\"1.0\"?><error/>"),
    ];
    for (root, body) in cases {
        let error = error_of(body.as_bytes());
        assert_eq!(error.kind(), ErrorKind::MalformedResponse, "{error}");
        let told = format!("its root is <{root}>, not <prestashop>");
        assert!(error.message().contains(&told), "{error}");
        assert!(!error.hint().contains("cut"), "{error}");
    }
    println!("{} other roots", cases.len());
}

#[test]
fn given_a_document_without_an_end_or_a_page_then_no_root_is_told() {
    let cases = [
        (
            "<?xml version=\"1.0\"?><thirtybees><products>",
            ErrorKind::MalformedResponse,
        ),
        ("<?xml version=\"1.0\"", ErrorKind::MalformedResponse),
        (
            "<?xml version=\"1.0\"?><html><body/></html>",
            ErrorKind::WrongAddress,
        ),
        (
            "<?xml version=\"1.0\"?><!DOCTYPE html><html/>",
            ErrorKind::WrongAddress,
        ),
        (
            "<!DOCTYPE html><html><body/></html>",
            ErrorKind::WrongAddress,
        ),
    ];
    for (body, kind) in cases {
        let error = error_of(body.as_bytes());
        assert_eq!(error.kind(), kind, "{error}");
        assert!(!error.message().contains("root"), "{error}");
    }
    println!("{} documents and pages", cases.len());
}

#[test]
fn given_bytes_that_are_not_utf_8_then_they_are_told_with_the_record() {
    let list = |text: &[u8]| {
        let row = |id: u8, text: &[u8]| {
            let id = format!("<product><id><![CDATA[{id}]]></id>");
            [id.as_bytes(), text, b"</product>"].concat()
        };
        let good = row(2, b"<reference><![CDATA[R]]></reference>");
        [
            b"<?xml version=\"1.0\"?><prestashop><products>",
            &*good,
            &row(3, text),
            &good,
            b"</products></prestashop>",
        ]
        .concat()
    };
    let cases: [(&str, &[u8]); 5] = [
        (
            "in a section",
            b"<reference><![CDATA[caf\xE9]]></reference>",
        ),
        ("in bare text", b"<reference>caf\xE9</reference>"),
        (
            "behind a reference",
            b"<reference>a &amp; caf\xE9</reference>",
        ),
        ("in a tag", b"<refer\xE9nce>R</refer\xE9nce>"),
        (
            "in an attribute",
            b"<reference name=\"caf\xE9\">R</reference>",
        ),
    ];
    for (name, text) in cases {
        let error = error_of(&list(text));
        let told = "in products 3: the document holds bytes that are not UTF-8";
        assert!(error.message().contains(told), "{name}: {error}");
        assert!(error.hint().contains("another encoding"), "{name}: {error}");
        assert!(!error.hint().contains("cut"), "{name}: {error}");
    }
    let two_bytes: Vec<u8> = "\u{feff}<?xml version=\"1.0\"?><prestashop/>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let error = error_of(&two_bytes);
    assert!(error.message().contains("not UTF-8"), "{error}");
    println!("{} places", cases.len() + 1);
}
