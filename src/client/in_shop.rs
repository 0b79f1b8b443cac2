//! Several shops behind one PrestaShop: an answer is of the shop that was asked, or none.

use std::cell::RefCell;

use crate::resources::reader::{Notes, Recheck, Verdict};
use crate::resources::sink::Sink;
use crate::resources::{Kind, Order, Scope};
use crate::webservice::call::{Call, Method};
use crate::webservice::display::Display;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::Query;
use crate::webservice::response::{Answer, Expected, Response};

use super::listing::add_fields;
use super::transport::Transport;
use super::{Boxed, Client};

/// The field by which a record belongs to an order.
const ID_ORDER: &str = "id_order";

impl<T: Transport> Client<T> {
    /// The same client for lists whose orders the caller looks up himself.
    pub(crate) fn knowing_orders(&self) -> Client<T> {
        let mut client = self.clone();
        client.knows_orders = true;
        client
    }

    /// Performs a read of records that shops hand out whosever order they are of, and leaves out
    /// those of other shops.
    ///
    /// # Errors
    /// `NotFound` for a single record of another shop.
    pub(super) fn of_own_orders<'c>(
        &'c self,
        call: &'c Call,
        expected: Expected<'c>,
        sink: &'c mut dyn Sink,
        recheck: &'c dyn Recheck,
    ) -> Boxed<'c, Answer> {
        Box::pin(async move {
            let mut call = call.clone();
            let is_bare = call.id.is_none() && call.query.display == Display::Default;
            if is_bare || call.query.display == Display::Minimum {
                call.query.display = Display::Fields(vec!["id".to_owned()]);
            }
            let hidden = add_fields(&mut call.query.display, [ID_ORDER].into_iter());
            let mut orders = Orders {
                recheck,
                is_hidden: !hidden.is_empty(),
                seen: RefCell::default(),
                foreign: Vec::new(),
            };
            let answer = self.exchange(&call, expected, sink, &orders).await?;
            orders.foreign = self.foreign(orders.seen.take()).await?;
            match (orders.foreign.is_empty(), call.id) {
                (true, _) => Ok(answer),
                (false, Some(id)) => Err(self.not_in_shop(&call.resource, id)),
                (false, None) => self.exchange(&call, expected, sink, &orders).await,
            }
        })
    }

    /// Those of the orders that the shop does not list as its own.
    async fn foreign(&self, mut ids: Vec<u32>) -> Result<Vec<u32>> {
        ids.sort_unstable();
        ids.dedup();
        if !ids.is_empty() {
            let query = Query {
                display: Display::Fields(vec!["id".to_owned()]),
                filter: vec![Filter::new(
                    "id",
                    Condition::OneOf(ids.iter().map(u32::to_string).collect()),
                )],
                ..Query::default()
            };
            let own = self.list::<Order>(query).await?;
            ids.retain(|id| !own.iter().any(|order| order.id() == Some(*id)));
        }
        Ok(ids)
    }

    /// Whether a call reads records that belong where their orders do, and nobody looks at those.
    pub(super) fn needs_orders(&self, call: &Call, expected: Expected<'_>) -> bool {
        call.method == Method::Get
            && !self.knows_orders
            && !call.query.spans_shops()
            && expected
                .resource()
                .is_some_and(|one| one.scope == Scope::OfOrder)
    }

    /// Fails where another shop than the one of the address has answered: the addresses in an
    /// answer are built on the one that did. A shop that is switched off keeps its rewrite rule,
    /// and the default shop answers in its place.
    pub(super) fn check_answering(&self, call: &Call, response: &Response) -> Result<()> {
        let asked = &self.settings().endpoint;
        if call.query.id_shop.is_some() || call.query.id_shop_group.is_some() {
            return Ok(());
        }
        match response.answering() {
            // The scheme, host and port may be those of a proxy.
            Some(found) if !found.folder().eq_ignore_ascii_case(asked.folder()) => {
                let there = [asked.origin(), found.folder()].concat();
                let message =
                    format!("This address leads to another shop: {asked} is answered by {there}.");
                Err(Error::new(ErrorKind::WrongAddress, message).with_hint("The shop of this address is switched off or deleted, and the default shop answers in its place: use the address of the shop that is meant. Where a proxy changes the path, give the shopId."))
            }
            _ => Ok(()),
        }
    }

    /// The error for a record that another shop has, or none.
    pub(super) fn not_in_shop(&self, resource: &str, id: u32) -> Error {
        let shop = match self.settings().id_shop {
            Some(id) => format!("shop {id}"),
            None => "the shop of this address".to_owned(),
        };
        let message = format!("{resource} {id} is not in {shop}.");
        Error::new(ErrorKind::NotFound, message).with_hint(
            "It does not exist, or another shop of the multistore has it: then give the shopId or the address of that one.",
        )
    }
}

/// Looks at the orders that records are of.
struct Orders<'r> {
    /// What looks at them besides.
    recheck: &'r dyn Recheck,
    /// Whether the orders' ids are only asked for to be looked at.
    is_hidden: bool,
    seen: RefCell<Vec<u32>>,
    /// Those of other shops.
    foreign: Vec<u32>,
}

impl Recheck for Orders<'_> {
    fn judge(&self, name: &str, kind: Option<Kind>, text: &str) -> Option<Verdict> {
        let verdict = self.recheck.judge(name, kind, text);
        if name != ID_ORDER {
            return verdict;
        }
        match text.trim().parse() {
            Ok(id) if self.foreign.contains(&id) => return Some(Verdict::No),
            Ok(id) => self.seen.borrow_mut().push(id),
            Err(_) => {}
        }
        verdict
    }

    fn hides(&self, name: &str) -> bool {
        (self.is_hidden && name == ID_ORDER) || self.recheck.hides(name)
    }

    fn tells_doubt(&self, name: &str) -> bool {
        self.recheck.tells_doubt(name)
    }

    fn remark(&self, notes: &Notes) -> Option<String> {
        self.recheck.remark(notes)
    }
}
