//! Writes: what is saved, what is lost on the way, what is refused.

use demo_store::{Request, Response, ShopVersion, Store, keys, respond};

use crate::support::{basic, codes, get, read, store, text, value};

fn send(store: &mut Store, method: &str, url: &str, body: &str) -> Response {
    let request = Request {
        body: body.as_bytes().to_vec(),
        ..Request::new(method, url)
            .header("Host", "shop.example.com")
            .header("Authorization", &basic(keys::EVERYTHING))
    };
    respond(store, &request)
}

fn put(store: &mut Store, url: &str, record: &str) -> Response {
    send(
        store,
        "PUT",
        url,
        &format!("<prestashop>{record}</prestashop>"),
    )
}

/// The document of a record in every language, without what must not be sent back.
fn document(store: &mut Store, url: &str) -> String {
    let separator = if url.contains('?') { '&' } else { '?' };
    let mut body = text(&read(store, &format!("{url}{separator}language=[1|2|3|4]")));
    for field in ["manufacturer_name", "quantity", "position_in_category"] {
        let start = body
            .find(&format!("\t<{field} "))
            .expect("the field is there");
        let end = body[start..].find('\n').expect("its line ends") + start + 1;
        body.replace_range(start..end, "");
    }
    let start = body.find("<associations>").expect("associations");
    let end = body.find("</associations>").expect("their end") + "</associations>".len();
    body.replace_range(start..end, "");
    body
}

#[test]
fn a_whole_document_put_back_changes_only_the_date() {
    for version in ShopVersion::ALL {
        for id in [1, 2, 3, 4, 5, 14, 16] {
            let mut store = store(version);
            let url = format!("/api/products/{id}");
            let before = text(&read(&mut store, &format!("{url}?language=[1|2|3|4]")));
            let document = document(&mut store, &url);
            let response = send(&mut store, "PUT", &url, &document);
            assert_eq!(
                response.status,
                200,
                "{version:?} {id}: {}",
                text(&response)
            );
            let after = text(&read(&mut store, &format!("{url}?language=[1|2|3|4]")));
            let date = |body: &str| {
                let start = body.find("<date_upd>").expect("a date");
                body.replacen(&body[start..start + 50], "", 1)
            };
            assert_eq!(date(&before), date(&after), "{version:?} {id}");
            assert_ne!(before, after);
            let other = get(&mut store, keys::EVERYTHING, &format!("{url}?id_shop=2"));
            assert_ne!(value(&other, "name"), "", "shop 2 keeps its texts");
        }
    }
}

#[test]
fn a_put_resets_what_it_does_not_name() {
    let mut store = store(ShopVersion::V8_2);
    let response = put(
        &mut store,
        "/api/products/1",
        "<product><id>1</id><price>10.5</price></product>",
    );
    assert_eq!(response.status, 200);
    assert_eq!(value(&response, "reference"), "");
    let after = read(&mut store, "/api/products/1?language=[1|2|3|4]");
    let cases = [
        ("price", "10.500000"),
        ("active", "0"),
        ("state", "0"),
        ("reference", ""),
        ("minimal_quantity", "0"),
        ("visibility", "both"),
        ("condition", "new"),
        ("id_category_default", "0"),
        ("name", ""),
        ("product_type", ""),
        ("manufacturer_name", "Clay & Leaf"),
        ("position_in_category", "1"),
    ];
    for (field, expected) in cases {
        assert_eq!(value(&after, field), expected, "{field}");
    }
    assert!(
        text(&after).contains("<combination xlink:href"),
        "associations survive"
    );
    println!("{} fields, {} changes", cases.len(), store.changes().len());
    assert!(
        store
            .changes()
            .iter()
            .any(|change| change.record == "products/1"
                && change.field == "price"
                && change.shop == 1)
    );
}

#[test]
fn languages_that_are_not_sent_are_blanked_by_put_and_patch() {
    for method in ["PUT", "PATCH"] {
        let mut store = store(ShopVersion::V8_2);
        let body = "<prestashop><product><id>1</id><price>1</price><name><language id=\"1\">New</language></name></product></prestashop>";
        assert_eq!(
            send(&mut store, method, "/api/products/1", body).status,
            200
        );
        let names = |store: &mut Store, language: u32| {
            value(
                &read(
                    store,
                    &format!("/api/products/1?display=[name]&language={language}"),
                ),
                "name",
            )
        };
        assert_eq!(names(&mut store, 1), "New");
        for language in 2..=4 {
            assert_eq!(names(&mut store, language), "", "{method} {language}");
        }
        let kept = value(
            &read(
                &mut store,
                "/api/products/1?display=[description]&language=2",
            ),
            "description",
        );
        assert_eq!(kept.is_empty(), method == "PUT", "{method}");
    }
}

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

