//! Lists: filters with their silent traps, order, limits, display, languages, schemas.

use demo_store::ShopVersion;

use crate::support::{all, codes, ids, read, sorted_ids, store, text, value};

const ALL: usize = 63;

#[test]
fn a_filter_finds_what_a_real_shop_would() {
    let cases: [(&str, &[u32]); 33] = [
        ("filter[id]=1", &[1]),
        ("filter[id]=[1]", &[1]),
        ("filter[id]=[1|3|5]", &[1, 3, 5]),
        ("filter[id]=[1,3]", &[1, 2, 3]),
        ("filter[id]=[10,9]", &[9, 10]),
        ("filter[id]=[1,%203]", &[1, 2, 3]),
        ("filter%5Bid%5D=%5B1%7C2%5D", &[1, 2]),
        ("filter[id]=>[62]", &[63, 64]),
        ("filter[id]=<[3]", &[1, 2]),
        ("filter[id]=[1,2,3]", &[1]),
        ("filter[id]=[1|3,5]", &[1, 3]),
        ("filter[id]=[10-12]", &[10]),
        ("filter[id]=1|2", &[1]),
        ("filter[id]=1,3", &[1]),
        ("filter[id]=[|1|2]", &[]),
        ("filter[id]=[1|2|]", &[1, 2]),
        ("filter[id]=abc", &[]),
        ("filter[id]=0", &[]),
        ("filter[id]=1&filter[id]=2", &[2]),
        ("filter[reference]=TWICE-17", &[17, 18]),
        ("filter[reference]=twice-17", &[17, 18]),
        ("filter[reference]=[TPT-0001|NTB-0003]", &[1, 3]),
        ("filter[reference]=[TPT-0001,NTB-0003]", &[]),
        ("filter[reference]=[TPT]%25", &[1, 25, 49]),
        ("filter[reference]=%25[0001]", &[1]),
        ("filter[reference]=%25[T_T-0001]%25", &[1]),
        ("filter[reference]=TPT%25", &[]),
        ("filter[reference]=[TPT%25]", &[]),
        // Trailing blanks do not count.
        ("filter[reference]=VAS-0010", &[10]),
        ("filter[name]=%25[salt]%25", &[7]),
        ("filter[name]=%25[SALIERE]%25", &[7]),
        ("filter[name]=%25[saliere]%25&language=1", &[]),
        ("filter[price]=0", &[19]),
    ];
    let mut store = store(ShopVersion::V8_2);
    for (query, expected) in cases {
        let response = read(&mut store, &format!("/api/products?{query}"));
        assert_eq!(sorted_ids(&response), expected, "{query}");
    }
    println!("{} filters", cases.len());
}

#[test]
fn what_the_shop_does_not_understand_lists_everything() {
    let cases = [
        "id=1",
        "reference=x",
        "foo=bar",
        "filter[id]=>=[15]",
        "filter[id]=<>[1]",
        "filter[price]=<=[12]",
        "date=1",
        "filter[reference]=%25[]%25",
    ];
    let mut store = store(ShopVersion::V8_2);
    for query in cases {
        let response = read(&mut store, &format!("/api/products?{query}"));
        assert_eq!(ids(&response).len(), ALL, "{query}");
    }
    println!("{} queries", cases.len());
}

#[test]
fn a_negated_filter_excludes() {
    let mut store = store(ShopVersion::V8_2);
    for (query, left) in [
        ("filter[id]=![1]", ALL - 1),
        ("filter[id]=![1|2]", ALL - 2),
        ("filter[reference]=![TWICE-17]", ALL - 2),
    ] {
        assert_eq!(
            ids(&read(&mut store, &format!("/api/products?{query}"))).len(),
            left,
            "{query}"
        );
    }
}

