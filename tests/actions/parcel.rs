//! Where parcels are, in `get_order`: what the shop's own tables say, with any of the rights.

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::resources::Order;
use demo_store::{ShopVersion, keys};
use serde_json::{Value, json};

use crate::support::{StoreTransport, client};
use crate::{facts, run};

/// The resources of a delivery, in the order in which they are asked for.
const RESOURCES: [&str; 4] = ["order_carriers", "addresses", "carriers", "countries"];

fn delivery(client: &Client<StoreTransport>, order: u32) -> (Value, Value) {
    let answer = run(client, "get_order", &json!({ "id": order })).unwrap();
    (
        answer["orders"][0]["delivery"].clone(),
        answer["warnings"].clone(),
    )
}

/// A field of a record, read by itself.
fn field(client: &Client<StoreTransport>, resource: &str, id: &str, name: &str) -> String {
    let text = client.transport().with_store(|store| {
        let url = format!("https://shop.example/api/{resource}/{id}?language=1");
        let request = demo_store::Request {
            method: "GET".to_owned(),
            url,
            headers: vec![("Authorization".to_owned(), basic())],
            body: Vec::new(),
        };
        String::from_utf8(demo_store::respond(store, &request).body).unwrap()
    });
    let inside = |text: &str| {
        let (_, rest) = text.split_once("<![CDATA[")?;
        Some(rest.split("]]>").next().unwrap_or_default().to_owned())
    };
    let start = text.find(&format!("<{name}")).unwrap_or(text.len());
    let end = text.find(&format!("</{name}>")).unwrap_or(text.len());
    inside(&text[start..end]).unwrap_or_default()
}

fn basic() -> String {
    aismarttalk_prestashop::webservice::Key::parse(keys::EVERYTHING)
        .unwrap()
        .basic_authorization()
}

/// Of two orders that share a reference both are of the shop of the first.
fn is_of_first_shop(order: u32) -> bool {
    let first = order - u32::from(order.is_multiple_of(25));
    first % 4 != 3
}

#[test]
fn given_every_order_then_its_delivery_is_what_the_shop_has_stored() {
    let mut parcels = 0;
    for version in ShopVersion::ALL {
        let client = client(version, keys::WITH_OPTIONS);
        let own = client
            .transport()
            .with_store(|store| store.options().orders);
        for order in (1..=own).filter(|order| is_of_first_shop(*order)) {
            let (delivery, warnings) = delivery(&client, order);
            assert_eq!(warnings, json!([]), "{version:?} {order}");
            let order = order.to_string();
            let of = |resource: &str, id: &str, name: &str| field(&client, resource, id, name);
            let carrier = of("orders", &order, "id_carrier");
            assert_eq!(delivery["carrier"], of("carriers", &carrier, "name"));
            let address = of("orders", &order, "id_address_delivery");
            for name in [
                "firstname",
                "lastname",
                "address1",
                "postcode",
                "city",
                "phone",
            ] {
                let stored = of("addresses", &address, name);
                assert_eq!(
                    delivery["address"][name], stored,
                    "{version:?} {order} {name}"
                );
            }
            let country = of("addresses", &address, "id_country");
            assert_eq!(
                delivery["address"]["country"],
                of("countries", &country, "name")
            );
            let code = of("countries", &country, "iso_code");
            assert_eq!(delivery["address"]["country_code"], code);
            for parcel in delivery["parcels"].as_array().unwrap() {
                let id = parcel["id"].to_string();
                assert_eq!(of("order_carriers", &id, "id_order"), order);
                let number = of("order_carriers", &id, "tracking_number");
                let carrier = of("order_carriers", &id, "id_carrier");
                let address = of("carriers", &carrier, "url");
                let link = match number.is_empty() || address.is_empty() {
                    true => Value::Null,
                    false => json!(address.replace('@', &number)),
                };
                assert_eq!(parcel["tracking_url"], link, "{version:?} {order}");
                let number = (!number.is_empty()).then_some(number);
                assert_eq!(parcel["tracking_number"], json!(number));
                parcels += 1;
            }
        }
        let counts = [4, 9, 49, 30].map(|order| delivery(&client, order).0["parcels"].clone());
        let counts = counts.map(|parcels| parcels.as_array().unwrap().len());
        assert_eq!(counts, [1, 2, 2, 0], "{version:?}");
    }
    println!("{parcels} parcels");
}

/// An order whose parcel is on its way.
fn shipped(version: ShopVersion) -> u32 {
    facts::in_state(&facts::all::<Order>(version), 4)
}

