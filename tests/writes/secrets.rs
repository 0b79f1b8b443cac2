//! The key and customers' secrets are seen nowhere: neither in what writes answer, nor in
//! errors, nor in what an observer or a log is shown.

mod leaky;
mod needles;
mod watched;

use aismarttalk_prestashop::client::transport::Transport;
use aismarttalk_prestashop::client::write::status::StatusChange;
use aismarttalk_prestashop::client::write::{WriteOptions, Written};
use aismarttalk_prestashop::resources::{Customer, Order};
use aismarttalk_prestashop::webservice::call::{Call, Method};
use aismarttalk_prestashop::webservice::document::edit;
use aismarttalk_prestashop::webservice::error::ErrorKind;
use aismarttalk_prestashop::webservice::query::Query;
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::{Auth, Result};
use demo_store::{ShopVersion, Store, keys};

use crate::support::{StoreTransport, block_on};
use crate::update::changes;
use leaky::{Busy, LEAKS, Leaky};
use needles::{FORGETFUL, Needles, ask, shop, text};
use watched::Watched;

const NOTE: &str = r#"{"note": "Rings once.", "company": "B & Co"}"#;
const AUTHS: [Auth; 2] = [Auth::Basic, Auth::Query];

fn preview() -> WriteOptions {
    WriteOptions {
        preview: true,
        ..WriteOptions::default()
    }
}

/// A preview and the write it shows.
fn confirmed<T: Transport>(
    watched: &Watched<T>,
    resource: &str,
    id: u32,
    given: &str,
) -> Result<Written> {
    let given = changes(given);
    let update = |options: WriteOptions| {
        let written = block_on(watched.client.update(resource, id, &given, &options));
        watched.keep(&written);
        written
    };
    let shown = update(preview())?;
    update(WriteOptions {
        expect: shown.token,
        ..WriteOptions::default()
    })
}

/// Checks all that came out, and says how much it was.
fn assert_hidden<T>(watched: &Watched<T>, needles: &Needles, case: &str) -> usize {
    let seen = watched.seen.take();
    assert!(seen.len() > 2, "{case}: something came out");
    for (place, text) in &seen {
        let shown = needles.shown_in(text);
        assert_eq!(shown, None, "{case}, {place}: {text}");
    }
    seen.len()
}

/// The ids of a resource in the shops that have records of their own.
fn ids(store: &mut Store, resource: &str) -> Vec<u32> {
    let mut ids = Vec::new();
    for shop in [1, 3] {
        let path = format!("{resource}?display=[id]&id_shop={shop}");
        let list = text(ask(store, "GET", &path, ""));
        let found = list.split("<id><![CDATA[").skip(1);
        ids.extend(found.filter_map(|rest| rest.split(']').next()?.parse::<u32>().ok()));
    }
    ids
}

#[test]
fn given_the_needles_then_they_are_in_what_the_shop_sends() {
    for version in ShopVersion::ALL {
        let transport = shop(version);
        transport.with_store(|store| {
            let needles = Needles::of(store, keys::EVERYTHING);
            for path in ["customers/5", "customers?display=full", "orders/4"] {
                let sent = text(ask(store, "GET", path, ""));
                assert!(needles.shown_in(&sent).is_some(), "{version:?}, {path}");
            }
            println!("{version:?}: {} secrets to look for", needles.count());
        });
    }
}

#[test]
fn given_a_write_of_any_customer_then_nothing_that_comes_out_shows_a_secret() {
    let (mut writes, mut texts) = (0, 0);
    for version in ShopVersion::ALL {
        for (key, auth) in [keys::EVERYTHING, keys::SHOP_1, keys::PATCHING]
            .into_iter()
            .flat_map(|key| AUTHS.map(|auth| (key, auth)))
        {
            let transport = shop(version);
            let needles = transport.with_store(|store| Needles::of(store, key));
            let customers = transport.with_store(|store| ids(store, "customers"));
            let watched = Watched::new(transport, key, auth);
            for id in customers {
                let written = confirmed(&watched, "customers", id, NOTE);
                writes += usize::from(written.is_ok_and(|one| one.written));
                watched.keep(&block_on(watched.client.delete(
                    "customers",
                    id,
                    &preview(),
                )));
                texts += assert_hidden(&watched, &needles, &format!("{version:?} {id}"));
            }
        }
    }
    println!("{writes} writes of customers, {texts} texts");
    assert!(writes > 200);
}

