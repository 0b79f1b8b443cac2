//! The orders whose parcel has a tracking number.

use resources::views::OrderCarrier;
use resources::{Declared, Order};

use super::super::allowed::allowed;
use super::words::fold;
use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::call::Call;
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::Query;

/// A tracking number as it was given, and without blanks: labels print it in groups.
#[derive(Debug)]
pub struct TrackingNumber {
    forms: Vec<String>,
    /// What the shop is asked for its parcels.
    query: Query,
}

impl TrackingNumber {
    /// Of a text.
    ///
    /// # Errors
    /// `InvalidRequest` for what no shop could be asked for.
    pub fn of(text: &str) -> Result<TrackingNumber> {
        let mut forms = vec![text.to_owned(), text.split_whitespace().collect()];
        forms.dedup();
        let field = "tracking_number";
        let query = Query::of(
            Display::of(&["id_order", field]),
            vec![Filter::new(field, Condition::OneOf(forms.clone()))],
        );
        Call::list(OrderCarrier::RESOURCE.name, query.clone()).check()?;
        Ok(TrackingNumber { forms, query })
    }

    /// The ids of the orders of parcels that have it; `None` where the key may not read parcels.
    ///
    /// # Errors
    /// Those of the shop, a right that the key lacks among them.
    pub async fn orders<T: Transport>(&self, client: &Client<T>) -> Result<Option<Vec<u32>>> {
        // Their orders are looked up in the shop's own list.
        let client = client.modest().knowing_ties();
        let parcels = allowed::<OrderCarrier, T>(&client, Some(self.query.clone())).await?;
        Ok(parcels.map(|all| all.iter().filter_map(OrderCarrier::id_order).collect()))
    }

    /// Whether it is the one that an order names itself.
    pub fn is_of(&self, order: &Order) -> bool {
        let named = fold(order.shipping_number().unwrap_or_default().trim());
        self.forms.iter().any(|form| fold(form) == named)
    }
}
