//! Asks the demo store what real shops were asked, and compares status, headers,
//! error codes and the shape of the documents.

mod exchange;
mod prices;
mod shape;
mod shops;
mod stored;

use std::collections::BTreeMap;

use demo_store::{Options, Response, ShopVersion, Store, respond};
use exchange::Exchange;

/// Exchanges that depend on the catalogue, on earlier writes or on a set-up of
/// their own, by the start of what follows the number.
const ELSEWHERE: &[&str] = &[
    "env-",
    "off-",
    "maint-",
    "ssl-",
    "host-",
    "otherhost-",
    "shop-",
    "reqfield-",
    "raw-",
    "inact-",
    "lang-inactive-",
    "desc-",
    "y-catdef0",
    "v9b-",
    "del-",
];

/// What differs on purpose: the start of the name, and why.
const ON_PURPOSE: [(&str, &str); 9] = [
    (
        "id-space",
        "the web server refuses the blank before the shop sees it",
    ),
    ("idshop-2", "the demo store has a second shop"),
    ("root-keyB", "the demo store serves fewer resources"),
    (
        "sha1-304",
        "the fingerprint sent is that of the real shop's record",
    ),
    (
        "q-depth2",
        "no documentation names depth=, no client sends it",
    ),
    ("v9-order_returns", "not served"),
    ("v9-warehouses", "not served"),
    ("v9-adminapi", "another interface"),
    (
        "perm-",
        "only the resources of the documented key are served",
    ),
];

fn named(exchange: &Exchange) -> &str {
    exchange.name.split_once('-').map_or("", |(_, name)| name)
}

/// The shop of 1.6 had fewer products than the others.
fn is_of_a_missing_product(exchange: &Exchange) -> bool {
    exchange.status == 404 && named(exchange).starts_with("rt-")
}

fn is_a_read(exchange: &Exchange) -> bool {
    matches!(
        exchange.request.method.as_str(),
        "GET" | "HEAD" | "OPTIONS" | "FOO"
    ) && !is_of_a_missing_product(exchange)
        && !ELSEWHERE
            .iter()
            .any(|start| named(exchange).starts_with(start))
}

#[derive(Default)]
struct Counts {
    asked: usize,
    shapes: usize,
    errors: usize,
    left_out: usize,
}

#[test]
fn reads_are_answered_in_the_shape_of_a_real_shop() {
    let mut wrong = Vec::new();
    for version in ShopVersion::ALL {
        let Some(folder) = exchange::folder(version.number()) else {
            println!(
                "skipped {}: no recordings beside the repository",
                version.number()
            );
            continue;
        };
        let mut store = Store::new(Options {
            version,
            ..Options::default()
        });
        let mut counts = Counts::default();
        for exchange in exchange::all(&folder) {
            let deliberate = ON_PURPOSE
                .iter()
                .any(|(start, _)| named(&exchange).starts_with(start));
            if !is_a_read(&exchange) || deliberate {
                counts.left_out += 1;
                continue;
            }
            counts.asked += 1;
            let response = respond(&mut store, &exchange.request);
            for difference in compare(&exchange, &response, &mut counts) {
                wrong.push(format!(
                    "{} {} {} {}: {difference}",
                    version.number(),
                    exchange.name,
                    exchange.request.method,
                    exchange.request.url
                ));
            }
        }
        println!(
            "{}: {} reads asked again, {} documents compared, {} error documents, {} exchanges left out",
            version.number(),
            counts.asked,
            counts.shapes,
            counts.errors,
            counts.left_out
        );
    }
    for line in &wrong {
        println!("{line}");
    }
    assert!(wrong.is_empty(), "{} differences", wrong.len());
}

