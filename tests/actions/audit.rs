//! What is found in the texts of products, compared with all products of the shop.

use std::collections::BTreeMap;

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::webservice::query::Query;
use demo_store::{Options, ShopVersion, Store, keys};
use serde_json::{Value, json};

use crate::run;
use crate::support::{StoreTransport, block_on, client_with};

/// Product, finding, field, language and length.
type Row = (u64, String, String, u64, u64);

fn store(version: ShopVersion) -> Store {
    let mut store = Store::new(Options {
        version,
        products: 700,
        ..Options::default()
    });
    let long = "a".repeat(61);
    for (record, field, value) in [
        ("products/31", "meta_title[1]", long.as_str()),
        (
            "products/32",
            "meta_title[2]",
            "A [strange] title, too strange for a shop",
        ),
        (
            "products/33",
            "meta_title[2]",
            "A [strange] title, too strange for a shop",
        ),
        ("products/650", "meta_title[1]", "Teapot"),
        ("products/40", "meta_title[1]", "TEAPOT "),
        ("products/34", "description[1]", "<p>&nbsp;</p>"),
        (
            "products/35",
            "description[1]",
            "<p><img src=\"a.jpg\"></p>",
        ),
        ("products/36", "link_rewrite[1]", "12345-6"),
        ("products/37", "link_rewrite[1]", ""),
    ] {
        assert!(store.overwrite(record, field, value), "{record} {field}");
    }
    for field in [
        "name",
        "meta_title",
        "meta_description",
        "description",
        "description_short",
    ] {
        assert!(store.overwrite("products/38", &format!("{field}[4]"), ""));
    }
    store
}

/// Every finding of every page.
fn pages(client: &Client<StoreTransport>, input: &Value, limit: u32) -> (Vec<Value>, usize) {
    let mut input = input.clone();
    input["limit"] = json!(limit);
    let (mut all, mut pages) = (Vec::new(), 0);
    loop {
        let answer = run(client, "audit_seo", &input).unwrap();
        let rows = answer["findings"].as_array().unwrap();
        assert!(rows.len() <= limit as usize);
        all.extend(rows.iter().cloned());
        pages += 1;
        assert_eq!(answer["has_more"], json!(!answer["cursor"].is_null()));
        if answer["cursor"].is_null() {
            return (all, pages);
        }
        input["cursor"] = answer["cursor"].clone();
    }
}

