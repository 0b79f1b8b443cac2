//! Carriers, countries, currencies and options: the documents real shops have of them, and how the
//! parcels of orders hang together with them.

use demo_store::ShopVersion::{self, *};
use demo_store::keys;

use crate::support::{get, ids, read, store, text, value};
use crate::writes::{all_but, changed, send, with};

/// A resource, its first record, and the elements of a record in order, by first version.
const ELEMENTS: [(&str, u32, ShopVersion, &str); 8] = [
    (
        "carriers",
        1,
        V1_6,
        "id deleted is_module id_tax_rules_group id_reference name active is_free url shipping_handling shipping_external range_behavior shipping_method max_width max_height max_depth max_weight grade external_module_name need_range position delay",
    ),
    (
        "countries",
        8,
        V1_6,
        "id id_zone id_currency call_prefix iso_code active contains_states need_identification_number need_zip_code zip_code_format display_tax_label name",
    ),
    (
        "currencies",
        1,
        V1_6,
        "id name iso_code iso_code_num blank sign format decimals conversion_rate deleted active",
    ),
    (
        "currencies",
        1,
        V1_7,
        "id names name symbol iso_code numeric_iso_code precision conversion_rate deleted active unofficial modified pattern",
    ),
    (
        "product_option_values",
        1,
        V1_6,
        "id id_attribute_group color position name",
    ),
    (
        "product_options",
        1,
        V1_6,
        "id is_color_group group_type position name public_name associations",
    ),
    (
        "order_carriers",
        9,
        V1_6,
        "id id_order id_carrier id_order_invoice weight shipping_cost_tax_excl shipping_cost_tax_incl tracking_number date_add",
    ),
    (
        "addresses",
        1,
        V1_6,
        "id id_customer id_manufacturer id_supplier id_warehouse id_country id_state alias company lastname firstname vat_number address1 address2 postcode city other phone phone_mobile dni deleted date_add date_upd",
    ),
];

/// The elements of the one record in a document.
fn elements(document: &str) -> String {
    let inside = document.split("</prestashop>").next().unwrap_or_default();
    let mut depth = 0;
    let mut found = Vec::new();
    for tag in inside.split('<').skip(1) {
        let name = tag.split(['>', ' ', '/']).next().unwrap_or_default();
        match tag.chars().next() {
            Some('/') => depth -= 1,
            Some('?' | '!') => {}
            _ => {
                if depth == 2 {
                    found.push(name);
                }
                let opened = tag.split('>').next().unwrap_or_default();
                depth += i32::from(!opened.ends_with('/'));
            }
        }
    }
    found.join(" ")
}

#[test]
fn given_each_version_then_the_records_have_its_elements() {
    let mut cases = 0;
    for version in ShopVersion::ALL {
        let mut store = store(version);
        for (resource, id, since, expected) in ELEMENTS {
            let is_later = |one: &&(&str, u32, ShopVersion, &str)| {
                one.0 == resource && one.2 > since && one.2 <= version
            };
            if since > version || ELEMENTS.iter().find(is_later).is_some() {
                continue;
            }
            let answer = read(&mut store, &format!("/api/{resource}/{id}"));
            assert_eq!(answer.status, 200, "{version:?} {resource}");
            assert_eq!(elements(&text(&answer)), expected, "{version:?} {resource}");
            cases += 1;
        }
    }
    println!("{cases} documents");
}

#[test]
fn given_the_parcels_of_the_orders_then_each_leads_to_a_carrier_and_a_country() {
    for version in ShopVersion::ALL {
        let mut store = store(version);
        let count = |store: &mut _, order: u32| {
            let url = format!("/api/order_carriers?filter[id_order]={order}");
            ids(&read(store, &url)).len()
        };
        assert_eq!(
            [4, 9, 30].map(|order| count(&mut store, order)),
            [1, 2, 0],
            "{version:?}"
        );
        for order in 1..=200 {
            let answer = read(&mut store, &format!("/api/orders/{order}"));
            let carrier = value(&answer, "id_carrier");
            let found = read(&mut store, &format!("/api/carriers/{carrier}"));
            assert_eq!(found.status, 200, "{version:?} {order} {carrier}");
            let address = value(&answer, "id_address_delivery");
            let address = read(&mut store, &format!("/api/addresses/{address}"));
            let country = value(&address, "id_country");
            let found = read(&mut store, &format!("/api/countries/{country}"));
            assert_eq!(found.status, 200, "{version:?} {order} {country}");
        }
    }
}

#[test]
fn given_a_new_number_then_the_order_has_that_of_its_first_parcel() {
    for version in ShopVersion::ALL {
        let mut store = store(version);
        let url = "/api/order_carriers?filter[id_order]=9";
        let parcels = ids(&read(&mut store, url));
        let second = *parcels.iter().max().unwrap();
        for (parcel, number, expected) in [(9, "NEW-9", "NEW-9"), (second, "OTHER-9", "NEW-9")] {
            let url = format!("/api/order_carriers/{parcel}");
            let body = with(&all_but(&mut store, &url, &[]), "tracking_number", number);
            assert_eq!(send(&mut store, "PUT", &url, &body).status, 200);
            let order = read(&mut store, "/api/orders/9");
            assert_eq!(value(&order, "shipping_number"), expected, "{version:?}");
        }
        assert_eq!(changed(&store).len(), 2, "{version:?}");
    }
}

#[test]
fn given_a_carrier_without_an_address_to_follow_then_no_mail_goes() {
    for version in ShopVersion::ALL {
        let mut store = store(version);
        let url = "/api/order_carriers/13";
        let body = with(&all_but(&mut store, url, &[]), "tracking_number", "HERE-13");
        let answer = send(&mut store, "PUT", &format!("{url}?sendemail=1"), &body);
        assert_eq!(answer.status, 200, "{version:?}: {}", text(&answer));
        assert!(store.mails().is_empty(), "{version:?}");
        assert_eq!(changed(&store).len(), 1, "{version:?}");
    }
}

#[test]
fn given_the_key_with_every_option_then_it_reads_what_the_documented_one_may_not() {
    let mut store = store(V8_2);
    let optional = [
        "stock_availables",
        "currencies",
        "combinations",
        "product_option_values",
        "carriers",
        "order_carriers",
        "addresses",
        "countries",
    ];
    for resource in optional {
        let url = format!("/api/{resource}");
        let statuses = [keys::SHOP_1, keys::WITH_OPTIONS].map(|key| get(&mut store, key, &url));
        let statuses = statuses.map(|answer| answer.status);
        assert_eq!(statuses, [401, 200], "{resource}");
    }
    println!("{} resources", optional.len());
}
