//! Actions and lists of a shop that answers with as much as is asked for.

use aismarttalk_prestashop::actions::run;
use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::client::paging::Paging;
use aismarttalk_prestashop::json::Value;
use aismarttalk_prestashop::webservice::ErrorKind;
use aismarttalk_prestashop::webservice::filter::{Condition, Filter};
use aismarttalk_prestashop::webservice::query::Query;

use crate::measure::Work;
use crate::support::block_on;
use crate::support::scripted::{Scripted, field};

/// Rows of a resource, each with what `row` writes behind its id.
fn rows(
    list: &str,
    item: &str,
    ids: impl Iterator<Item = u32>,
    row: impl Fn(u32) -> String,
) -> String {
    let one = |id| format!("<{item}>{}{}</{item}>", field("id", id), row(id));
    let rows: String = ids.map(one).collect();
    format!("<{list}>{rows}</{list}>")
}

/// The ids that a filter on a field names, or all up to `count`.
fn asked(path: &str, name: &str, count: usize) -> Vec<u32> {
    let list = path.split_once(&format!("filter[{name}]=["));
    let list = list.and_then(|(_, rest)| rest.split_once(']'));
    match list {
        Some((ids, _)) => ids.split('|').map(|id| id.parse().unwrap()).collect(),
        None => (1..=count as u32).collect(),
    }
}

/// A shop with that many orders, customers, details, states and languages.
fn shop(count: usize) -> Client<Scripted> {
    let answer = move |path: &str| -> String {
        let all = |name| asked(path, name, count).into_iter();
        match path.split(['?', '/']).next().unwrap() {
            "orders" => rows("orders", "order", all("id_customer"), |id| {
                let customer = field("id_customer", id);
                let state = field("current_state", id % 900 + 1);
                let reference = field("reference", "SPLIT");
                let date = field("date_add", "2026-01-01 10:00:00");
                format!("{customer}{state}{reference}{date}")
            }),
            "customers" => rows("customers", "customer", all("id"), |_| {
                field("email", "a@b.example")
            }),
            "order_details" => rows("order_details", "order_detail", all("id_order"), |id| {
                field("id_order", id)
            }),
            "order_histories" => rows("order_histories", "order_history", all("id_order"), |id| {
                field("id_order", id) + &field("id_order_state", 1)
            }),
            "order_states" => rows("order_states", "order_state", 1..=900, |_| {
                "<name><language id=\"1\">a</language></name>".to_owned()
            }),
            "languages" => rows("languages", "language", 1..=2, |_| {
                field("iso_code", "en") + &field("active", 1)
            }),
            "products" => rows("products", "product", all("id"), |id| {
                let stock = format!("<stock_available>{}</stock_available>", field("id", id));
                let stock = format!(
                    "<associations><stock_availables>{stock}</stock_availables></associations>"
                );
                field("reference", "SAME") + &stock
            }),
            "stock_availables" => rows(
                "stock_availables",
                "stock_available",
                all("id_product"),
                |id| {
                    field("id_product", id)
                        + &field("id_product_attribute", 0)
                        + &field("quantity", 3)
                },
            ),
            "combinations" => rows("combinations", "combination", all("id_product"), |id| {
                let value = format!(
                    "<product_option_value>{}</product_option_value>",
                    field("id", id)
                );
                field("id_product", id)
                    + &format!(
                        "<associations><product_option_values>{value}</product_option_values></associations>"
                    )
            }),
            "order_carriers" => rows("order_carriers", "order_carrier", all("id_order"), |id| {
                field("id_order", id) + &field("id_carrier", id) + &field("tracking_number", id)
            }),
            "currencies" => rows("currencies", "currency", 1..=900, |_| {
                field("iso_code", "EUR") + &field("conversion_rate", 1)
            }),
            "product_option_values" => rows(
                "product_option_values",
                "product_option_value",
                all("id"),
                |_| "<name><language id=\"1\">a</language></name>".to_owned(),
            ),
            "carriers" => rows("carriers", "carrier", all("id"), |_| {
                field("name", "a") + &field("url", "https://a.example/@")
            }),
            "addresses" => rows("addresses", "address", all("id"), |id| {
                field("id_customer", id) + &field("id_country", id)
            }),
            "countries" => rows("countries", "country", all("id"), |_| {
                "<name><language id=\"1\">a</language></name>".to_owned()
            }),
            "" => {
                let named = ["order_carriers", "carriers", "addresses", "countries"];
                let named = named.map(|name| format!("<{name} get=\"true\"/>")).concat();
                let resource = |at| format!("<resource_{at} get=\"true\"/>");
                let resources: String = (0..count.min(4_000)).map(resource).collect();
                format!("<api shopName=\"a\">{named}{resources}</api>")
            }
            other => panic!("nobody thought of {other}"),
        }
    };
    Scripted::client(answer, |_| {})
}

fn action(name: &'static str, input: &'static str, size: usize) -> Work {
    Work::new(name, size, shop, move |client| {
        let input = Value::parse(input).unwrap();
        block_on(run(&client, name, &input)).unwrap().to_string();
    })
}

/// An action that a shop which ignores limits and filters may also be refused by.
fn find(name: &'static str, input: &'static str, size: usize) -> Work {
    Work::new(name, size, shop, move |client| {
        let input = Value::parse(input).unwrap();
        match block_on(run(&client, name, &input)) {
            Ok(answer) => assert!(!answer.to_string().is_empty()),
            Err(error) => assert_eq!(error.kind(), ErrorKind::MalformedResponse, "{error}"),
        }
    })
}

fn by_ids(count: usize) -> Query {
    let ids = (1..=count).map(|id| id.to_string()).collect();
    Query {
        filter: vec![Filter::new("id", Condition::OneOf(ids))],
        ..Query::default()
    }
}

pub fn works() -> Vec<Work> {
    vec![
        action("get_order_by_reference", r#"{"reference": "SPLIT"}"#, 100),
        action("get_order", r#"{"reference": "SPLIT"}"#, 400),
        find("find_orders", r#"{"limit": 100}"#, 300),
        find("find_orders", r#"{"payment": "a b"}"#, 300),
        find("find_customers", r#"{"words": "a b"}"#, 300),
        find("find_products", r#"{"words": "a b"}"#, 300),
        find("find_products", r#"{"missing": ["meta_title"]}"#, 300),
        find("audit_seo", r#"{"limit": 100}"#, 300),
        action("get_order_details", r#"{"reference": "SPLIT"}"#, 1_600),
        action("get_order_history", r#"{"reference": "SPLIT"}"#, 1_000),
        action("get_product", r#"{"reference": "SAME"}"#, 1_000),
        action("get_stock", r#"{"reference": "SAME"}"#, 1_000),
        action("get_orders_by_email", r#"{"email": "a@b.example"}"#, 1_000),
        action("check_access", "{}", 400),
        Work::new(
            "a list of ids",
            2_000,
            |count| (shop(count), by_ids(count)),
            |(client, query)| {
                block_on(client.list_json("products", query)).unwrap();
            },
        ),
        Work::new(
            "a page out of a list of ids",
            2_000,
            |count| (shop(count), by_ids(count)),
            |(client, query)| {
                let paging = Paging::new(query, 100).unwrap();
                block_on(client.page("products", &paging, None)).unwrap();
            },
        ),
    ]
}
