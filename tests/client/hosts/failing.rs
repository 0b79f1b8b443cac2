//! One record that makes the shop fail, or cannot be read, among many that are right.

use std::cell::RefCell;
use std::rc::Rc;

use aismarttalk_prestashop::client::paging::Paging;
use aismarttalk_prestashop::client::{Client, Observer, Settings};
use aismarttalk_prestashop::webservice::display::Display;
use aismarttalk_prestashop::webservice::error::Error;
use aismarttalk_prestashop::webservice::filter::{Condition, Filter};
use aismarttalk_prestashop::webservice::query::{Query, Sort};
use aismarttalk_prestashop::webservice::response::Response;
use aismarttalk_prestashop::webservice::{Endpoint, ErrorKind, Key};
use demo_store::{Options, ShopVersion, keys};

use crate::support::{StoreTransport, block_on};

/// How a shop fails on a record.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Failure {
    Empty,
    Notice,
    Fatal,
    Unreadable,
    NotUtf8,
}

const FAILURES: [Failure; 5] = [
    Failure::Empty,
    Failure::Notice,
    Failure::Fatal,
    Failure::Unreadable,
    Failure::NotUtf8,
];

impl Failure {
    /// What comes in the place of an answer that holds a record which begins like that.
    fn instead(self, start: &str, response: Response) -> Response {
        let of_status = |status: u16, body: &str| Response {
            status,
            body: body.as_bytes().to_vec(),
            ..response.clone()
        };
        let broken = |text: &[u8]| {
            let at = response
                .body
                .windows(start.len())
                .position(|one| one == start.as_bytes());
            let (before, behind) = response.body.split_at(at.unwrap() + start.len());
            Response {
                body: [before, b"broken>", text, b"</id_broken><id_", behind].concat(),
                ..response.clone()
            }
        };
        match self {
            Failure::Empty => of_status(500, ""),
            Failure::Notice => of_status(
                500,
                "<?xml version=\"1.0\"?><prestashop><errors><error><code>5</code><message>Notice</message></error></errors></prestashop>",
            ),
            Failure::Fatal => of_status(200, "<br />\n<b>Fatal error</b>: Uncaught Error in a.php"),
            Failure::Unreadable => broken(b"\x01&nothing;"),
            Failure::NotUtf8 => broken(b"caf\xE9"),
        }
    }
}

type Told = Rc<RefCell<Vec<String>>>;

/// A shop that fails on those records whenever it sends more of them than ids, and its warnings.
fn shop(failure: Failure, failing: &[u32]) -> (Client<StoreTransport>, Told) {
    let transport = StoreTransport::of(Options {
        version: ShopVersion::V8_2,
        single_shop: true,
        products: 60,
        orders: 60,
        ..Options::default()
    });
    let failing = failing.to_vec();
    transport.reshape(move |asked, answer| {
        let response = answer();
        let body = String::from_utf8_lossy(&response.body);
        let item = if asked.contains("/orders?") {
            "order"
        } else {
            "product"
        };
        let start = |id: &u32| format!("<{item}>\n\t<id><![CDATA[{id}]]></id>\n\t<id_");
        match failing.iter().map(start).find(|start| body.contains(start)) {
            Some(start) if asked.contains("display=full") => failure.instead(&start, response),
            _ => response,
        }
    });
    let told = Told::default();
    let log = Rc::clone(&told);
    let observer: Observer = Rc::new(move |exchange| log.borrow_mut().extend(exchange.warnings));
    let endpoint = Endpoint::parse("https://shop.example").unwrap();
    let settings = Settings::new(endpoint, Key::parse(keys::SHOP_1).unwrap());
    (Client::new(transport, settings, Some(observer)), told)
}

/// The ids that pages of orders hold, and the error they end with.
fn walk(client: &Client<StoreTransport>, paging: &Paging) -> (Vec<u64>, Option<Error>) {
    walk_through("orders", client, paging)
}

fn walk_through(
    resource: &str,
    client: &Client<StoreTransport>,
    paging: &Paging,
) -> (Vec<u64>, Option<Error>) {
    let (mut ids, mut after) = (Vec::new(), None);
    loop {
        let page = match block_on(client.page(resource, paging, after)) {
            Ok(page) => page,
            Err(error) => return (ids, Some(error)),
        };
        let rows: Vec<serde_json::Value> = serde_json::from_str(&page.rows).unwrap();
        ids.extend(rows.iter().map(|row| row["id"].as_u64().unwrap()));
        after = page.next;
        if after.is_none() {
            return (ids, None);
        }
    }
}

fn paging(size: u32, descending: bool, filter: Vec<Filter>, skips: bool) -> Paging {
    let sort = match descending {
        true => Sort::descending("id"),
        false => Sort::ascending("id"),
    };
    let query = Query {
        sort: vec![sort],
        filter,
        ..Query::default()
    };
    Paging {
        skips_failing: skips,
        ..Paging::new(query, size).unwrap()
    }
}

fn filters() -> [Vec<Filter>; 4] {
    let ids = (1..=45).map(|id: u32| id.to_string()).collect();
    [
        Vec::new(),
        vec![Filter::new("id", Condition::Greater("5".to_owned()))],
        vec![Filter::new("id", Condition::OneOf(ids))],
        vec![Filter::new(
            "current_state",
            Condition::Not(vec!["99".to_owned()]),
        )],
    ]
}

