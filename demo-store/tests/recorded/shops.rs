//! Three shops behind one PrestaShop: who may talk to which, and how it ends.

use demo_store::{Options, Request, Store, respond};

use crate::{exchange, own_codes};

/// Groups whose outcome hangs on keys and shops alone, by the start of what follows the
/// number.
const GROUPS: [&str; 7] = [
    "ms-root-",
    "ms-list-",
    "ms-odd-",
    "ms-put-E-",
    "ms-put-H-",
    "ms-put-p1-",
    "ms-noop-p1-",
];

/// What ends otherwise here, and why.
const ON_PURPOSE: [(&str, &str); 2] = [
    ("ms-odd-alt-", "no shop here has a second address"),
    ("ms-odd-shop2-noslash", "asks for a page of the shop"),
];

/// The third shop of the recordings has a host of its own, that of the demo store a folder.
fn moved(mut request: Request) -> Request {
    let third = request
        .header_value("Host")
        .is_some_and(|host| host.ends_with(":8091"));
    if third {
        request.url = format!("/shop3{}", request.url);
    }
    request
}

#[test]
fn requests_to_one_of_three_shops_end_as_at_a_real_one() {
    let Some(folder) = exchange::folder("8.2.1-multistore") else {
        println!("skipped: no recordings beside the repository");
        return;
    };
    let (mut asked, mut left_out) = (0, 0);
    let mut wrong = Vec::new();
    for exchange in exchange::all(&folder) {
        let named = exchange.name.split_once('-').map_or("", |(_, name)| name);
        if !GROUPS.iter().any(|start| named.starts_with(start)) {
            continue;
        }
        if ON_PURPOSE.iter().any(|(start, _)| named.starts_with(start)) {
            left_out += 1;
            continue;
        }
        asked += 1;
        let mut store = Store::new(Options::default());
        let response = respond(&mut store, &moved(exchange.request));
        let body = String::from_utf8_lossy(&response.body);
        let (ours, theirs) = (
            (response.status, own_codes(&body)),
            (exchange.status, own_codes(&exchange.body)),
        );
        if ours != theirs {
            wrong.push(format!("{}: {ours:?}, theirs {theirs:?}", exchange.name));
        }
    }
    println!("{asked} requests repeated, {left_out} left out");
    for line in &wrong {
        println!("{line}");
    }
    assert!(wrong.is_empty(), "{} differences", wrong.len());
}
