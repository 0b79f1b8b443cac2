//! The parts in which a record is stored. Each writes all its columns, changed or not,
//! so that two writes at once leave a mix of both.

use std::collections::VecDeque;

use super::asking::{Asking, Method, Trouble};
use super::record::{Composed, Effect, Part};
use super::values::of_a_newcomer;
use super::{associations, mail, state_change, stock, tree};
use crate::catalogue::{LANGUAGES, shops, texts};
use crate::resources::field::{Field, Kind};
use crate::resources::{Place, Scope};
use crate::store::Store;
use crate::tables::value::Value;
use crate::tables::{BASE, Row};
use crate::webservice::errors::Refusal;

/// The parts of a record, with what goes wrong.
pub(super) fn of(composed: &Composed, store: &Store, asking: Asking) -> VecDeque<Part> {
    let mut parts = in_order(composed, store, asking);
    match asking.trouble {
        Trouble::None => {}
        Trouble::Killed if composed.state_change.is_some() => {
            if parts.contains(&Part::Effect(Effect::Order)) {
                parts = VecDeque::from([Part::Effect(Effect::Step), Part::Fail(Refusal::Fatal)]);
            }
        }
        Trouble::Killed => {
            parts.retain(|part| matches!(part, Part::Base | Part::Shop(_)));
            parts.push_back(Part::Fail(Refusal::Fatal));
        }
        Trouble::Kept => {
            parts.push_back(Part::Former);
            // The total follows.
            if asking.resource.place == Place::StockAvailables {
                parts.push_back(Part::Total);
            }
        }
        Trouble::MovedOn => {
            if parts.contains(&Part::Effect(Effect::Order)) {
                parts.push_back(Part::Effect(Effect::NextStep));
            }
        }
    }
    parts
}

/// The parts of a record, in the shop's order.
fn in_order(composed: &Composed, store: &Store, asking: Asking) -> VecDeque<Part> {
    let place = asking.resource.place;
    let mut parts = VecDeque::new();
    if place == Place::OrderHistories && asking.method == Method::Post {
        parts.extend(state_change::parts_of_a_history(composed, store));
        return parts;
    }
    if let Some(change) = &composed.state_change {
        // The setter of the field runs before the record itself is stored.
        let effects = change.effects_of_an_order(store.options.version);
        parts.extend(effects.into_iter().map(Part::Effect));
    }
    parts.push_back(Part::Base);
    if asking.resource.has_shop_rows() {
        parts.extend(shops::ids(asking.context.targets).map(Part::Shop));
    }
    if composed
        .columns
        .iter()
        .any(|(_, field)| field.kind == Kind::Texts)
    {
        parts.extend(LANGUAGES.map(Part::Language));
    }
    if place == Place::Products && composed.is_new {
        parts.push_back(Part::Shelf);
    }
    if place == Place::StockAvailables {
        parts.push_back(Part::Total);
    }
    parts.extend(composed.placing.map(Part::Tree));
    if place == Place::OrderCarriers && !composed.is_new {
        parts.push_back(Part::Transit);
    }
    parts.extend((0..composed.associations.len()).map(Part::Association));
    parts
}

/// Stores one part.
pub(super) fn store(
    part: Part,
    composed: &mut Composed,
    store: &mut Store,
    asking: Asking,
) -> Result<(), Refusal> {
    match part {
        Part::Base => base(composed, store, asking),
        Part::Shop(shop) => change(store, asking, composed.id, |row| {
            shop_row(row, composed, asking, shop);
        }),
        Part::Language(language) => change(store, asking, composed.id, |row| {
            language_row(row, composed, asking, language);
        }),
        Part::Shelf => stock::shelve(store, asking.context.shop, composed.id),
        Part::Total => stock::add_up(store, asking.context, composed.id),
        Part::Transit => mail::in_transit(store, asking.mailing, composed.id)?,
        Part::Tree(placing) => tree::place(store, asking, composed.id, placing),
        Part::Association(at) => {
            if let Some(named) = composed.associations.get(at) {
                associations::write(store, asking, composed.id, named)?;
            }
        }
        Part::Effect(effect) => {
            if let Some(change) = &mut composed.state_change {
                change.happen(effect, store, asking.mailing)?;
            }
        }
        Part::Former => former(composed, store, asking),
        Part::Fail(refusal) => return Err(refusal),
    }
    Ok(())
}

