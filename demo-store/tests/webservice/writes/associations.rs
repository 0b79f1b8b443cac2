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