#[test]
fn a_refused_write_names_its_reason() {
    let name = |text: &str| {
        format!(
            "<product><id>1</id><price>1</price><name><language id=\"1\">{text}</language></name></product>"
        )
    };
    let long = name(&"x".repeat(129));
    let braces = name("a{b}");
    let cases: Vec<(&str, &str, u16, &[u32])> = vec![
        (
            "/api/products/1",
            "<product><price>1</price></product>",
            400,
            &[90],
        ),
        (
            "/api/products/1",
            "<product><id>999</id><price>1</price></product>",
            404,
            &[92],
        ),
        (
            "/api/products/1",
            "<product><id>1</id></product>",
            400,
            &[41],
        ),
        (
            "/api/products/1",
            "<product><id>1</id><price>12,50</price></product>",
            400,
            &[85],
        ),
        (
            "/api/products/1",
            "<product><id>1</id><price/></product>",
            400,
            &[85],
        ),
        (
            "/api/products/1",
            "<product><id>1</id><price>1</price><quantity>1</quantity></product>",
            400,
            &[93],
        ),
        ("/api/products/1", &long, 400, &[84]),
        ("/api/products/1", &braces, 400, &[84]),
        (
            "/api/products/1",
            "<product><id>1</id><price>1</price><link_rewrite>a b</link_rewrite></product>",
            400,
            &[84],
        ),
        (
            "/api/products/1",
            "<product><id>1</id><price>1</price><description>x onload=1</description></product>",
            400,
            &[84],
        ),
        (
            "/api/products/1",
            "<product><id>1</id><price>1</price><active>2</active></product>",
            400,
            &[85],
        ),
        (
            "/api/products/5",
            "<product><id>5</id><price>1</price><position_in_category/></product>",
            500,
            &[134],
        ),
        (
            "/api/products/1",
            "<product><id>1</id><price>1</price><associations><foos/></associations></product>",
            400,
            &[86],
        ),
        (
            "/api/products/3",
            "<product><id>3</id><price>1</price><is_virtual>1</is_virtual><associations><product_bundle/></associations></product>",
            500,
            &[85],
        ),
        (
            "/api/products",
            "<product><id>1</id><price>1</price></product><product><id>1</id><price>1</price></product>",
            400,
            &[89],
        ),
        (
            "/api/customers/1",
            "<customer><id>1</id><email>a@example.com</email></customer>",
            400,
            &[41],
        ),
        (
            "/api/stock_availables/1",
            "<s><id>1</id><id_product>1</id_product><id_product_attribute>0</id_product_attribute><quantity>1</quantity><depends_on_stock>1</depends_on_stock><out_of_stock>2</out_of_stock></s>",
            500,
            &[133],
        ),
    ];
    for (url, body, status, expected) in &cases {
        let mut store = store(ShopVersion::V8_2);
        let response = put(&mut store, url, body);
        assert_eq!(
            (response.status, codes(&response).as_slice()),
            (*status, *expected),
            "{url} {body}"
        );
    }
    let mut store = store(ShopVersion::V8_2);
    assert_eq!(
        codes(&send(&mut store, "PUT", "/api/products/1", "")),
        [127]
    );
    assert_eq!(
        codes(&send(
            &mut store,
            "PUT",
            "/api/products/1",
            "<prestashop><product>"
        )),
        [3, 3, 3, 127]
    );
    assert_eq!(put(&mut store, "/api/products/1", "").status, 200);
    assert!(store.changes().is_empty());
    println!("{} refusals", cases.len() + 2);
}

#[test]
fn the_body_decides_which_record_is_written() {
    let mut store = store(ShopVersion::V8_2);
    let response = put(
        &mut store,
        "/api/products/2",
        "<whatever><id>1</id><price>3</price></whatever>",
    );
    assert_eq!(value(&response, "id"), "1");
    assert_eq!(
        value(&read(&mut store, "/api/products/1"), "price"),
        "3.000000"
    );
    assert_ne!(
        value(&read(&mut store, "/api/products/2"), "price"),
        "3.000000"
    );
}

