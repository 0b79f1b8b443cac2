//! What `check_access` says of keys.

use aismarttalk_prestashop::actions::CATALOGUE;
use demo_store::{ShopVersion, keys};
use serde_json::{Value, json};

use crate::run;
use crate::support::client;

/// A resource that is written, the right it takes, and what stops without it.
type Write = (
    &'static str,
    fn(ShopVersion) -> &'static str,
    &'static [&'static str],
);

const WRITES: [Write; 3] = [
    (
        "products",
        |_| "PUT",
        &["update_product_content", "update_product_seo"],
    ),
    ("order_histories", |_| "POST", &["update_order_status"]),
    (
        "customers",
        |version| match version {
            ShopVersion::V9_0 => "PATCH",
            _ => "PUT",
        },
        &["update_customer"],
    ),
];

fn check(version: ShopVersion, key: &str) -> Value {
    let client = client(version, key);
    let report = run(&client, "check_access", &json!({})).unwrap();
    assert_eq!(client.transport().take_sent(), ["GET /api/"]);
    report
}

fn on<'r>(report: &'r Value, resource: &str) -> &'r Value {
    let rows = report["resources"].as_array().unwrap();
    rows.iter().find(|row| row["resource"] == resource).unwrap()
}

#[test]
fn given_the_documented_key_then_it_is_whole_except_for_customers_on_9() {
    for version in ShopVersion::ALL {
        let report = check(version, keys::SHOP_1);
        let is_9 = version == ShopVersion::V9_0;
        assert_eq!(report["ok"], !is_9, "{version:?}: {}", report["summary"]);
        assert!(
            version
                .number()
                .starts_with(report["version"].as_str().unwrap()),
            "{version:?}"
        );
        let missing = &on(&report, "customers")["missing"];
        assert_eq!(
            missing.as_array().unwrap().len(),
            usize::from(is_9),
            "{version:?}"
        );
        if is_9 {
            assert_eq!(missing[0]["method"], "PATCH");
            assert!(
                missing[0]["advice"]
                    .as_str()
                    .unwrap()
                    .contains("Patch (PATCH)")
            );
        }
        let verdict = if is_9 { "not_ready" } else { "ready" };
        assert_eq!(report["verdict"], verdict, "{version:?}");
        let summary = report["summary"].as_str().unwrap();
        let says_why = summary.contains("PrestaShop 9 needs PATCH to change customers");
        assert_eq!(says_why, is_9, "{version:?}: {summary}");
        let optional = report["optional"].as_array().unwrap();
        assert!(optional.iter().all(|one| one["granted"] == false));
        let stock = &on(&report, "stock_availables")["missing"][0];
        assert_eq!(stock["optional"], true);
        assert_eq!(stock["stops"], json!(["get_stock"]));
        assert_eq!(stock["limits"], json!(["get_product"]));
        let too_much = |row: &Value| !row["too_much"].as_array().unwrap().is_empty();
        assert!(
            !report["resources"].as_array().unwrap().iter().any(too_much),
            "{version:?}"
        );
    }
}

#[test]
fn given_a_key_for_products_only_then_what_stops_is_named() {
    for version in ShopVersion::ALL {
        let report = check(version, keys::PRODUCTS_ONLY);
        assert_eq!(report["ok"], false);
        let orders = &on(&report, "orders")["missing"][0];
        assert_eq!(orders["method"], "GET");
        assert_eq!(orders["optional"], false);
        assert_eq!(
            orders["stops"],
            json!([
                "find_orders",
                "get_order",
                "get_order_by_reference",
                "get_orders_by_email",
                "get_last_order",
                "get_order_details",
                "get_order_history",
                "update_order_status",
                "set_tracking_number"
            ])
        );
        let products = on(&report, "products");
        assert_eq!(products["rights"], json!(["GET"]));
        for (resource, method, stopped) in WRITES {
            let missing = on(&report, resource)["missing"].as_array().unwrap();
            let missing = missing.iter().find(|one| one["method"] == method(version));
            let missing = missing.unwrap_or_else(|| panic!("{version:?} {resource}"));
            assert_eq!(missing["stops"], json!(stopped), "{version:?} {resource}");
            let limited: &[&str] = match resource {
                "order_histories" => &["set_tracking_number"],
                _ => &[],
            };
            assert_eq!(missing["limits"], json!(limited), "{version:?} {resource}");
        }
        let summary = report["summary"].as_str().unwrap();
        assert!(
            summary.contains("GET orders") && summary.contains("POST order_histories"),
            "{summary}"
        );
        assert!(!summary.contains("stock_availables"), "{summary}");
    }
}

