//! The tree of the categories: places among the children of a parent, depths, and where
//! each branch starts and ends.

use super::asking::{Asking, Method};
use super::record::Placing;
use super::values::number_of;
use crate::catalogue::shops;
use crate::options::ShopVersion;
use crate::resources::Place;
use crate::resources::category::Column::{self, *};
use crate::resources::product::linked;
use crate::store::Store;
use crate::tables::Row;
use crate::tables::value::Value;

/// The root of all shops.
const ROOT: u32 = 1;

/// Puts a written category in its place.
pub(super) fn place(store: &mut Store, asking: Asking, id: u32, placing: Placing) {
    let Some(mut row) = category(store, id).cloned() else {
        return;
    };
    let parent = row.id_in(id_parent);
    let Some(from) = placing.from else {
        hang(store, row, parent);
        return;
    };
    if asking.method == Method::Put {
        row.shops |= shops::every(&store.options);
    }
    let moves = moves(store, &row, from, placing.positioned);
    if moves {
        let last = behind(store, parent, id);
        row.set(position, Value::Number(last));
    }
    store.save_at(Place::Categories, row);
    if moves {
        if from != parent {
            change_children(store, from, |children| {
                children.retain(|child| *child != id)
            });
            change_children(store, parent, |children| children.push(id));
        }
        close_ranks(store, parent);
        renumber(store);
    }
}

/// A new category comes below its parent. The tree is numbered when one moves.
fn hang(store: &mut Store, mut row: Row, parent: u32) {
    let Some(depth) = category(store, parent).map(|row| number_of(row, level_depth)) else {
        return;
    };
    let id = row.id;
    let last = behind(store, parent, id);
    row.set(level_depth, Value::Number(depth.saturating_add(1)))
        .set(position, Value::Number(last));
    store.save_at(Place::Categories, row);
    change_children(store, parent, |children| children.push(id));
}

/// The position behind the other children.
fn behind(store: &Store, parent: u32, id: u32) -> i64 {
    children(store, parent)
        .filter(|child| child.id != id)
        .map(|child| number_of(child, position))
        .max()
        .map_or(0, |last| last.saturating_add(1))
}

fn change_children(store: &mut Store, id: u32, change: impl FnOnce(&mut Vec<u32>)) {
    if let Some(mut row) = category(store, id).cloned() {
        let mut children = row.linked(0).to_vec();
        change(&mut children);
        row.link(0, children);
        store.save_at(Place::Categories, row);
    }
}

/// Before 8 a PUT forgets the depth of the category, finds another one than it expects,
/// and takes that for a new parent. Since then a new parent moves it, or a place that
/// another child has already.
fn moves(store: &Store, row: &Row, from: u32, positioned: bool) -> bool {
    let parent = row.id_in(id_parent);
    if from != parent {
        return true;
    }
    match store.options.version {
        ShopVersion::V1_6 => positioned,
        ShopVersion::V1_7 => true,
        _ => children(store, parent).any(|other| {
            other.id != row.id && number_of(other, position) == number_of(row, position)
        }),
    }
}

fn category(store: &Store, id: u32) -> Option<&Row> {
    store.table(Place::Categories)?.get(id)
}

fn children(store: &Store, parent: u32) -> impl Iterator<Item = &Row> {
    store
        .table(Place::Categories)
        .into_iter()
        .flat_map(|table| table.iter())
        .filter(move |row| row.id_in(id_parent) == parent)
}

/// Ids of the children by position.
fn children_in_order(store: &Store, parent: u32) -> Vec<u32> {
    let mut found: Vec<(i64, u32)> = children(store, parent)
        .map(|row| (number_of(row, position), row.id))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, id)| id).collect()
}

/// The children count from 0 without a gap; those of the former parent keep theirs.
fn close_ranks(store: &mut Store, parent: u32) {
    for (place, id) in (0_i64..).zip(children_in_order(store, parent)) {
        set_columns(store, id, &[(position, place)]);
    }
}

fn set_columns(store: &mut Store, id: u32, values: &[(Column, i64)]) {
    let Some(mut row) = category(store, id).cloned() else {
        return;
    };
    for (column, number) in values {
        row.set(*column, Value::Number(*number));
    }
    store.save_at(Place::Categories, row);
}

/// Numbers the whole tree anew, and counts what is in it.
fn renumber(store: &mut Store) {
    let mut next = 1;
    branch(store, ROOT, 0, &mut next);
    if store.options.version < ShopVersion::V1_7 {
        set_columns(store, ROOT, &[(nleft, 0), (nright, 0)]);
    }
}

/// Categories nest no deeper than this; a circle of parents ends here.
const DEEPEST: i64 = 32;

/// Answers the ids of the categories in the branch.
fn branch(store: &mut Store, id: u32, depth: i64, next: &mut i64) -> Vec<u32> {
    let left = *next;
    *next = next.saturating_add(1);
    let mut inside = Vec::new();
    if depth < DEEPEST {
        for child in children_in_order(store, id) {
            inside.extend(branch(store, child, depth.saturating_add(1), next));
        }
    }
    let right = *next;
    *next = next.saturating_add(1);
    inside.push(id);
    let count = i64::try_from(count(store, &inside)).unwrap_or(i64::MAX);
    let values = [
        (nleft, left),
        (nright, right),
        (level_depth, depth),
        (nb_products_recursive, count),
    ];
    set_columns(store, id, &values);
    inside
}

fn count(store: &Store, categories: &[u32]) -> usize {
    store
        .table(Place::Products)
        .into_iter()
        .flat_map(|table| table.iter())
        .filter(|product| {
            let held = product.linked(linked::CATEGORIES);
            held.iter().any(|id| categories.contains(id))
        })
        .count()
}