#[test]
fn dates_are_filtered_only_when_asked_for() {
    let mut store = store(ShopVersion::V8_2);
    let mut count = |query: &str| {
        ids(&read(
            &mut store,
            &format!("/api/orders?id_group_shop=1&{query}"),
        ))
        .len()
    };
    assert_eq!(
        count("filter[date_add]=[2000-01-01,2030-01-01]&date=1"),
        200
    );
    assert_eq!(count("filter[date_add]=>[2030-01-01]&date=1"), 0);
    assert_eq!(count("filter[date_add]=[2020-01-01,]&date=1"), 0);
    assert_eq!(
        count("filter[date_add]=[2020-01-01T00:00:00,2030-01-01T00:00:00]&date=1"),
        0
    );
    assert_eq!(
        count("filter[date_add]=[2000-01-01%2000:00:00,2030-01-01%2000:00:00]&date=1"),
        200
    );
    for query in [
        "filter[date_add]=>[2020-01-01]",
        "filter[date_add]=>[2020-01-01]&date=0",
    ] {
        let response = read(&mut store, &format!("/api/orders?{query}"));
        assert_eq!(codes(&response)[0], 32, "{query}");
    }
    let response = read(&mut store, "/api/orders?sort=[date_add_DESC]");
    assert_eq!(codes(&response)[0], 38);
    let newest = read(
        &mut store,
        "/api/orders?sort=[date_add_DESC]&date=1&limit=1&display=[date_add]",
    );
    assert_eq!(codes(&newest), [0; 0]);
}

#[test]
fn a_wrong_question_is_refused_with_its_code() {
    let cases = [
        ("filter[foo]=1", 32),
        ("filter[foo][bar]=1", 31),
        ("filter[id]=", 33),
        ("filter[name]=", 32),
        ("filter[categories]=4", 32),
        ("filter[quantity]=1", 34),
        ("filter[position_in_category]=1", 34),
        ("filter[manufacturer_name]=x", 34),
        ("display=[foo]", 35),
        ("display=[id,categories]", 35),
        ("display=[id,categories[foo]]", 35),
        ("display=id", 36),
        ("display=", 36),
        ("display=FULL", 36),
        ("sort=id", 37),
        ("sort=[id_UP]", 37),
        ("sort=", 37),
        ("sort=[foo_ASC]", 38),
        ("sort=[price_DESC,%20id_ASC]", 38),
        ("sort=id_DESC,price_ASC", 38),
        ("limit=1,2,3", 39),
        ("schema=foo", 28),
    ];
    for (version, status, lines) in [
        (ShopVersion::V1_7, 400, 0),
        (ShopVersion::V8_2, 500, 4),
        (ShopVersion::V9_0, 500, 4),
    ] {
        let mut store = store(version);
        for (query, code) in cases {
            let response = read(&mut store, &format!("/api/products?{query}"));
            let mut expected = vec![code];
            expected.extend(vec![3; lines]);
            assert_eq!(
                (response.status, codes(&response)),
                (status, expected),
                "{version:?} {query}"
            );
        }
    }
    println!("{} wrong questions on 3 versions", cases.len());
}

#[test]
fn hidden_warnings_leave_the_plain_400() {
    let mut store = demo_store::Store::new(demo_store::Options {
        php_warnings: false,
        ..Default::default()
    });
    let response = read(&mut store, "/api/products?filter[foo]=1");
    assert_eq!((response.status, codes(&response)), (400, vec![32]));
}

#[test]
fn an_sql_error_is_fatal_from_8_on_and_an_empty_list_before() {
    let cases = [
        "limit=-1",
        "filter[new]=1",
        "filter[name]=%25[a]%25&filter[description]=%25[a]%25",
        "sort=[manufacturer_name_ASC]",
        "sort=[position_in_category_ASC]",
    ];
    for query in cases {
        let url = format!("/api/products?{query}");
        let fatal = read(&mut store(ShopVersion::V8_2), &url);
        assert_eq!((fatal.status, fatal.body.len()), (500, 0), "{query}");
        assert_eq!(fatal.header_value("PSWS-Version"), None);
        assert_eq!(
            ids(&read(&mut store(ShopVersion::V1_7), &url)),
            [0; 0],
            "{query}"
        );
    }
    println!("{} SQL errors", cases.len());
}