/// The old values with the new date.
fn former(composed: &Composed, store: &mut Store, asking: Asking) {
    let Some(mut old) = composed.before.clone() else {
        return;
    };
    change(store, asking, composed.id, |row| {
        for (column, field) in (0_u8..).zip(asking.resource.fields) {
            if field.name != "date_upd" {
                continue;
            }
            for shop in std::iter::once(BASE).chain(shops::ids(row.shops)) {
                if let Some(date) = row.own(shop, column) {
                    old.set_in(shop, column, date.clone());
                }
            }
        }
        *row = old;
    });
}

/// A record that has been deleted meanwhile is not stored: the database finds no row.
fn change(store: &mut Store, asking: Asking, id: u32, with: impl FnOnce(&mut Row)) {
    if let Some(mut row) = store.row(asking.resource, id).cloned() {
        with(&mut row);
        store.save(asking.resource, row);
    }
}

fn base(composed: &mut Composed, store: &mut Store, asking: Asking) {
    let targets = asking.context.targets;
    if composed.is_new {
        let last = store.table(asking.resource.place);
        composed.id = last.map_or(0, |table| table.last_id()).saturating_add(1);
        let mut row = Row::new(composed.id);
        if asking.resource.scope == Scope::OwnRecords {
            row.shops = targets;
        }
        if asking.resource.place == Place::Products {
            row.shops = 0;
        }
        fill(&mut row, composed, asking);
        store.save(asking.resource, row);
        return;
    }
    change(store, asking, composed.id, |row| {
        // A PATCH leaves a category in the shops that have it.
        if !matches!(asking.resource.place, Place::Products | Place::Categories) {
            row.shops |= targets;
        }
        fill(row, composed, asking);
    });
}

fn fill(row: &mut Row, composed: &Composed, asking: Asking) {
    set_shared(row, asking);
    for (column, field) in &composed.columns {
        if field.kind != Kind::Texts {
            row.set(
                *column,
                composed.row.value(BASE, *column, field).into_owned(),
            );
        }
    }
}

/// The shops keep what they have, although the common row changes.
fn set_shared(row: &mut Row, asking: Asking) {
    for (column, field) in (0_u8..).zip(asking.resource.fields) {
        if !asking.resource.is_per_shop(field) || field.kind == Kind::Texts {
            continue;
        }
        for shop in shops::ids(row.shops) {
            if row.own(shop, column).is_none() && row.own(BASE, column).is_some() {
                let held = row.value(shop, column, field).into_owned();
                row.set_in(shop, column, held);
            } else if row.own(shop, column).is_none() {
                row.set_in(shop, column, Value::initial(field.initial, field.kind));
            }
        }
    }
}

/// With several shops at once, those without the product get a poor row of their own.
fn shop_row(row: &mut Row, composed: &Composed, asking: Asking, shop: u32) {
    let poor = asking.context.several() && !row.in_shop(shop) && !composed.is_new;
    for (column, field) in &composed.columns {
        if field.kind != Kind::Texts && asking.resource.is_per_shop(field) {
            let value = if poor {
                of_a_newcomer(field)
            } else {
                composed.row.value(BASE, *column, field).into_owned()
            };
            row.set_in(shop, *column, value);
        }
    }
    row.join(shop);
}

fn language_row(row: &mut Row, composed: &Composed, asking: Asking, language: u32) {
    for (column, field) in &composed.columns {
        if field.kind != Kind::Texts {
            continue;
        }
        let text = text_in(&composed.row, *column, language);
        if !asking.resource.is_per_shop(field) {
            say(row, asking, BASE, (*column, field), language, &text);
            continue;
        }
        for shop in shops::all() {
            // A new product gets its texts in every shop there is.
            if composed.is_new || asking.context.targets & shops::only(shop) != 0 {
                say(row, asking, shop, (*column, field), language, &text);
            }
        }
    }
}

fn text_in(row: &Row, column: u8, language: u32) -> String {
    match row.own(BASE, column) {
        Some(Value::Texts(held)) => held
            .iter()
            .find(|(id, _)| *id == language)
            .map_or(String::new(), |(_, text)| text.to_string()),
        _ => String::new(),
    }
}

/// Replaces one language; the others stay what they are, missing ones missing.
fn say(
    row: &mut Row,
    asking: Asking,
    shop: u32,
    (column, field): (u8, &Field),
    language: u32,
    text: &str,
) {
    debug_assert_eq!(field.kind, Kind::Texts);
    let place = asking.resource.place;
    let held = LANGUAGES.into_iter().filter_map(|other| {
        let mut out = String::new();
        if other == language {
            out.push_str(text);
            return Some((other, out.into()));
        }
        texts::stored(place, row, shop, column, other, &mut out).then(|| (other, out.into()))
    });
    let value = Value::Texts(held.collect());
    row.set_in(shop, column, value);
}
