//! What hangs on a product.

use demo_store::ShopVersion;

use super::put;
use crate::support::{read, store, text};

#[test]
fn named_but_empty_associations_are_emptied() {
    let mut store = store(ShopVersion::V8_2);
    let body = "<product><id>1</id><price>1</price><associations><categories/><combinations/></associations></product>";
    assert_eq!(
        put(&mut store, "/api/products/1?id_shop=all", body).status,
        200
    );
    let after = text(&read(&mut store, "/api/products/1"));
    assert!(after.contains("<categories nodeType=\"category\" api=\"categories\"/>"));
    assert!(after.contains("<combinations nodeType=\"combination\" api=\"combinations\"/>"));
    assert_eq!(after.matches("<stock_available xlink").count(), 1);
    assert_eq!(read(&mut store, "/api/combinations/1").status, 404);
}

#[test]
fn given_a_pack_put_back_as_read_then_its_parts_lose_their_combination() {
    let mut store = store(ShopVersion::V8_2);
    let body = text(&read(&mut store, "/api/products/4"));
    let start = body.find("<product_bundle").expect("a pack");
    let end = body.find("</product_bundle>").expect("its end") + "</product_bundle>".len();
    let bundle = body[start..end].replace("xlink:href", "href");
    assert!(bundle.contains("[5]]></id_product_attribute>"), "{bundle}");
    let sent = format!(
        "<product><id>4</id><price>1</price><associations>{bundle}</associations></product>"
    );
    assert_eq!(put(&mut store, "/api/products/4", &sent).status, 200);
    let after = text(&read(&mut store, "/api/products/4"));
    assert!(
        !after.contains("[5]]></id_product_attribute>"),
        "the default one took its place"
    );
}