#[test]
fn limits_are_cast_to_numbers() {
    let cases: [(&str, &[u32]); 10] = [
        ("limit=3", &[1, 2, 3]),
        ("limit=2,3", &[3, 4, 5]),
        ("limit=[2,3]", &[1, 2, 3]),
        ("limit=0", &[]),
        ("limit=abc", &[]),
        ("limit=", &[]),
        ("limit=2,", &[]),
        ("limit=1000,10", &[]),
        ("limit=5&limit=2", &[1, 2]),
        ("limit=62,99999999999999999999", &[64]),
    ];
    let mut store = store(ShopVersion::V8_2);
    for (query, expected) in cases {
        let response = read(&mut store, &format!("/api/products?sort=[id_ASC]&{query}"));
        assert_eq!(ids(&response), expected, "{query}");
    }
    println!("{} limits", cases.len());
}

#[test]
fn without_a_sort_the_order_is_nobodys() {
    let mut store = store(ShopVersion::V8_2);
    let found = ids(&read(&mut store, "/api/products"));
    let mut sorted = found.clone();
    sorted.sort_unstable();
    assert_ne!(found, sorted);
    for query in ["sort=[id_ASC]", "sort=id_ASC", "sort=[id_asc]"] {
        assert_eq!(
            ids(&read(&mut store, &format!("/api/products?{query}"))),
            sorted,
            "{query}"
        );
    }
    let by_price = read(
        &mut store,
        "/api/products?sort=[price_DESC,id_ASC]&display=[price]",
    );
    let prices: Vec<f64> = all(&text(&by_price), "<price><![CDATA[", "]]>")
        .iter()
        .map(|price| price.parse().expect("a price"))
        .collect();
    assert!(
        prices.is_sorted_by(|left, right| left >= right),
        "{prices:?}"
    );
    let by_name = read(
        &mut store,
        "/api/products?sort=[name_ASC]&language=1&display=[name]&limit=3",
    );
    assert!(
        value(&by_name, "name").starts_with("Album"),
        "{}",
        text(&by_name)
    );
}

#[test]
fn display_shows_what_is_named_in_the_shops_order() {
    let mut store = store(ShopVersion::V8_2);
    let mut shown = |query: &str| text(&read(&mut store, &format!("/api/{query}")));
    let body = shown("products?display=[name,%20price,id]&filter[id]=1&language=1");
    assert!(body.contains("<product>\n\t<id><![CDATA[1]]></id>\n\t<price><![CDATA[54.000000]]></price>\n\t<name><language id=\"1\""), "{body}");
    assert!(!body.contains("associations"));
    let body = shown("products?display=[]&limit=2");
    assert_eq!(body.matches("<product>\n</product>").count(), 2);
    let body = shown("products/1?display=[id,stock_availables[id_product_attribute]]");
    assert!(body.contains("<stock_available xlink:href=\"http://shop.example.com/api/stock_availables/1\">\n\t<id_product_attribute><![CDATA[0]]></id_product_attribute>\n\t</stock_available>"), "{body}");
    let body = shown("orders/1?display=[order_rows[product_id,product_quantity]]");
    assert!(body.contains("<order_rows nodeType=\"order_row\" virtualEntity=\"true\">\n\t<order_row>\n\t<product_id xlink:href="), "{body}");
    assert_eq!(shown("products?display=minimum"), shown("products"));
    assert_eq!(
        shown("products?filter[id]=999&display=full")
            .lines()
            .count(),
        5
    );
}