#[test]
fn a_customer_is_written_as_each_version_wants_it() {
    let full = |store: &mut Store| text(&read(store, "/api/customers/1"));
    let without = |body: &str, fields: &[&str]| {
        body.lines()
            .filter(|line| {
                !fields
                    .iter()
                    .any(|field| line.contains(&format!("<{field}>")))
            })
            .collect::<Vec<_>>()
            .join("\n")
    };
    let hidden = ["secure_key", "last_passwd_gen"];
    // 8 takes the document as it is; leaving the key out blanks it.
    let mut eight = store(ShopVersion::V8_2);
    let before = full(&mut eight);
    assert_eq!(
        send(&mut eight, "PUT", "/api/customers/1", &before).status,
        200
    );
    assert_eq!(
        value(&read(&mut eight, "/api/customers/1"), "secure_key").len(),
        32
    );
    assert_eq!(
        send(
            &mut eight,
            "PUT",
            "/api/customers/1",
            &without(&before, &hidden)
        )
        .status,
        200
    );
    assert_eq!(
        value(&read(&mut eight, "/api/customers/1"), "secure_key"),
        ""
    );
    // 9 refuses it as it is, and blanks the key without it; PATCH leaves it alone.
    let mut nine = store(ShopVersion::V9_0);
    assert_eq!(
        codes(&send(
            &mut nine,
            "PUT",
            "/api/customers/1",
            &full(&mut store(ShopVersion::V9_0))
        )),
        [93]
    );
    let patch = "<prestashop><customer><id>1</id><note>New</note></customer></prestashop>";
    assert_eq!(
        send(&mut nine, "PATCH", "/api/customers/1", patch).status,
        200
    );
    let patched = read(&mut nine, "/api/customers/1");
    assert_eq!(
        (
            value(&patched, "note").as_str(),
            value(&patched, "secure_key").len()
        ),
        ("New", 32)
    );
    let body = without(&full(&mut nine), &hidden);
    assert_eq!(
        send(&mut nine, "PUT", "/api/customers/1", &body).status,
        200
    );
    assert_eq!(
        value(&read(&mut nine, "/api/customers/1"), "secure_key"),
        ""
    );
}

#[test]
fn a_password_is_kept_only_as_the_stored_hash() {
    let mut store = store(ShopVersion::V8_2);
    let hash = value(&read(&mut store, "/api/customers/1"), "passwd");
    for (given, kept) in [(hash.as_str(), true), ("********", false), ("", false)] {
        let body = format!(
            "<prestashop><customer><id>1</id><passwd>{given}</passwd></customer></prestashop>"
        );
        assert_eq!(
            send(&mut store, "PATCH", "/api/customers/1", &body).status,
            200
        );
        assert_eq!(
            value(&read(&mut store, "/api/customers/1"), "passwd") == hash,
            kept,
            "{given:?}"
        );
    }
    let taken = value(&read(&mut store, "/api/customers/2"), "email");
    let body =
        format!("<prestashop><customer><id>1</id><email>{taken}</email></customer></prestashop>");
    let response = send(&mut store, "PATCH", "/api/customers/1", &body);
    assert_eq!((response.status, codes(&response)), (500, vec![141, 46]));
}

#[test]
fn every_customer_can_be_put_back_as_read() {
    for version in [ShopVersion::V1_6, ShopVersion::V1_7, ShopVersion::V8_2] {
        let mut store = store(version);
        for id in 1..=80 {
            let url = format!("/api/customers/{id}");
            let document = text(&read(&mut store, &url));
            let response = send(&mut store, "PUT", &url, &document);
            assert_eq!(
                response.status,
                200,
                "{version:?} {id}: {}",
                text(&response)
            );
        }
        println!("{version:?}: 80 customers");
    }
}

const STEP: &str = "<prestashop><order_history><id_order>1</id_order><id_order_state>2</id_order_state></order_history></prestashop>";

