//! Takes records away.

use crate::catalogue::shops;
use crate::query::php_int;
use crate::resources::product::linked;
use crate::resources::{Place, Resource};
use crate::store::Store;
use crate::webservice::context::Context;
use crate::webservice::errors::Refusal;
use crate::webservice::guard;

/// `id` is the part of the path behind the resource. A product leaves the shops the
/// request is about, and is gone with the last of them.
pub(crate) fn delete(
    store: &mut Store,
    resource: &'static Resource,
    context: Context,
    id: Option<&str>,
) -> Result<(), Refusal> {
    let number = u32::try_from(php_int(id.unwrap_or("0"))).unwrap_or(0);
    let Some(mut row) = store.row(resource, number).cloned() else {
        let message = format!("Id(s) not exists: {number}");
        return Err(Refusal::one(404, 87, message));
    };
    guard::may_write(store, resource, context, &row)?;
    if resource.place != Place::Products {
        store.remove(resource, number);
        return Ok(());
    }
    let before = row.shops;
    for shop in shops::ids(context.targets) {
        row.leave(shop);
    }
    if shops::ids(row.shops).next().is_some() {
        if row.shops != before {
            store.save(resource, row);
        }
        return Ok(());
    }
    for combination in row.linked(linked::COMBINATIONS) {
        store.remove_at(Place::Combinations, *combination);
    }
    for shelf in row.linked(linked::STOCK) {
        store.remove_at(Place::StockAvailables, *shelf);
    }
    store.remove(resource, number);
    Ok(())
}