#[test]
fn languages_are_the_active_ones_unless_named() {
    let cases: [(&str, &[&str]); 9] = [
        ("", &["1", "2", "4"]),
        ("language=1", &["1"]),
        ("language=[2]", &["2"]),
        ("language=3", &["3"]),
        ("language=[1|2|3|4]", &["1", "2", "3", "4"]),
        ("language=[1|99]", &["1"]),
        ("language=[2,4]", &["2", "3", "4"]),
        ("language=[3,1]", &["1", "2", "3"]),
        ("language=1.0", &["1"]),
    ];
    let mut store = store(ShopVersion::V8_2);
    for (query, expected) in cases {
        let response = read(
            &mut store,
            &format!("/api/products/1?display=[name]&{query}"),
        );
        assert_eq!(
            all(&text(&response), "<language id=\"", "\""),
            expected,
            "{query}"
        );
    }
    let wrong: [(&str, &[u32]); 7] = [
        ("99", &[81]),
        ("0", &[81]),
        ("abc", &[79, 81]),
        ("", &[79, 81]),
        ("[1|abc]", &[80, 81]),
        ("[1,2,3]", &[78, 81]),
        ("[9|99]", &[81]),
    ];
    for (language, expected) in wrong {
        let response = read(&mut store, &format!("/api/products?language={language}"));
        assert_eq!(
            (response.status, codes(&response).as_slice()),
            (400, expected),
            "{language}"
        );
    }
    println!("{} languages", cases.len() + wrong.len());
}

#[test]
fn a_computed_price_appears_when_it_is_named() {
    let mut store = store(ShopVersion::V8_2);
    let mut shown = |query: &str| read(&mut store, &format!("/api/products?filter[id]=1&{query}"));
    assert_eq!(
        value(&shown("price[mine][use_tax]=1&display=[id,mine]"), "mine"),
        "64.800000"
    );
    assert_eq!(
        value(&shown("price[mine][use_tax]=0&display=full"), "mine"),
        "54.000000"
    );
    assert_eq!(
        value(&shown("price[price][use_tax]=1&display=[price]"), "price"),
        "64.800000"
    );
    assert_eq!(ids(&shown("price[mine][use_tax]=1")), [1]);
    let wrong = shown("price[bad!name][use_tax]=1&display=full");
    assert_eq!((wrong.status, codes(&wrong)), (400, vec![128]));
}

#[test]
fn a_single_record_ignores_what_belongs_to_lists() {
    let mut store = store(ShopVersion::V8_2);
    let full = read(&mut store, "/api/products/1");
    for query in ["filter[id]=2", "sort=foo", "limit=0", "schema=blank"] {
        let response = read(&mut store, &format!("/api/products/1?{query}"));
        assert_eq!(response.body, full.body, "{query}");
    }
    let response = read(&mut store, "/api/products/1?display=[foo]");
    assert_eq!((response.status, codes(&response)), (400, vec![35]));
}

#[test]
fn schemas_say_what_may_be_sent() {
    let mut eight = store(ShopVersion::V8_2);
    let mut nine = store(ShopVersion::V9_0);
    let blank = text(&read(&mut eight, "/api/products?schema=blank"));
    assert!(
        blank.contains("<id><![CDATA[]]></id>")
            && !blank.contains("manufacturer_name")
            && !blank.contains("<quantity>\n")
    );
    let synopsis = text(&read(&mut eight, "/api/products?schema=synopsis"));
    assert!(
        !synopsis.contains("\t<id>") || synopsis.find("\t<id>") > synopsis.find("<associations>")
    );
    assert!(synopsis.contains("<price required=\"true\" format=\"isPrice\">"));
    assert!(synopsis.contains(
        "<manufacturer_name notFilterable=\"true\" read_only=\"true\" readOnly=\"true\">"
    ));
    assert!(
        synopsis
            .contains("<meta_title maxSize=\"255\" format=\"isGenericName\"><language id=\"1\"")
    );
    let cases = [
        (
            "8",
            &mut eight,
            "<secure_key format=\"isMd5\" readOnly=\"true\">",
            true,
        ),
        (
            "9",
            &mut nine,
            "<secure_key read_only=\"true\" maxSize=\"32\" format=\"isMd5\" readOnly=\"true\">",
            false,
        ),
    ];
    for (name, store, expected, in_blank) in cases {
        let synopsis = text(&read(store, "/api/customers?schema=synopsis"));
        assert!(synopsis.contains(expected), "{name}: {synopsis}");
        let blank = text(&read(store, "/api/customers?schema=blank"));
        assert_eq!(blank.contains("<secure_key>"), in_blank, "{name}");
    }
}
