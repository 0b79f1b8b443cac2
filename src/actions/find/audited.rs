//! What is found in the texts of the products that were read.

use std::collections::BTreeSet;

use resources::Product;

use super::super::order_search::as_usize;
use super::super::texts::Choice;
use super::super::warnings::Warnings;
use super::findings::{self, COMPARED, Finding, Likes};
use super::page::Page;
use super::words::fold;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::Query;

/// What a page is about.
pub struct Audited<'r, T> {
    /// The shop, which tells whose texts are alike.
    pub client: &'r Client<T>,
    /// The page that is asked for.
    pub page: &'r Page,
    /// The language of the texts.
    pub choice: &'r Choice,
}

impl<T: Transport> Audited<'_, T> {
    /// Everything found of the products, but what earlier pages have answered.
    pub async fn findings<'p>(
        &self,
        products: &'p [Product],
        warnings: &mut Warnings,
    ) -> Result<Vec<(&'p Product, Finding)>> {
        let wanted = as_usize(self.page.limit).saturating_add(1);
        // A page that is full without duplicates needs no look at those of later products.
        let (mut needed, mut count) = (0_usize, 0_usize);
        for product in products {
            if count >= wanted {
                break;
            }
            let found = self.of(product, &Likes::default()).len();
            count = count.saturating_add(found.saturating_sub(self.answered(product)));
            needed = needed.saturating_add(1);
        }
        let products = products.get(..needed).unwrap_or(products);
        let [title, description] = COMPARED;
        let (titles, descriptions) = join(
            self.compare(products, title),
            self.compare(products, description),
        )
        .await;
        let mut likes = Likes::default();
        let mut left_out = 0_usize;
        for (field, compared) in [(title, titles?), (description, descriptions?)] {
            left_out = left_out.saturating_add(compared.left_out);
            for product in &compared.same {
                likes.add(product, field, &compared.asked);
            }
        }
        if left_out > 0 {
            warnings.say(format!(
                "{left_out} texts are too long or hold signs that shops cannot search for: whether other products have the same is not known."
            ));
        }
        let rows = products.iter().flat_map(|product| {
            let found = self.of(product, &likes).into_iter();
            found
                .skip(self.answered(product))
                .map(move |one| (product, one))
        });
        Ok(rows.collect())
    }

    fn of(&self, product: &Product, likes: &Likes) -> Vec<Finding> {
        findings::of(product, self.choice.id(), likes)
    }

    /// How many findings of a product an earlier page has answered.
    fn answered(&self, product: &Product) -> usize {
        let after = self.page.after.as_ref();
        let of_it = after.filter(|place| Some(place.id) == product.id());
        of_it.map_or(0, |place| as_usize(place.same))
    }

    /// The products of the whole shop that have one of these texts, and how many texts a shop cannot
    /// be asked for. What a page alone could compare is left out: the next page could not, and would
    /// count other findings.
    async fn compare(&self, products: &[Product], field: &'static str) -> Result<Compared> {
        let mut texts: Vec<&str> = Vec::new();
        for product in products {
            let of_it = product.record().languages(field);
            let of_it = of_it.into_iter().flat_map(|texts| texts.iter());
            let of_it = of_it.filter(|(language, _)| self.choice.takes(*language));
            texts.extend(
                of_it
                    .map(|(_, text)| text.trim())
                    .filter(|text| !text.is_empty()),
            );
        }
        texts.sort_unstable();
        texts.dedup();
        let all = texts.len();
        texts.retain(|text| can_be_asked_for(text));
        let mut compared = Compared {
            left_out: all.saturating_sub(texts.len()),
            ..Compared::default()
        };
        if !texts.is_empty() {
            compared.asked = texts.iter().map(|text| fold(text)).collect();
            let texts = texts.into_iter().map(str::to_owned).collect();
            let filter = vec![Filter::new(field, Condition::OneOf(texts))];
            let query = Query::of(Display::of(&["id", field]), filter);
            let query = query.in_language(self.choice.query());
            compared.same = self.client.list(query).await?;
        }
        Ok(compared)
    }
}

/// What came of a look at the texts of the whole shop.
#[derive(Default)]
struct Compared {
    /// The folded texts that the shop was asked for.
    asked: BTreeSet<String>,
    /// The products that have one of them.
    same: Vec<Product>,
    /// Texts that it cannot be asked for.
    left_out: usize,
}

/// The longest text that fits into an address with all of its bytes written in hexadecimal.
const LONGEST: usize = 1_600;

/// Shops read these signs as syntax.
fn can_be_asked_for(text: &str) -> bool {
    text.len() <= LONGEST
        && !text.contains(|letter: char| "[]<|".contains(letter) || letter.is_control())
}