#[test]
fn given_a_record_that_makes_the_shop_fail_then_all_before_it_come_and_it_is_named() {
    let mut count = 0;
    for failure in FAILURES {
        for (size, descending, filter) in
            [(20, false, 0), (7, true, 1), (100, false, 2), (1, false, 0)]
        {
            let filter = filters()[filter].clone();
            let (client, _) = shop(failure, &[]);
            let (all, none) = walk(&client, &paging(size, descending, filter.clone(), false));
            assert!(none.is_none() && all.contains(&37), "{all:?} {none:?}");
            let (client, told) = shop(failure, &[37]);
            let (ids, error) = walk(&client, &paging(size, descending, filter, false));
            let before: Vec<u64> = all.iter().copied().take_while(|id| *id != 37).collect();
            let case = format!("{failure:?}, {size} a page, descending {descending}");
            assert_eq!(ids, before, "{case}");
            let error = error.expect("the record");
            assert!(error.message().contains("orders 37"), "{case}: {error}");
            assert!(error.hint().contains("skipFailing"), "{case}: {error}");
            let kind = match failure {
                Failure::Unreadable | Failure::NotUtf8 => ErrorKind::MalformedResponse,
                _ => ErrorKind::Server,
            };
            assert_eq!(error.kind(), kind, "{case}: {error}");
            assert_eq!(told.borrow().len(), 0, "{case}: nothing was left out");
            count += 1;
        }
    }
    println!("{count} walks that end at a record");
}

#[test]
fn given_leave_to_skip_then_the_rest_comes_once_in_order_and_each_left_out_is_told() {
    let sets: [&[u32]; 5] = [&[37], &[1], &[20, 21], &[60], &[3, 19, 20, 41, 58]];
    let mut count = 0;
    for failure in FAILURES {
        for (failing, filter) in sets.iter().zip([0, 1, 2, 3, 0]) {
            for (size, descending) in [(20, false), (100, true)] {
                let filter = filters()[filter].clone();
                let (client, _) = shop(failure, &[]);
                let (all, _) = walk(&client, &paging(size, descending, filter.clone(), true));
                let (client, told) = shop(failure, failing);
                let (ids, error) = walk(&client, &paging(size, descending, filter, true));
                let is_left = |id: &u64| !failing.iter().any(|one| u64::from(*one) == *id);
                let rest: Vec<u64> = all.iter().copied().filter(is_left).collect();
                let case = format!("{failure:?} {failing:?}, {size} a page: {error:?}");
                assert_eq!(ids, rest, "{case}");
                assert!(error.is_none(), "{case}");
                for id in failing.iter().filter(|id| all.contains(&u64::from(**id))) {
                    let name = format!("orders {id} is left out");
                    let told = told.borrow();
                    let times = told.iter().filter(|one| one.contains(&name)).count();
                    assert_eq!(times, 1, "{case}: {told:?}");
                }
                count += 1;
            }
        }
    }
    println!("{count} walks around records");
}

#[test]
fn given_a_filter_that_is_compared_on_this_side_then_a_failing_record_is_found_as_well() {
    let filter = || vec![Filter::new("active", Condition::Equals("1".to_owned()))];
    let mut count = 0;
    for failure in FAILURES {
        for size in [7, 100, 500] {
            let walk = |failing: &[u32], skips| {
                let (client, told) = shop(failure, failing);
                let paging = paging(size, false, filter(), skips);
                let (ids, error) = walk_through("products", &client, &paging);
                (ids, error, told.borrow().join(" "))
            };
            let (all, ..) = walk(&[], false);
            let failing = u32::try_from(all[all.len() / 2]).unwrap();
            let is_before = |id: &u64| *id < u64::from(failing);
            let case = format!("{failure:?} on {failing}, {size} a page");
            let (ids, error, _) = walk(&[failing], false);
            let before: Vec<u64> = all.iter().copied().filter(is_before).collect();
            assert_eq!(ids, before, "{case}: {error:?}");
            let named = format!("products {failing}");
            assert!(error.expect(&case).message().contains(&named), "{case}");
            let (ids, error, told) = walk(&[failing], true);
            let is_other = |id: &u64| *id != u64::from(failing);
            let rest: Vec<u64> = all.iter().copied().filter(is_other).collect();
            assert_eq!((ids, error), (rest, None), "{case}");
            assert!(
                told.contains(&format!("{named} is left out")),
                "{case}: {told}"
            );
            count += 1;
        }
    }
    println!("{count} walks");
}

#[test]
fn given_a_shop_that_fails_altogether_then_no_record_is_blamed_and_little_is_asked() {
    for (name, display) in [("full", Display::Full), ("ids", Display::Minimum)] {
        let transport = StoreTransport::new(ShopVersion::V8_2);
        transport.go_through("empty-500");
        let client = crate::support::client_with(transport, keys::SHOP_1, |_| {});
        let query = Query {
            display,
            ..Query::default()
        };
        let paging = Paging::new(query, 100).unwrap();
        let error = block_on(client.page("orders", &paging, None)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Server, "{name}: {error}");
        assert!(!error.message().contains("record"), "{name}: {error}");
        let sent = client.transport().take_sent();
        assert!(sent.len() <= 2, "{name}: {sent:?}");
    }
}

#[test]
fn given_one_failing_record_of_a_hundred_then_it_is_found_by_halving() {
    let (client, _) = shop(Failure::Empty, &[37]);
    let paging = paging(64, false, Vec::new(), true);
    block_on(client.page("orders", &paging, None)).unwrap();
    let sent = client.transport().take_sent();
    let orders = sent
        .iter()
        .filter(|asked| asked.contains("/orders?"))
        .count();
    // The page, its ids, and two for each halving of 60.
    assert!(orders <= 2 + 2 * 6, "{orders} requests: {sent:#?}");
    println!("{orders} requests");
}
