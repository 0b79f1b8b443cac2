//! Two clients that change the status of one order at once.

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::client::write::{StatusChange, WriteOptions, Written};
use aismarttalk_prestashop::webservice::Result;
use aismarttalk_prestashop::webservice::error::ErrorKind;

use super::world::{Line, World};
use super::{SEEDS, SHOPS, later};

/// Waits for its payment, in state 1.
const ORDER: u32 = 4;
/// Paid, and paid or cancelled.
const STATES: [[u32; 2]; 2] = [[2, 2], [2, 6]];

async fn change(client: &Client<Line>, state: u32) -> Result<Written> {
    let change = StatusChange {
        id_order: ORDER,
        id_order_state: state,
        id_employee: None,
        send_email: true,
    };
    client
        .change_status(&change, &WriteOptions::default())
        .await
}

/// Rows that the history has got.
fn rows(world: &World) -> usize {
    world.with_store(|store| {
        let changes = store.changes().iter();
        let is_new = |record: &str| record.starts_with("order_histories/");
        changes
            .filter(|change| change.field.is_empty() && is_new(&change.record))
            .count()
    })
}

fn is_conflict(told: &Result<Written>) -> bool {
    let kind = told.as_ref().err().map(|error| error.kind());
    assert!(matches!(kind, None | Some(ErrorKind::Conflict)), "{told:?}");
    kind.is_some()
}

/// Whether one of them found the order in the state the other had given it.
fn came_after(told: &Result<Written>, other: u32) -> bool {
    let before = other.to_string();
    told.as_ref()
        .is_ok_and(|told| told.changes.iter().any(|change| change.before == before))
}

#[test]
fn given_two_status_changes_at_once_then_a_second_row_is_told_to_one_of_them() {
    let (mut twice, mut conflicts, mut once) = (0, 0, 0);
    for seed in 0..SEEDS {
        let (version, key) = SHOPS[seed % SHOPS.len()];
        let world = World::new(version, seed);
        let states = STATES[seed / SHOPS.len() % STATES.len()];
        let clients = [world.client(key), world.client(key)];
        let wait = later(&world);
        let other = async {
            world.pass(wait).await;
            change(&clients[1], states[1]).await
        };
        let (one, other) = world.together(change(&clients[0], states[0]), other);
        let told = [is_conflict(&one), is_conflict(&other)];
        conflicts += told.into_iter().filter(|one| *one).count();
        match rows(&world) {
            1 => once += 1,
            2 => {
                twice += 1;
                let in_turn = states[0] != states[1]
                    && (came_after(&one, states[1]) || came_after(&other, states[0]));
                assert!(
                    told.contains(&true) || in_turn,
                    "seed {seed}: {states:?} made two rows and nobody knows: {one:?} {other:?}"
                );
            }
            count => panic!("seed {seed}: {count} rows"),
        }
    }
    println!(
        "{SEEDS} meetings over an order: {once} with one row, {twice} with two, {conflicts} conflicts told"
    );
    assert!(twice > 0 && once > 0 && conflicts > 0);
}