#[test]
fn a_new_step_moves_the_order_and_mails_only_when_asked() {
    let cases = [
        ("", 0),
        ("?sendemail=1", 1),
        ("?sendemail=0", 0),
        ("?sendemail=", 0),
        ("?sendemail=false", 1),
        ("?sendmail=1", 0),
    ];
    for (query, mails) in cases {
        let mut store = store(ShopVersion::V8_2);
        let response = send(
            &mut store,
            "POST",
            &format!("/api/order_histories{query}"),
            STEP,
        );
        assert_eq!(response.status, 201, "{}", text(&response));
        assert_eq!(value(&response, "id_order_state"), "2");
        let order = read(&mut store, "/api/orders/1");
        assert_eq!(value(&order, "current_state"), "2");
        assert_eq!(value(&order, "valid"), "1");
        assert_ne!(value(&order, "invoice_number"), "0");
        assert_eq!(store.mails().len(), mails, "{query}");
    }
    println!("{} ways to ask for a mail", cases.len());
}

#[test]
fn a_step_of_nothing_ends_as_in_each_version() {
    let cases: [(ShopVersion, u16, &str); 4] = [
        (ShopVersion::V1_6, 200, "Invalid new order status"),
        (ShopVersion::V1_7, 500, "Invalid new order status"),
        (ShopVersion::V8_2, 500, ""),
        (ShopVersion::V9_0, 500, ""),
    ];
    for (version, status, body) in cases {
        let mut store = store(version);
        let response = send(
            &mut store,
            "POST",
            "/api/order_histories",
            &STEP.replace(">2<", ">99<"),
        );
        assert_eq!(
            (response.status, text(&response).as_str()),
            (status, body),
            "{version:?}"
        );
        assert!(store.changes().is_empty());
    }
    let mut store = store(ShopVersion::V8_2);
    let with_id = STEP.replace("<id_order>", "<id>5</id><id_order>");
    assert_eq!(
        codes(&send(&mut store, "POST", "/api/order_histories", &with_id)),
        [91]
    );
    let none = send(
        &mut store,
        "POST",
        "/api/order_histories",
        &STEP.replace(">2<", ">0<"),
    );
    assert_eq!(
        (
            none.status,
            value(&read(&mut store, "/api/orders/1"), "current_state").as_str()
        ),
        (201, "0")
    );
}

#[test]
fn a_write_may_be_saved_although_the_answer_says_500() {
    for (fault, expected) in [("mail-fails", vec![46]), ("lost-answer", vec![])] {
        let mut store = store(ShopVersion::V8_2);
        let response = send(
            &mut store,
            "POST",
            &format!("/~{fault}/api/order_histories?sendemail=1"),
            STEP,
        );
        assert_eq!(
            (response.status, codes(&response)),
            (500, expected),
            "{fault}"
        );
        assert_eq!(
            value(&read(&mut store, "/api/orders/1"), "current_state"),
            "2",
            "{fault}"
        );
    }
}

#[test]
fn the_stock_of_a_combination_counts_for_the_product() {
    let mut store = store(ShopVersion::V8_2);
    let body = "<prestashop><stock_available><id>2</id><quantity>1000</quantity></stock_available></prestashop>";
    assert_eq!(
        send(&mut store, "PATCH", "/api/stock_availables/2", body).status,
        200
    );
    let total: i64 = value(&read(&mut store, "/api/stock_availables/1"), "quantity")
        .parse()
        .expect("a number");
    assert!(total >= 1_000, "{total}");
}

#[test]
fn named_but_empty_associations_are_emptied() {
    let mut store = store(ShopVersion::V8_2);
    let body = "<product><id>1</id><price>1</price><associations><categories/><combinations/></associations></product>";
    assert_eq!(put(&mut store, "/api/products/1", body).status, 200);
    let after = text(&read(&mut store, "/api/products/1"));
    assert!(after.contains("<categories nodeType=\"category\" api=\"categories\"/>"));
    assert!(after.contains("<combinations nodeType=\"combination\" api=\"combinations\"/>"));
    assert_eq!(after.matches("<stock_available xlink").count(), 1);
    assert_eq!(read(&mut store, "/api/combinations/1").status, 404);
}

#[test]
fn what_is_deleted_is_gone() {
    // 9 deletes and then fails.
    for (version, status) in [(ShopVersion::V8_2, 200), (ShopVersion::V9_0, 500)] {
        let mut store = store(version);
        let url = "/api/products/2";
        assert_eq!(send(&mut store, "DELETE", url, "").status, status);
        let again = send(&mut store, "DELETE", url, "");
        assert_eq!((again.status, codes(&again)), (404, vec![87]));
    }
}
