//! The catalogue is written for one present; a shop of another has its dates moved.

use crate::resources::field::Kind;
use crate::resources::{Place, RESOURCES};
use crate::tables::Table;
use crate::tables::moment::{DAY, NOW};

/// Moves every date so that `now` is the present.
pub(crate) fn move_to(now: i64, place: Place, table: &mut Table) {
    if now == NOW {
        return;
    }
    let fields = RESOURCES
        .iter()
        .find(|resource| resource.place == place)
        .map_or(&[][..], |resource| resource.fields);
    let seconds = now.saturating_sub(NOW);
    // A day has no hour: what comes back in a write must be what was there.
    let days = (now.div_euclid(DAY) - NOW.div_euclid(DAY)) * DAY;
    for row in table.iter_mut() {
        row.move_moments(|column| match fields.get(usize::from(column)) {
            Some(field) if field.kind == Kind::Date => days,
            _ => seconds,
        });
    }
}
