//! A shop that ignores every filter, as shops do with those they do not understand: the second look
//! at the rows is all that is left.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use aismarttalk_prestashop::actions::CATALOGUE;
use aismarttalk_prestashop::webservice::Key;
use demo_store::{Request, ShopVersion, Store, keys, respond};

use super::inputs::{input_with, own};
use super::world::World;
use super::{assert_nothing_foreign, told};
use crate::run;
use crate::support::from_store;
use crate::support::random::Random;

/// The address without its filters.
fn without_filters(path: &str) -> String {
    let (place, query) = path.split_once('?').unwrap_or((path, ""));
    let kept = query.split('&').filter(|one| !one.starts_with("filter["));
    format!(
        "https://shop.example{place}?{}",
        kept.collect::<Vec<&str>>().join("&")
    )
}

#[test]
fn given_a_shop_that_ignores_filters_then_the_rows_of_others_are_left_out() {
    let mut random = Random::new(0x1602);
    let ignored = Rc::new(Cell::new(0));
    let mut runs = 0;
    for version in [ShopVersion::V1_6, ShopVersion::V9_0] {
        let world = World::new(version);
        let same = RefCell::new(Store::new(World::options(version)));
        let count = Rc::clone(&ignored);
        world.client.transport().reshape(move |asked, answer| {
            let (method, path) = asked.split_once(' ').unwrap();
            if method != "GET" || !path.contains("filter[") {
                return answer();
            }
            count.set(count.get() + 1);
            let key = Key::parse(keys::EVERYTHING).unwrap();
            let request = Request {
                method: method.to_owned(),
                url: without_filters(path),
                headers: vec![("Authorization".to_owned(), key.basic_authorization())],
                body: Vec::new(),
            };
            from_store(respond(&mut same.borrow_mut(), &request))
        });
        for holder in world.holders() {
            let needles = world.needles(&holder);
            for action in CATALOGUE {
                let writes = [action.name];
                let writes = if action.effect.writes().is_some() {
                    &writes[..]
                } else {
                    &[]
                };
                for parameter in action.input.all {
                    let foreign = world.foreign(action, parameter, &holder, &mut random);
                    let owned = own(&world, &holder, action, parameter);
                    for value in foreign.iter().take(1).chain(&owned) {
                        let input = input_with(action, parameter, value);
                        let context =
                            format!("{version:?} {:?} {} {input}", holder.who, action.name);
                        let seen = match run(&world.held(&holder, writes), action.name, &input) {
                            Ok(answer) => answer.to_string(),
                            Err(error) => told(&error),
                        };
                        let echo = value.as_str().map_or(String::new(), str::to_lowercase);
                        let seen = seen.to_lowercase();
                        let seen = if echo.is_empty() {
                            seen
                        } else {
                            seen.replace(&echo, "…")
                        };
                        assert_nothing_foreign(&seen, &needles, &context);
                        runs += 1;
                    }
                }
            }
        }
    }
    assert!(ignored.get() > 0);
    let ignored = ignored.get();
    println!("{runs} held runs at a shop that ignored the filters of {ignored} requests");
}

/// Not to be left out by mistake: the shop does answer with what it was not asked for.
#[test]
fn given_an_address_with_filters_then_the_deaf_shop_sees_none() {
    let cases = [
        (
            "/api/orders?filter[id]=[1]&sort=[id_ASC]",
            "https://shop.example/api/orders?sort=[id_ASC]",
        ),
        (
            "/api/orders?display=full",
            "https://shop.example/api/orders?display=full",
        ),
    ];
    for (given, expected) in cases {
        assert_eq!(without_filters(given), expected);
    }
}
