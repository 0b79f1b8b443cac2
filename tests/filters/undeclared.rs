//! Fields of each shop of resources that are not declared, from a shop that compares them with
//! the values of another.

use aismarttalk_prestashop::client::paging::Paging;
use aismarttalk_prestashop::webservice::display::Display;
use aismarttalk_prestashop::webservice::filter::{Condition, Filter};
use aismarttalk_prestashop::webservice::query::Query;

use crate::support::block_on;
use crate::support::scripted::{Scripted, field};

const COMBINATIONS: [&str; 4] = ["10.000000", "12.500000", "", "7.000000"];
const CARRIERS: [&str; 4] = ["Next day", "Two days", "Next week", "Today"];

/// All rows, whatever the filter: those of the shop's own values among them.
fn list(path: &str) -> String {
    let (resource, rows) = match path.starts_with("combinations") {
        true => ("combination", COMBINATIONS),
        false => ("carrier", CARRIERS),
    };
    let is_behind = |id: usize| match path.split_once("filter[id]=%3E[") {
        Some((_, rest)) => id > rest.split(']').next().unwrap().parse().unwrap(),
        None => true,
    };
    let rows = rows.iter().zip(1..).filter(|(_, id)| is_behind(*id));
    let rows = rows.map(|(value, id)| {
        let value = match resource {
            "combination" => field("price", value),
            _ => format!("<delay><language id=\"1\">{value}</language></delay>"),
        };
        let id = field("id", id);
        format!("<{resource}>{id}{value}</{resource}>")
    });
    format!("<{resource}s>{}</{resource}s>", rows.collect::<String>())
}

#[test]
fn given_an_undeclared_resource_then_its_fields_of_each_shop_are_compared_here() {
    use Condition::{Begins, Between, Equals, Less, Not};
    let text = str::to_owned;
    let cases = [
        ("combinations", "price", Equals(text("12.5")), "2", false),
        ("combinations", "price", Less(text("10")), "4", false),
        ("combinations", "price", Not(vec![text("7")]), "1 2", false),
        (
            "combinations",
            "price",
            Between(text("10"), text("13")),
            "1 2",
            false,
        ),
        ("carriers", "delay", Begins(text("next")), "1 3", true),
    ];
    for (resource, name, condition, expected, is_sent) in &cases {
        for display in [Display::Full, Display::Fields(vec![text("id")])] {
            let case = format!("{resource} {name} {condition:?} {display:?}");
            let client = Scripted::client(list, |_| {});
            let query = Query {
                display,
                filter: vec![Filter::new(*name, condition.clone())],
                ..Query::default()
            };
            let found = block_on(client.list_json(resource, query.clone())).unwrap();
            assert_eq!(ids(&found), *expected, "{case}");
            let paging = Paging::new(query, 100).unwrap();
            let page = block_on(client.page(resource, &paging, None)).unwrap();
            assert_eq!(ids(&page.rows), *expected, "{case}");
            for path in client.transport().sent() {
                let filter = format!("filter[{name}]");
                assert!(!path.contains(&filter) || *is_sent, "{path}");
            }
        }
    }
    println!("{} filters", cases.len());
}

fn ids(json: &str) -> String {
    let rows: Vec<serde_json::Value> = serde_json::from_str(json).unwrap();
    let ids = rows.iter().map(|row| row["id"].as_u64().unwrap());
    ids.map(|id| id.to_string()).collect::<Vec<_>>().join(" ")
}
