//! How many requests a list takes, and what they hold.

use aismarttalk_prestashop::client::paging::Paging;
use aismarttalk_prestashop::webservice::ErrorKind;
use aismarttalk_prestashop::webservice::call::Call;
use aismarttalk_prestashop::webservice::display::Display;
use aismarttalk_prestashop::webservice::filter::{Condition, Filter};
use aismarttalk_prestashop::webservice::query::{Limit, Query, Sort};
use demo_store::{Options, ShopVersion};

use crate::support::scripted::{Scripted, field};
use crate::support::{StoreTransport, block_on};
use crate::{Named, client_of};

/// A shop of 3,000 products, of which few are inactive.
fn shop() -> StoreTransport {
    StoreTransport::of(Options {
        version: ShopVersion::V8_2,
        products: 3_000,
        orders: 20,
        ..Options::default()
    })
}

fn equals(field: &str, value: &str) -> Filter {
    Filter::new(field, Condition::Equals(value.to_owned()))
}

fn fields() -> Display {
    Display::Fields(["id", "name", "price"].map(str::to_owned).to_vec())
}

fn query(display: Display, filter: Vec<Filter>, limit: Option<(u32, u32)>) -> Query {
    Query {
        display,
        filter,
        limit: limit.map(|(offset, count)| Limit { offset, count }),
        ..Query::default()
    }
}

#[test]
fn given_a_filter_then_a_list_takes_few_requests_and_says_when_it_takes_more() {
    use Display::Full;
    let transport = shop();
    let (client, told) = client_of(&transport, 1, Named::ByAddress);
    let active = || vec![equals("active", "true")];
    let inactive = || vec![equals("active", "false")];
    let reference = || vec![equals("reference", "VRB-0023")];
    let cases = [
        // What all shops share is left to the shop.
        ("no filter", query(Full, Vec::new(), Some((0, 5))), 1),
        ("common", query(Full, reference(), None), 1),
        ("common, a part", query(Full, reference(), Some((3, 5))), 1),
        // Whatever is asked for anyhow is looked at on the way.
        ("most match, fields", query(fields(), active(), None), 1),
        ("few match, fields", query(fields(), inactive(), None), 1),
        // Ids first, for there are some hundred bytes of them, and megabytes of documents.
        ("most match", query(Full, reference_and(active()), None), 2),
        ("few match", query(Full, inactive(), None), 2),
        // A part: as it is, then more and more at once.
        ("the first", query(Full, active(), Some((0, 1))), 1),
        (
            "the first, fields",
            query(fields(), active(), Some((0, 1))),
            1,
        ),
        ("few, a part", query(Full, inactive(), Some((0, 2_000))), 3),
        (
            "few, fields",
            query(fields(), inactive(), Some((0, 2_000))),
            2,
        ),
    ];
    for (name, query, requests) in &cases {
        transport.take_sent();
        told.take();
        block_on(client.list_json("products", query.clone())).unwrap();
        let sent = transport.take_sent();
        assert_eq!(sent.len(), *requests, "{name}: {sent:#?}");
        let told = told.take();
        let says = told
            .iter()
            .any(|one| one.contains("so they are compared here"));
        assert!(says || *requests == 1, "{name}: {told:?}");
        for one in &sent {
            assert!(!one.contains("filter[active]"), "{name}: {one}");
        }
    }
    println!("{} lists", cases.len());
}

fn reference_and(mut filters: Vec<Filter>) -> Vec<Filter> {
    filters.push(Filter::new(
        "reference",
        Condition::Begins("VRB".to_owned()),
    ));
    filters
}

