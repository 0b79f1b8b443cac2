//! New records, and records that go.

use demo_store::ShopVersion;

use super::send;
use crate::support::{codes, store};

#[test]
fn what_is_deleted_is_gone() {
    // 9 deletes and then fails.
    for (version, status) in [(ShopVersion::V8_2, 200), (ShopVersion::V9_0, 500)] {
        let mut store = store(version);
        let url = "/api/products/2?id_shop=all";
        assert_eq!(send(&mut store, "DELETE", url, "").status, status);
        let again = send(&mut store, "DELETE", url, "");
        assert_eq!((again.status, codes(&again)), (404, vec![87]));
    }
}
