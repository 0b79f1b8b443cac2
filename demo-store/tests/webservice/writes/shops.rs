//! Writes to one of three shops, to a group, to all.

use demo_store::ShopVersion;

use super::{document, put, send};
use crate::support::{read, store, text, value};

#[test]
fn a_write_to_one_shop_leaves_the_other_alone() {
    let mut store = store(ShopVersion::V8_2);
    let first = text(&read(&mut store, "/api/products/1"));
    let document = document(&mut store, "/api/products/1?id_shop=2")
        .replace("Teapot", "Kettle")
        .replace("54.000000", "7.5");
    assert_eq!(
        send(&mut store, "PUT", "/api/products/1?id_shop=2", &document).status,
        200
    );
    let second = read(&mut store, "/api/products/1?id_shop=2");
    assert!(value(&second, "name").starts_with("Kettle"));
    assert_eq!(value(&second, "price"), "7.500000");
    assert_eq!(text(&read(&mut store, "/api/products/1")), first);
    // A filter on the price sees the row that was saved last.
    let found = read(&mut store, "/api/products?filter[price]=7.5");
    assert!(text(&found).contains("<product id=\"1\""));
    // A product that is not in the shop is put on sale there.
    assert_eq!(
        put(
            &mut store,
            "/api/products/13",
            "<product><id>13</id><price>1</price></product>"
        )
        .status,
        200
    );
    assert_eq!(read(&mut store, "/api/products/13").status, 200);
}
