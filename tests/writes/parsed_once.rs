//! What one write parses: each answer once, and nothing a second time.

use aismarttalk_prestashop::client::write::WriteOptions;
use aismarttalk_prestashop::xml::count;
use demo_store::ShopVersion::{V1_7, V8_2};
use demo_store::keys::{PATCHING, SHOP_1};

use crate::support::{block_on, client};
use crate::update::{changes, sent};

#[test]
fn given_a_preview_and_its_write_then_no_answer_is_parsed_twice() {
    let given = changes(r#"{"meta_title": {"en": "A title"}}"#);
    for (version, key, method) in [(V1_7, SHOP_1, "PUT"), (V8_2, PATCHING, "PATCH")] {
        let client = client(version, key);
        let start = count::documents();
        let mut options = WriteOptions {
            preview: true,
            ..WriteOptions::default()
        };
        let shown = block_on(client.update("products", 2, &given, &options)).unwrap();
        let shown_text = shown.to_json().unwrap();
        options = WriteOptions {
            expect: shown.token,
            ..WriteOptions::default()
        };
        let written = block_on(client.update("products", 2, &given, &options)).unwrap();
        let written_text = written.to_json().unwrap();
        let parsed = count::documents() - start;

        assert!(shown_text.contains("A title") && written_text.contains("A title"));
        let sent = sent(&client);
        assert_eq!(parsed, sent.len(), "{sent:#?}");
        let of_the_record = |line: &&String| line.ends_with("/products/2");
        let after = sent.iter().position(|line| line.starts_with(method));
        let (before, after) = sent.split_at(after.unwrap());
        // Once for the preview and once for the write; then what was saved, and a look at it.
        assert_eq!(before.iter().filter(of_the_record).count(), 2);
        assert_eq!(after.iter().filter(of_the_record).count(), 2);
        println!(
            "{method}: {} answers, {parsed} documents parsed",
            sent.len()
        );
    }
}