#[test]
fn given_a_write_of_an_order_then_nothing_that_comes_out_shows_a_secret() {
    let (mut writes, mut texts) = (0, 0);
    for version in ShopVersion::ALL {
        let transport = shop(version);
        let needles = transport.with_store(|store| Needles::of(store, keys::EVERYTHING));
        let orders = transport.with_store(|store| ids(store, "orders"));
        let watched = Watched::new(transport, keys::EVERYTHING, Auth::Basic);
        for id in orders {
            let change = StatusChange {
                id_order: id,
                id_order_state: 9,
                id_employee: None,
                send_email: true,
            };
            for options in [preview(), WriteOptions::default()] {
                watched.keep(&block_on(watched.client.change_status(&change, &options)));
            }
            let written = confirmed(&watched, "orders", id, r#"{"gift_message": "Soon"}"#);
            writes += usize::from(written.is_ok_and(|one| one.written));
            watched.keep(&block_on(watched.client.delete("orders", id, &preview())));
            texts += assert_hidden(&watched, &needles, &format!("{version:?} {id}"));
        }
    }
    println!("{writes} writes of orders, {texts} texts");
    assert!(writes > 0);
}

#[test]
fn given_a_host_that_shows_records_then_no_error_shows_their_secrets() {
    let (mut cases, mut leaks, mut texts) = (0, 0, 0);
    for version in ShopVersion::ALL {
        for (name, leak) in LEAKS {
            for on_writes in [true, false] {
                let store = shop(version);
                let needles = store.with_store(|store| Needles::of(store, keys::EVERYTHING));
                let host = Leaky::new(store, leak, on_writes);
                let watched = Watched::new(host.clone(), keys::EVERYTHING, Auth::Query);
                let told = confirmed(&watched, "customers", FORGETFUL, NOTE);
                let case = format!("{version:?}, {name}, {on_writes}: {told:?}");
                texts += assert_hidden(&watched, &needles, &case);
                let bodies = host.bodies();
                let mut shown = bodies.iter().filter_map(|one| needles.shown_in(one));
                leaks += usize::from(shown.next().is_some());
                cases += 1;
            }
        }
    }
    println!("{cases} hosts, {leaks} of which show a secret, {texts} texts");
    assert!(leaks > cases / 2);
}

#[test]
fn given_a_conflict_then_both_versions_are_told_without_secrets() {
    let other = |store: &mut Store| {
        let path = format!("customers/{FORGETFUL}");
        let read = text(ask(store, "GET", &path, ""));
        let (before, rest) = read.split_once("<note>").unwrap();
        let (_, after) = rest.split_once("</note>").unwrap();
        let body = format!("{before}<note>Other</note>{after}");
        assert_eq!(ask(store, "PUT", &path, &body).status, 200);
    };
    let mut texts = 0;
    for version in [ShopVersion::V1_6, ShopVersion::V1_7, ShopVersion::V8_2] {
        for is_before in [true, false] {
            let store = shop(version);
            let needles = store.with_store(|store| Needles::of(store, keys::SHOP_1));
            let nobody: fn(&mut Store) = |_| {};
            let busy = Busy {
                store: store.clone(),
                other: if is_before { nobody } else { other },
            };
            let watched = Watched::new(busy, keys::SHOP_1, Auth::Basic);
            let given = changes(NOTE);
            let shown = block_on(
                watched
                    .client
                    .update("customers", FORGETFUL, &given, &preview()),
            );
            watched.keep(&shown);
            let options = WriteOptions {
                expect: shown.unwrap().token,
                ..WriteOptions::default()
            };
            if is_before {
                store.with_store(other);
            }
            let told = block_on(
                watched
                    .client
                    .update("customers", FORGETFUL, &given, &options),
            );
            watched.keep(&told);
            let error = told.expect_err("somebody else wrote");
            assert_eq!(error.kind(), ErrorKind::Conflict, "{error:?}");
            let versions = error.versions().expect("both versions");
            let [expected, found] = [&versions.expected, &versions.found];
            assert!(expected.is_some() && found.as_ref().is_some_and(|one| one.contains("Other")));
            texts += assert_hidden(&watched, &needles, &format!("{version:?} {is_before}"));
        }
    }
    println!("6 conflicts, {texts} texts");
}

#[test]
fn given_a_new_customer_then_the_password_given_is_not_shown() {
    const PASSWORD: &str = "Chosen-9f3F!by-the-caller";
    let given = changes(&format!(
        r#"{{"firstname": "Ada", "lastname": "Berg", "email": "ada@example.com", "passwd": "{PASSWORD}"}}"#
    ));
    let mut texts = 0;
    for version in ShopVersion::ALL {
        let transport = shop(version);
        let watched = Watched::new(transport.clone(), keys::EVERYTHING, Auth::Basic);
        let create =
            |options: &WriteOptions| block_on(watched.client.create("customers", &given, options));
        watched.keep(&create(&preview()));
        let told = create(&WriteOptions::default());
        watched.keep(&told);
        assert!(
            told.as_ref().is_ok_and(|told| told.written),
            "{version:?}: {told:?}"
        );
        let needles = transport.with_store(|store| Needles::of(store, keys::EVERYTHING));
        texts += assert_hidden(&watched, &needles.and(PASSWORD), &format!("{version:?}"));
    }
    println!("{} new customers, {texts} texts", ShopVersion::ALL.len());
}

#[test]
fn given_any_value_with_a_secret_inside_then_its_debug_form_hides_it() {
    let mut texts = 0;
    for version in ShopVersion::ALL {
        for auth in AUTHS {
            let transport: StoreTransport = shop(version);
            let needles = transport.with_store(|store| Needles::of(store, keys::EVERYTHING));
            let watched = Watched::new(transport, keys::EVERYTHING, auth);
            let (client, seen) = (&watched.client, &watched.seen);
            let shown = block_on(client.update("customers", FORGETFUL, &changes(NOTE), &preview()));
            let before = shown.unwrap().before.unwrap();
            let languages = Default::default();
            let edited = edit(&before, &changes(NOTE), &languages, client.version()).unwrap();
            let body = edited.put_body(&Default::default());
            let call = Call {
                id: Some(FORGETFUL),
                body: Some(body),
                ..Call::new(Method::Put, "customers")
            };
            let settings = client.settings();
            let request = Request::build(&settings.endpoint, &settings.key, auth, &call).unwrap();
            seen.debug("document", &before);
            seen.debug("edited", &edited);
            seen.debug("call", &call);
            seen.debug("request", &request);
            seen.debug("summary", &request.summary());
            let customer = block_on(client.get::<Customer>(FORGETFUL, Query::default()));
            seen.debug("customer", &customer);
            let customers = block_on(client.list::<Customer>(Query::default()));
            seen.debug("customers", &customers);
            let orders = block_on(client.list::<Order>(Query::default()));
            seen.debug("orders", &orders);
            for call in [
                Call::get("customers", FORGETFUL, Query::default()),
                Call::list("customers", Query::default()),
                Call::list("orders", Query::default()),
            ] {
                seen.text("JSON", block_on(client.json(call)).unwrap());
            }
            texts += assert_hidden(&watched, &needles, &format!("{version:?}"));
        }
    }
    println!("{texts} texts");
}