#[test]
fn given_a_key_for_everything_then_what_to_untick_is_named() {
    for version in ShopVersion::ALL {
        let report = check(version, keys::EVERYTHING);
        assert_eq!(report["ok"], true, "{version:?}");
        assert_eq!(report["verdict"], "ready_but_too_much", "{version:?}");
        let products = on(&report, "products");
        assert_eq!(
            products["too_much"],
            json!(["POST", "DELETE", "HEAD"]),
            "{version:?}"
        );
        let categories = on(&report, "categories");
        assert_eq!(categories["too_much"], categories["rights"], "{version:?}");
        assert!(
            categories["advice"]
                .as_str()
                .unwrap()
                .contains("View (GET)")
        );
        let has_patch = products["rights"]
            .as_array()
            .unwrap()
            .contains(&json!("PATCH"));
        assert_eq!(has_patch, version >= ShopVersion::V8_2, "{version:?}");
    }
}

#[test]
fn given_a_key_with_patch_instead_of_put_then_it_is_whole_from_8_on_and_its_actions_run() {
    for version in ShopVersion::ALL {
        let report = check(version, keys::PATCH_ONLY);
        let knows_patch = version >= ShopVersion::V8_2;
        assert_eq!(
            report["ok"], knows_patch,
            "{version:?}: {}",
            report["summary"]
        );
        let stopped = &on(&report, "products")["missing"];
        assert_eq!(
            stopped.as_array().unwrap().is_empty(),
            knows_patch,
            "{version:?}: {stopped}"
        );

        let client = client(version, keys::PATCH_ONLY);
        let input = json!({ "id": 3, "language": "en", "meta_title": "Shown to searchers" });
        let written = run(&client, "update_product_seo", &input);
        assert_eq!(written.is_ok(), knows_patch, "{version:?}: {written:?}");
    }
}

/// The optional rights, as the README lists them.
const OPTIONAL: [(&str, &str); 9] = [
    ("stock_availables", "GET"),
    ("currencies", "GET"),
    ("combinations", "GET"),
    ("product_option_values", "GET"),
    ("carriers", "GET"),
    ("order_carriers", "GET"),
    ("order_carriers", "PUT"),
    ("addresses", "GET"),
    ("countries", "GET"),
];

#[test]
fn given_every_optional_right_then_the_key_is_ready_and_each_says_what_it_adds() {
    for version in ShopVersion::ALL {
        let report = check(version, keys::WITH_OPTIONS);
        assert_eq!(
            report["verdict"], "ready",
            "{version:?}: {}",
            report["summary"]
        );
        let optional = report["optional"].as_array().unwrap();
        let named = optional.iter().map(|one| {
            let text = |name: &str| one[name].as_str().unwrap();
            assert!(!text("adds").is_empty());
            assert_eq!(one["granted"], true, "{version:?} {one}");
            (text("resource"), text("method"))
        });
        assert_eq!(named.collect::<Vec<_>>(), OPTIONAL, "{version:?}");
        let missing = report["resources"].as_array().unwrap().iter();
        let missing = missing.flat_map(|row| row["missing"].as_array().unwrap());
        assert_eq!(missing.count(), 0, "{version:?}");
    }
}

#[test]
fn given_the_readme_then_its_tables_are_the_rights_that_are_checked() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let lines = readme.lines().filter(|line| line.starts_with("| `"));
    let report = check(ShopVersion::V8_2, keys::PRODUCTS_ONLY);
    let optional: Vec<&Value> = report["optional"].as_array().unwrap().iter().collect();
    let rows: Vec<&str> = lines.collect();
    for (resource, method) in OPTIONAL {
        let named = format!("`{resource}`");
        let row = rows.iter().find(|row| {
            let cells: Vec<&str> = row.split('|').collect();
            cells.len() > 3 && cells[1].contains(&named) && cells[2].contains(method)
        });
        assert!(
            row.is_some(),
            "the README does not name {method} {resource}"
        );
        let is_it = |one: &&&Value| one["resource"] == resource && one["method"] == method;
        assert!(optional.iter().find(is_it).is_some(), "{method} {resource}");
    }
}

#[test]
fn given_an_action_that_takes_a_language_then_it_names_the_right_on_languages() {
    let with_language = CATALOGUE
        .iter()
        .filter(|action| action.input.find("language").is_some());
    let mut ran = 0;
    for action in with_language {
        let is_named = action.needs.iter().any(|need| need.resource == "languages");
        assert!(is_named, "{} does not name it", action.name);
        ran += 1;
    }
    println!("{ran} actions");
}
