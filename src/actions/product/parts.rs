//! What belongs to products and stands in other resources, as far as the key may read it.

use std::rc::Rc;

use resources::StockAvailable;
use resources::record::Record;

use super::combinations::{self, COMBINATIONS, Early, OPTION_VALUES};
use super::currency::CURRENCIES;
use crate::actions::product_search;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::error::Result;
use crate::webservice::query::Language;

/// Which of them the key may read.
#[derive(Clone, Copy, Debug)]
pub struct Allowed {
    stock: bool,
    currencies: bool,
    combinations: bool,
    values: bool,
}

/// What was read; `None` where the key may not read it.
#[derive(Debug)]
pub struct Parts {
    /// The stock rows of all shops.
    pub stock: Result<Option<Vec<StockAvailable>>>,
    /// The shop's currencies.
    pub currencies: Result<Option<Rc<Vec<Record>>>>,
    /// The combinations.
    pub combinations: Result<Option<Vec<Record>>>,
    /// The values of combinations, if it was known which.
    pub values: Option<Early>,
}

/// Of which products, and how much is known of them.
#[derive(Debug)]
pub struct Of<'p> {
    /// Their ids.
    pub ids: &'p [u32],
    /// Whether any of them may have combinations.
    pub have_combinations: bool,
    /// The values of those, and the language to name them in, once the products are read.
    pub values: Option<(Vec<u32>, Language)>,
    /// The decimals of prices.
    pub decimals: Option<u32>,
}

impl Allowed {
    /// By the key's rights, which are read where they are not known: one request. Where they cannot
    /// be read, the shop refuses by itself what the key may not.
    pub async fn by_rights<T: Transport>(client: &Client<T>) -> Allowed {
        let mut allowed = [true; 4];
        let resources = [
            "stock_availables",
            CURRENCIES.resource,
            COMBINATIONS.resource,
            OPTION_VALUES.resource,
        ];
        // One after the other: the first reads them for all.
        for (may, resource) in allowed.iter_mut().zip(resources) {
            match client.may_read(resource).await {
                Ok(is_allowed) => *may = is_allowed,
                Err(_) => break,
            }
        }
        let [stock, currencies, combinations, values] = allowed;
        Allowed {
            stock,
            currencies,
            combinations,
            values,
        }
    }
}

impl Parts {
    /// Reads all that is allowed at once. `client` is a modest one.
    pub async fn read<T: Transport>(client: &Client<T>, allowed: Allowed, of: Of<'_>) -> Parts {
        let has_combinations = allowed.combinations && of.have_combinations;
        let values = of
            .values
            .filter(|(ids, _)| has_combinations && !ids.is_empty());
        let stock = only_if(allowed.stock, product_search::rows(client, of.ids));
        let currencies = only_if(allowed.currencies, client.currencies());
        let combinations = only_if(
            has_combinations,
            combinations::of_products(client, of.ids, of.decimals),
        );
        let values = async {
            let (asked, language) = values?;
            let names = combinations::names_of(client, &asked, language);
            let read = only_if(allowed.values, names).await;
            Some(Early { asked, read })
        };
        let ((stock, currencies), (combinations, values)) =
            join(join(stock, currencies), join(combinations, values)).await;
        Parts {
            stock,
            currencies,
            // What has none lacks nothing.
            combinations: match of.have_combinations {
                true => combinations,
                false => Ok(Some(Vec::new())),
            },
            values,
        }
    }
}

/// Reads it if the key may.
async fn only_if<V>(is_allowed: bool, read: impl Future<Output = Result<V>>) -> Result<Option<V>> {
    match is_allowed {
        true => read.await.map(Some),
        false => Ok(None),
    }
}
