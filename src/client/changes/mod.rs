//! What has changed in a shop since the last look.
//!
//! Shops tell nobody of a change: they are asked, with one request for each kind of record. Orders,
//! customers and products have the date of their last save, by which a window goes over them; the
//! rows of a status only come, and are asked for by their ids. What was told already travels in a
//! cursor, so that a look can be anybody's.

mod asked;
mod clock;
mod cursor;
mod follow;
mod go_over;
mod look_over;
mod moment;
mod numbers;
mod places;
mod print;
mod row;
mod statuses;
mod told;
mod window;

use super::transport::Transport;
use super::{Boxed, Client};

pub use asked::Asked;
use cursor::Cursor;
use places::SAVED;
use print::print;
use told::Told;
use window::Window;

impl<T: Transport> Client<T> {
    /// What has changed since the cursor, as JSON text:
    /// `{"changes":[{"resource","kind","key","row"}],"cursor","has_more","warnings"}`.
    ///
    /// # Errors
    /// `InvalidRequest` for a cursor that is none, or of another shop; those of a list.
    pub fn changes<'c>(&'c self, asked: &'c Asked) -> Boxed<'c, String> {
        Box::pin(async move {
            let shop = self.mark();
            let mut cursor = match &asked.cursor {
                Some(text) => Cursor::read(text, shop)?,
                None => Cursor::default(),
            };
            let mut told = Told::default();
            let [orders, statuses, customers, products] = asked.watched;
            let windows = || SAVED.iter().zip([orders, customers, products]);
            let is_under_way = |(window, (_, is_watched)): (&Option<Window>, (_, bool))| {
                is_watched && window.as_ref().is_some_and(Window::is_under_way)
            };
            let goes_on = cursor.windows.iter().zip(windows()).any(is_under_way);
            for (window, (place, is_watched)) in cursor.windows.iter_mut().zip(windows()) {
                let is_due = !goes_on || window.as_ref().is_some_and(Window::is_under_way);
                if is_watched && is_due {
                    let mut on = match window.take() {
                        Some(window) => window,
                        None => {
                            self.first_window(place, asked.since, &mut cursor.clock, &mut told)
                                .await?
                        }
                    };
                    self.go_over(place, &mut on, &mut cursor.clock, &mut told)
                        .await?;
                    *window = Some(on);
                }
            }
            if statuses && !goes_on {
                let mut on = match cursor.statuses.take() {
                    Some(statuses) => statuses,
                    None => {
                        self.first_statuses(asked.since, &mut cursor.clock, &mut told)
                            .await?
                    }
                };
                self.follow(&mut on, &mut cursor.clock, &mut told).await?;
                cursor.statuses = Some(on);
            }
            if told.was_set_back() {
                let clock = &cursor.clock;
                cursor
                    .windows
                    .iter_mut()
                    .flatten()
                    .for_each(|window| window.go_back(clock));
            }
            Ok(told.into_json(&cursor.write(shop)))
        })
    }

    /// Tells one shop from another, whichever way its address is written.
    fn mark(&self) -> u32 {
        let settings = self.settings();
        let base = settings.endpoint.base();
        let address = base.split_once("://").map_or(base, |(_, address)| address);
        let shop = settings.id_shop.unwrap_or_default().to_string();
        print(print(0, address), &shop)
    }
}