#[test]
fn given_any_of_the_rights_then_the_rest_is_told_and_no_request_is_refused() {
    let mut cases = 0;
    for version in ShopVersion::ALL {
        for denied in 0..16_u32 {
            let lacking: Vec<&str> = RESOURCES
                .iter()
                .enumerate()
                .filter(|(at, _)| denied & (1 << at) != 0)
                .map(|(_, resource)| *resource)
                .collect();
            let client = client(version, keys::WITH_OPTIONS);
            let hidden: Vec<String> = lacking.iter().map(|one| format!("<{one} ")).collect();
            client.transport().reshape(move |asked, answer| {
                let mut response = answer();
                if asked.trim_end_matches('/') == "GET /api" {
                    // The key's rights as its owner would have ticked them.
                    let text = String::from_utf8(response.body.clone()).unwrap();
                    let rights = hidden.iter().fold(text, |text, name| without(&text, name));
                    response.body = rights.into_bytes();
                }
                response
            });
            let (delivery, warnings) = delivery(&client, shipped(version));
            let sent = client.transport().take_sent();
            for resource in &RESOURCES {
                let is_asked = sent
                    .iter()
                    .any(|one| one.contains(&format!("/api/{resource}?")));
                // Without an address there is no country to ask for.
                let has_reason = *resource != "countries" || !lacking.contains(&"addresses");
                let expected = !lacking.contains(resource) && has_reason;
                assert_eq!(is_asked, expected, "{version:?} {lacking:?} {resource}");
                let says = warnings
                    .to_string()
                    .matches(&format!("GET on {resource},"))
                    .count();
                let expected = lacking.contains(resource) && has_reason;
                assert_eq!(
                    says,
                    usize::from(expected),
                    "{version:?} {lacking:?} {warnings}"
                );
            }
            assert_eq!(
                delivery["address"].is_null(),
                lacking.contains(&"addresses")
            );
            assert_eq!(delivery["carrier"].is_null(), lacking.contains(&"carriers"));
            let parcel = &delivery["parcels"][0];
            assert_eq!(parcel["id"].is_null(), lacking.contains(&"order_carriers"));
            assert!(
                !parcel["tracking_number"].is_null(),
                "{version:?} {lacking:?}"
            );
            cases += 1;
        }
    }
    println!("{cases} sets of rights");
}

/// The document without the element that begins so.
fn without(text: &str, start: &str) -> String {
    let name = start.trim_start_matches('<').trim();
    let Some((before, rest)) = text.split_once(start) else {
        return text.to_owned();
    };
    let end = format!("</{name}>");
    [before, rest.split_once(&end).map_or("", |(_, rest)| rest)].concat()
}

#[test]
fn given_the_documented_key_then_a_delivery_takes_one_request_and_that_once() {
    for version in ShopVersion::ALL {
        let client = client(version, keys::SHOP_1);
        let (delivery, warnings) = delivery(&client, shipped(version));
        let sent = client.transport().take_sent();
        let asked = |resource: &&&str| {
            let path = format!("/api/{resource}");
            sent.iter().any(|one| one.contains(&path))
        };
        assert_eq!(RESOURCES.iter().find(asked), None, "{version:?}: {sent:?}");
        assert_eq!(warnings.as_array().unwrap().len(), 3, "{warnings}");
        let number = delivery["parcels"][0]["tracking_number"].as_str().unwrap();
        assert!(number.starts_with("CL"), "{version:?} {number}");
        let again = run(&client, "get_order", &json!({ "id": shipped(version) })).unwrap();
        assert_eq!(again["orders"][0]["delivery"], delivery, "{version:?}");
        let roots = client.transport().take_sent();
        assert!(
            !roots.contains(&"GET /api/".to_owned()),
            "{version:?}: {roots:?}"
        );
    }
}

#[test]
fn given_a_box_that_is_ticked_later_then_it_counts_after_check_access() {
    let client = client(ShopVersion::V8_2, keys::WITH_OPTIONS);
    let is_ticked = std::rc::Rc::new(std::cell::Cell::new(false));
    let ticked = is_ticked.clone();
    client.transport().reshape(move |asked, answer| {
        let mut response = answer();
        if asked.trim_end_matches('/') == "GET /api" && !ticked.get() {
            let text = String::from_utf8(response.body.clone()).unwrap();
            response.body = without(&text, "<addresses ").into_bytes();
        }
        response
    });
    assert!(delivery(&client, 4).0["address"].is_null());
    is_ticked.set(true);
    assert!(delivery(&client, 4).0["address"].is_null());
    run(&client, "check_access", &json!({})).unwrap();
    assert!(delivery(&client, 4).0["address"]["city"].is_string());
}

#[test]
fn given_the_address_of_a_carrier_then_only_a_page_of_the_web_becomes_a_link() {
    let many = format!("https://a.example/{}", "@".repeat(5));
    let long = format!("https://a.example/{}@", "x".repeat(2_000));
    let cases = [
        (
            "https://a.example/@",
            "A 1/2",
            json!("https://a.example/A%201%2F2"),
        ),
        (
            "http://a.example/?n=@&m=@",
            "7&x=1",
            json!("http://a.example/?n=7%26x%3D1&m=7%26x%3D1"),
        ),
        ("HTTPS://a.example/", "7", json!("HTTPS://a.example/")),
        ("javascript:alert('@')", "7", Value::Null),
        ("javascript://a.example/%0aalert(1)//@", "7", Value::Null),
        ("data:text/html,@", "7", Value::Null),
        ("a.example/@", "7", Value::Null),
        ("", "7", Value::Null),
        (many.as_str(), "7", Value::Null),
        (long.as_str(), "7", Value::Null),
    ];
    for (address, number, link) in &cases {
        let client = client(ShopVersion::V8_2, keys::WITH_OPTIONS);
        client.transport().with_store(|store| {
            for (record, field, value) in [
                ("carriers/2", "url", *address),
                ("order_carriers/9", "tracking_number", *number),
                ("order_carriers/9", "id_carrier", "2"),
            ] {
                assert!(store.overwrite(record, field, value));
            }
        });
        let (delivery, _) = delivery(&client, 9);
        assert_eq!(delivery["parcels"][0]["tracking_url"], *link, "{address}");
    }
    println!("{} addresses", cases.len());
}
