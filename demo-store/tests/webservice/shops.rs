//! Three shops behind one address.

use demo_store::{ShopVersion, keys};

use crate::support::{codes, get, read, sorted_ids, store, text, value};

#[test]
fn the_shop_is_chosen_by_path_or_parameter() {
    // Product 12 is only in shop 1, product 13 only in shop 2.
    let cases = [
        ("/api/products?filter[id]=[12,13]", vec![12]),
        ("/api/products?filter[id]=[12,13]&id_shop=1", vec![12]),
        ("/api/products?filter[id]=[12,13]&id_shop=2", vec![13]),
        ("/shop2/api/products?filter[id]=[12,13]", vec![13]),
        ("/shop2/api/products?filter[id]=[12,13]&id_shop=1", vec![12]),
        ("/api/products?filter[id]=[12,13]&id_shop=all", vec![12]),
        (
            "/shop2/api/products?filter[id]=[12,13]&id_group_shop=1",
            vec![13],
        ),
        ("/api/products?filter[id]=[12,13]&id_shop_group=0", vec![12]),
        (
            "/api/products?filter[id]=[12,13]&id_group_shop=all",
            vec![12],
        ),
    ];
    let mut store = store(ShopVersion::V8_2);
    for (url, expected) in &cases {
        assert_eq!(&sorted_ids(&read(&mut store, url)), expected, "{url}");
    }
    println!("{} ways to name a shop", cases.len());
}

#[test]
fn a_key_without_the_shop_is_refused() {
    let cases: [(&str, &str, u16, &[u32]); 13] = [
        (keys::SHOP_1, "/api/", 200, &[]),
        (keys::SHOP_1, "/shop2/api/", 403, &[132]),
        (keys::SHOP_2, "/api/", 403, &[132]),
        (keys::SHOP_2, "/api/?id_shop=2", 200, &[]),
        (keys::SHOP_1, "/api/products?id_shop=2", 403, &[132]),
        (keys::SHOP_1, "/api/products?id_shop=all", 200, &[]),
        (keys::SHOP_1, "/api/products?id_shop=0", 403, &[132]),
        (keys::SHOP_1, "/api/products?id_shop=", 404, &[999]),
        (keys::SHOP_1, "/api/products?id_shop=1,2", 404, &[999]),
        (keys::SHOP_1, "/api/products?id_shop=2x", 404, &[999]),
        (keys::SHOP_1, "/api/products?id_group_shop=9", 500, &[999]),
        (keys::SHOP_1, "/api/products?id_shop=9", 302, &[]),
        (keys::SHOP_1, "/api/products?id_shop=ALL", 302, &[]),
    ];
    let mut store = store(ShopVersion::V8_2);
    for (key, url, status, expected) in cases {
        let response = get(&mut store, key, url);
        assert_eq!(
            (response.status, codes(&response).as_slice()),
            (status, expected),
            "{url}"
        );
    }
    println!("{} keys and shops", cases.len());
}

#[test]
fn every_shop_at_once_is_a_redirect_before_8() {
    for version in [ShopVersion::V1_6, ShopVersion::V1_7] {
        let response = read(&mut store(version), "/api/products?id_shop=all");
        assert_eq!(response.status, 302);
        assert_eq!(
            response.header_value("Location"),
            Some("http://shop.example.com/?url=products")
        );
    }
}

#[test]
fn a_record_of_another_shop_is_404_with_code_131() {
    let mut store = store(ShopVersion::V8_2);
    let cases: [(&str, u16, &[u32]); 6] = [
        ("/api/products/13", 404, &[131]),
        ("/shop2/api/products/12", 404, &[131]),
        ("/api/products/13?id_shop=2", 200, &[]),
        ("/shop2/api/languages/3", 404, &[131]),
        ("/api/languages/3", 200, &[]),
        ("/api/products/13?id_shop=all", 200, &[]),
    ];
    for (url, status, expected) in cases {
        let response = read(&mut store, url);
        assert_eq!(
            (response.status, codes(&response).as_slice()),
            (status, expected),
            "{url}"
        );
    }
    let refused = read(&mut store, "/api/products/13");
    assert!(text(&refused).contains("This Product (13) does not exists on this shop"));
    let hollow = read(&mut store, "/api/products/13?id_shop=all");
    assert_eq!(value(&hollow, "price"), "");
    assert_eq!(value(&hollow, "active"), "");
    assert_eq!(value(&hollow, "name"), "");
    assert_ne!(value(&hollow, "reference"), "");
}

#[test]
fn each_shop_shows_its_own_values_and_links() {
    let mut store = store(ShopVersion::V8_2);
    let first = read(&mut store, "/api/products/14");
    let second = read(&mut store, "/api/products/14?id_shop=2");
    assert_eq!(value(&second, "price"), "11.110000");
    assert_ne!(value(&first, "price"), value(&second, "price"));
    assert_eq!(value(&second, "name"), "Outlet camomile");
    assert_eq!(value(&first, "reference"), value(&second, "reference"));
    assert!(text(&second).contains("http://shop.example.com/shop2/api/categories/"));
    assert!(text(&read(&mut store, "/shop2/api/")).contains("shopName=\"Clay &amp; Leaf Outlet\""));
}

#[test]
fn filters_look_at_the_base_row_and_at_texts_of_any_shop() {
    let mut store = store(ShopVersion::V8_2);
    let inactive = sorted_ids(&read(&mut store, "/api/products?filter[active]=0"));
    assert!(inactive.contains(&15), "{inactive:?}");
    let shown = read(&mut store, "/api/products/15?display=[active]");
    assert_eq!(value(&shown, "active"), "1");
    let outlet = read(&mut store, "/api/products?filter[name]=[Outlet]%25");
    assert_eq!(sorted_ids(&outlet), [14]);
}

#[test]
fn orders_are_the_shops_own_in_lists_and_anybodys_alone() {
    let mut store = store(ShopVersion::V8_2);
    let mut count = |url: &str| sorted_ids(&read(&mut store, url)).len();
    let (first, second) = (count("/api/orders"), count("/shop2/api/orders"));
    assert!(first > second && second > 0);
    let third = count("/shop3/api/orders");
    assert!(third > 0);
    assert_eq!(count("/api/orders?id_shop=all"), first + second + third);
    assert_eq!(count("/api/orders?id_group_shop=2"), third);
    assert_eq!(count("/api/orders?id_group_shop=1"), first + second);
    assert_eq!(count("/api/orders?filter[id_shop]=2"), 0);
    let foreign = sorted_ids(&read(&mut store, "/shop2/api/orders?limit=1"))[0];
    let response = get(&mut store, keys::SHOP_1, &format!("/api/orders/{foreign}"));
    assert_eq!(response.status, 200);
    assert_eq!(value(&response, "id_shop"), "2");
}