/// Characters that show: tags are blanks, entities one letter, blanks in a row one.
fn shown(html: &str) -> u64 {
    let mut text = String::new();
    let mut in_tag = false;
    for letter in html.replace("&nbsp;", " ").replace("&amp;", "&").chars() {
        match letter {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                text.push(' ');
            }
            letter if !in_tag => text.push(letter),
            _ => {}
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().count() as u64
}

/// Everything there is to find, worked out product by product on whole records.
fn expected(products: &[Value], language: Option<u64>) -> Vec<Row> {
    let mut same: BTreeMap<(&str, u64, String), u64> = BTreeMap::new();
    let ids = |product: &Value| -> Vec<u64> {
        let names = product["name"].as_object().unwrap();
        let ids = names.keys().map(|id| id.parse().unwrap());
        ids.filter(|id| language.is_none_or(|one| one == *id))
            .collect()
    };
    let text = |product: &Value, field: &str, language: u64| {
        let text = &product[field][language.to_string()];
        text.as_str().unwrap_or_default().trim().to_owned()
    };
    for product in products {
        for language in ids(product) {
            for field in ["meta_title", "meta_description"] {
                let key = (
                    field,
                    language,
                    text(product, field, language).to_lowercase(),
                );
                *same.entry(key).or_default() += 1;
            }
        }
    }
    let mut rows = Vec::new();
    for product in products.iter().rev() {
        let id = product["id"].as_u64().unwrap();
        for language in ids(product) {
            let of = |field: &str| text(product, field, language);
            let mut add = |word: &str, field: &str, length: u64| {
                rows.push((id, word.to_owned(), field.to_owned(), language, length));
            };
            let texts = [
                "name",
                "meta_title",
                "meta_description",
                "description",
                "description_short",
            ];
            if texts
                .iter()
                .all(|field| shown(&of(field)) == 0 && !of(field).contains("<img"))
            {
                add("empty_language", "", 0);
                continue;
            }
            for (field, least, most) in [("meta_title", 30, 60), ("meta_description", 70, 160)] {
                let length = of(field).chars().count() as u64;
                match length {
                    0 => add("missing", field, 0),
                    _ if length < least => add("too_short", field, length),
                    _ if length > most => add("too_long", field, length),
                    _ => {}
                }
                let key = (field, language, of(field).to_lowercase());
                if length > 0 && !of(field).contains('[') && same[&key] > 1 {
                    add("duplicate", field, length);
                }
            }
            let (html, length) = (of("description"), shown(&of("description")));
            match length {
                0 if !html.contains("<img") => add("missing", "description", 0),
                _ if length < 250 => add("thin", "description", length),
                _ => {}
            }
            let slug = of("link_rewrite");
            let has_word = slug
                .split(|letter: char| !letter.is_alphabetic())
                .any(|word| word.chars().count() > 2);
            let length = slug.chars().count() as u64;
            match slug.is_empty() {
                true => add("missing", "link_rewrite", 0),
                false if !has_word || length > 100 => add("unreadable", "link_rewrite", length),
                false => {}
            }
        }
    }
    rows
}

fn told(rows: &[Value]) -> Vec<Row> {
    let of = |row: &Value| {
        let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        let number = |name: &str| row[name].as_u64().unwrap();
        (
            number("id"),
            text("finding"),
            text("field"),
            number("language"),
            number("length"),
        )
    };
    rows.iter().map(of).collect()
}

#[test]
fn given_a_catalogue_then_everything_is_found_once_whatever_the_size_of_a_page() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for version in ShopVersion::ALL {
        let client = client_with(StoreTransport::on(store(version)), keys::SHOP_1, |_| {});
        let text = block_on(client.list_json("products", Query::default())).unwrap();
        let products: Vec<Value> = serde_json::from_str(&text).unwrap();
        for (input, language) in [(json!({}), None), (json!({ "language": "fr" }), Some(2))] {
            // Every language takes long: of two versions it says enough.
            if language.is_none() && !matches!(version, ShopVersion::V1_6 | ShopVersion::V8_2) {
                continue;
            }
            let expected = expected(&products, language);
            // Small pages end within a product; each takes three requests.
            let limits: &[u32] = match (version, language) {
                (ShopVersion::V8_2, Some(_)) => &[7, 100],
                _ => &[100],
            };
            for limit in limits.iter().copied() {
                let (rows, pages) = pages(&client, &input, limit);
                let told = told(&rows);
                let wrong = expected.iter().zip(&told).find(|(one, other)| one != other);
                assert_eq!(wrong, None, "{version:?} {input} {limit}");
                assert_eq!(told.len(), expected.len(), "{version:?} {input} {limit}");
                assert!(pages >= 7, "{pages} pages");
                for row in &rows {
                    let is_duplicate = row["finding"] == "duplicate";
                    assert_eq!(row["same_as"].is_number(), is_duplicate, "{row}");
                }
            }
            for row in expected {
                *counts.entry(row.1).or_default() += 1;
            }
        }
    }
    for word in [
        "missing",
        "too_short",
        "too_long",
        "duplicate",
        "empty_language",
        "thin",
        "unreadable",
    ] {
        assert!(counts.contains_key(word), "{word} in {counts:?}");
    }
    println!("{counts:?}");
}

#[test]
fn given_texts_that_shops_cannot_search_for_then_it_is_said_that_their_likes_are_not_known() {
    let client = client_with(
        StoreTransport::on(store(ShopVersion::V8_2)),
        keys::SHOP_1,
        |_| {},
    );
    let (rows, _) = pages(&client, &json!({ "language": "fr" }), 100);
    let strange = rows
        .iter()
        .filter(|row| row["finding"] == "duplicate" && row["field"] == "meta_title");
    let strange: Vec<&Value> = strange
        .filter(|row| [32, 33].map(|id| json!(id)).contains(&row["id"]))
        .collect();
    assert_eq!(strange, [&Value::Null; 0]);
    let mut input = json!({ "language": "fr", "limit": 100 });
    let mut said = 0;
    while !input["cursor"].is_null() || said == 0 {
        let answer = run(&client, "audit_seo", &input).unwrap();
        said += usize::from(answer["warnings"].to_string().contains("cannot search for"));
        input["cursor"] = answer["cursor"].clone();
        if input["cursor"].is_null() {
            break;
        }
    }
    assert_eq!(said, 1);
}

#[test]
fn given_a_page_that_is_full_early_then_no_more_texts_are_compared_than_needed() {
    let client = client_with(
        StoreTransport::on(store(ShopVersion::V8_2)),
        keys::SHOP_1,
        |_| {},
    );
    client.transport().take_sent();
    run(&client, "audit_seo", &json!({ "limit": 2 })).unwrap();
    let sent = client.transport().take_sent();
    assert!(sent.len() <= 3, "{sent:#?}");
    let compared = sent.iter().filter(|one| one.contains("filter[meta_"));
    let most = compared.map(|one| one.matches('|').count()).max().unwrap();
    assert!(most < 12, "{sent:#?}");
}