#[test]
fn given_few_that_match_then_pages_are_full_and_take_few_requests() {
    let transport = shop();
    let (client, _) = client_of(&transport, 1, Named::ByShopId);
    for (display, filter, size, requests, pages) in [
        // As many as before for what most match.
        (Display::Full, equals("active", "1"), 100, 30, 30),
        (fields(), equals("active", "1"), 500, 6, 6),
        // 100 whole ones, ids of the rest, and the records of those that match.
        (Display::Full, equals("active", "0"), 100, 4, 1),
        (fields(), equals("active", "0"), 100, 4, 1),
    ] {
        transport.take_sent();
        let case = format!("{display:?} {filter:?}");
        let paging = Paging::new(query(display, vec![filter], None), size).unwrap();
        let (mut walked, mut after) = (0, None);
        loop {
            let page = block_on(client.page("products", &paging, after)).unwrap();
            walked += 1;
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let sent = transport.take_sent();
        assert_eq!((sent.len(), walked), (requests, pages), "{case} {sent:#?}");
    }
}

#[test]
fn given_a_condition_on_the_last_change_then_the_shop_is_asked_for_what_cannot_be_earlier() {
    let transport = shop();
    let (client, _) = client_of(&transport, 1, Named::ByAddress);
    for (condition, sent) in [
        (Condition::Greater("2026-03-31 10:00:00".to_owned()), true),
        (Condition::Less("2026-03-31 10:00:00".to_owned()), false),
    ] {
        let filter = Filter::new("date_upd", condition);
        let query = query(fields(), vec![filter], None);
        block_on(client.list_json("products", query)).unwrap();
        let requests = transport.take_sent();
        assert_eq!(requests.len(), 1);
        let asked = requests[0].contains("filter[date_upd]=%3E[2026-03-29%2000:00:00]&date=1");
        assert_eq!(asked, sent, "{requests:?}");
        assert_eq!(requests[0].contains("filter["), sent, "{requests:?}");
    }
}

#[test]
fn given_a_filter_that_stays_here_then_it_is_refused_as_if_it_were_sent() {
    let transport = shop();
    let (client, _) = client_of(&transport, 1, Named::ByAddress);
    let cases = [
        equals("price", "cheap"),
        equals("price", ""),
        equals("active", "maybe"),
        equals("date_upd", "yesterday"),
        Filter::new("active", Condition::Greater("0".to_owned())),
        Filter::new("price", Condition::OneOf(Vec::new())),
    ];
    for filter in &cases {
        for limit in [None, Some((0, 5))] {
            let query = query(Display::Full, vec![filter.clone()], limit);
            let refused = block_on(client.list_json("products", query)).unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::InvalidRequest, "{filter:?}");
            assert!(transport.take_sent().is_empty(), "{filter:?}");
        }
    }
    println!("{} filters", cases.len());
}

#[test]
fn given_a_host_that_answers_every_request_alike_then_a_list_ends_and_says_why() {
    for sort in [Sort::ascending("id"), Sort::ascending("price")] {
        let rows = [3, 4].map(|id| {
            let fields = [field("id", id), field("price", 1)].concat();
            format!("<product>{fields}</product>")
        });
        let answer = format!("<products>{}</products>", rows.concat().repeat(60));
        let client = Scripted::client(move |_| answer.clone(), |_| {});
        let query = Query {
            sort: vec![sort],
            ..query(fields(), vec![equals("price", "2")], Some((0, 2)))
        };
        let error = block_on(client.list_json("products", query)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::MalformedResponse);
        assert!(client.transport().sent().len() < 4);
    }
}

#[test]
fn given_a_call_as_it_is_then_it_is_told_that_rows_may_be_missing() {
    let transport = shop();
    let (client, told) = client_of(&transport, 1, Named::ByAddress);
    for (filter, is_told) in [
        (equals("price", "1"), true),
        (equals("reference", "VRB-0023"), false),
        (
            Filter::new("name", Condition::Begins("a".to_owned())),
            false,
        ),
    ] {
        let call = Call::list("products", query(fields(), vec![filter.clone()], None));
        block_on(client.json(call)).unwrap();
        let told = told.take();
        let says = told.iter().any(|one| one.contains("rows may be missing"));
        assert_eq!(says, is_told, "{filter:?}: {told:?}");
    }
}

#[test]
fn given_rows_of_other_shops_in_a_list_then_a_part_of_it_counts_its_own() {
    let transport = StoreTransport::new(ShopVersion::V8_2);
    let ids = |json: String| {
        let rows: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
        rows.iter()
            .map(|row| row["id"].to_string())
            .collect::<Vec<_>>()
    };
    let mut parts = 0;
    for resource in ["order_details", "order_histories"] {
        for shop in [1, 2, 3] {
            let (client, _) = client_of(&transport, shop, Named::ByAddress);
            let list = |display: Display, limit| {
                let query = query(display, Vec::new(), limit);
                ids(block_on(client.list_json(resource, query)).unwrap())
            };
            let all = list(Display::Full, None);
            for (offset, count) in [(0, 1), (0, 7), (5, 10), (20, 3), (0, 5_000)] {
                for display in [Display::Full, Display::Fields(vec!["id".to_owned()])] {
                    let (skip, take) = (offset as usize, count as usize);
                    let expected: Vec<_> = all.iter().skip(skip).take(take).cloned().collect();
                    let found = list(display, Some((offset, count)));
                    assert_eq!(found, expected, "{resource} of {shop}: {offset}, {count}");
                    parts += 1;
                }
            }
        }
    }
    println!("{parts} parts");
}