fn compare(exchange: &Exchange, response: &Response, counts: &mut Counts) -> Vec<String> {
    let mut found = Vec::new();
    if response.status != exchange.status {
        found.push(format!(
            "status {}, theirs {}",
            response.status, exchange.status
        ));
        return found;
    }
    let theirs: BTreeMap<String, &str> = exchange
        .headers
        .iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), value.as_str()))
        .collect();
    let content_type = response.header_value("Content-Type");
    if content_type != theirs.get("content-type").copied() {
        found.push(format!(
            "type {content_type:?}, theirs {:?}",
            theirs.get("content-type")
        ));
    }
    for name in [
        "psws-version",
        "x-powered-by",
        "content-sha1",
        "www-authenticate",
        "access-control-allow-headers",
    ] {
        let ours = response.header_value(name).is_some();
        if ours != theirs.contains_key(name) {
            found.push(format!("header {name}: {ours}"));
        }
    }
    if response.header_value("psws-version") != theirs.get("psws-version").copied() {
        found.push("another version".to_owned());
    }
    let ours = String::from_utf8_lossy(&response.body);
    if ours.is_empty() != exchange.body.is_empty() {
        found.push(format!(
            "{} bytes, theirs {}",
            ours.len(),
            exchange.body.len()
        ));
    }
    if shape::codes(&ours) != shape::codes(&exchange.body) {
        found.push(format!(
            "codes {:?}, theirs {:?}",
            shape::codes(&ours),
            shape::codes(&exchange.body)
        ));
    }
    if shape::messages(&ours) != shape::messages(&exchange.body) {
        found.push(format!(
            "messages {:?}, theirs {:?}",
            shape::messages(&ours),
            shape::messages(&exchange.body)
        ));
    }
    counts.errors += usize::from(!shape::codes(&ours).is_empty());
    if exchange.body.contains("<?xml") {
        counts.shapes += 1;
        // The demo store writes one value that ends its CDATA section, as real shops would.
        let ours = ours.replace("a[b[0]]>", "a[b[0]");
        match shape::differences(&ours, &exchange.body) {
            Ok(differences) => found.extend(differences),
            Err(error) => found.push(error),
        }
    }
    found
}

/// Groups of writes whose outcome does not hang on what earlier requests did.
const WRITES: &[&str] = &[
    "prodput-",
    "prodpatch-",
    "custput-",
    "custpatch-",
    "ohpost-",
    "stockput-",
    "method-",
    "cust9put-",
    "cust9patch-",
    "desc-",
    "uni-put-",
    "ordput-",
    "inact-",
    "post-product",
    "v9-oh",
    "v9-stock",
    "conc-",
    "y-pos",
    "stockpatch-",
];

/// Writes that end otherwise here, by the end of the name, and why.
const WRITES_ON_PURPOSE: &[(&str, &str)] = &[
    (
        "prodput-82-pos-2",
        "the shop had only one product in that category",
    ),
    ("y-pos-1", "the shop had only one product in that category"),
    ("custput-16-email-dup", "nobody has that address here"),
    (
        "prodput-64-two-products",
        "a broken request of the recording",
    ),
];

/// The codes that matter: PHP's own lines depend on the host.
fn own_codes(text: &str) -> Vec<String> {
    let mut codes = shape::codes(text);
    codes.retain(|code| !matches!(code.as_str(), "2" | "3" | "5"));
    codes
}

#[test]
fn writes_end_with_the_status_and_codes_of_a_real_shop() {
    let mut wrong = Vec::new();
    for version in ShopVersion::ALL {
        let Some(folder) = exchange::folder(version.number()) else {
            println!(
                "skipped {}: no recordings beside the repository",
                version.number()
            );
            continue;
        };
        let (mut asked, mut left_out, mut echoes) = (0, 0, 0);
        let mut unreadable = Vec::new();
        for exchange in exchange::all(&folder) {
            let name = named(&exchange);
            if !matches!(
                exchange.request.method.as_str(),
                "PUT" | "PATCH" | "POST" | "DELETE"
            ) || !WRITES.iter().any(|start| name.starts_with(start))
            {
                continue;
            }
            if WRITES_ON_PURPOSE.iter().any(|(end, _)| name.ends_with(end)) {
                left_out += 1;
                continue;
            }
            asked += 1;
            let mut store = Store::new(Options {
                version,
                ..Options::default()
            });
            let response = respond(&mut store, &exchange.request);
            let ours = String::from_utf8_lossy(&response.body);
            let (ours, theirs) = (
                (response.status, own_codes(&ours)),
                (exchange.status, own_codes(&exchange.body)),
            );
            if ours.0 == theirs.0 && exchange.status < 300 && exchange.body.contains("<?xml") {
                echoes += 1;
                let echo = String::from_utf8_lossy(&response.body);
                match shape::differences(&echo, &exchange.body) {
                    Ok(differences) => wrong.extend(differences.iter().map(|difference| {
                        format!("{} {}: {difference}", version.number(), exchange.name)
                    })),
                    // What the recording wrote may be ill-formed when it is read back.
                    Err(error) => unreadable.push(format!("{}: {error}", exchange.name)),
                }
            }
            if ours != theirs {
                wrong.push(format!(
                    "{} {}: {ours:?}, theirs {theirs:?}",
                    version.number(),
                    exchange.name
                ));
            }
        }
        println!(
            "{}: {asked} writes repeated, {echoes} echoes compared, {left_out} left out, ill-formed: {unreadable:?}",
            version.number()
        );
    }
    for line in &wrong {
        println!("{line}");
    }
    assert!(wrong.is_empty(), "{} differences", wrong.len());
}
