//! Several shops behind one PrestaShop: an answer is of the shop that was asked, or none.

use std::cell::RefCell;

use resources::reader::{Notes, Recheck, Unchecked, Verdict};
use resources::sink::Sink;
use resources::{Declared, Kind, Language, Scope};

use crate::webservice::call::{Call, Method};
use crate::webservice::checked::Asked;
use crate::webservice::display::Display;
use crate::webservice::endpoint::Endpoint;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::query::Query;
use crate::webservice::response::{Answer, Expected};

use super::asked_once::is_broken;
use super::join::join;
use super::listing::add_fields;
use super::rows::none;
use super::transport::Transport;
use super::{Boxed, Client};

impl<T: Transport> Client<T> {
    /// The same client for records of which the caller looks up himself whose they are.
    pub(crate) fn knowing_ties(&self) -> Client<T> {
        let mut client = self.clone();
        client.knows_ties = true;
        client
    }

    /// Performs a call in the shop that is asked: leaves out what is tied to another one.
    ///
    /// # Errors
    /// `WrongAddress` where another shop answers; `NotFound` for a single record of one.
    pub(super) fn perform<'c>(
        &'c self,
        call: impl Into<Asked<'c>>,
        expected: Expected<'c>,
        sink: &'c mut dyn Sink,
        recheck: &'c dyn Recheck,
    ) -> Boxed<'c, Answer> {
        let asked = call.into();
        match &self.hold {
            Some(hold) => self.perform_held(hold, asked.call(), expected, sink, recheck),
            None => self.perform_asked(asked, expected, sink, recheck),
        }
    }

    pub(super) fn perform_asked<'c>(
        &'c self,
        asked: Asked<'c>,
        expected: Expected<'c>,
        sink: &'c mut dyn Sink,
        recheck: &'c dyn Recheck,
    ) -> Boxed<'c, Answer> {
        let call = asked.call();
        Box::pin(async move {
            if call.method.is_write() {
                self.ask_which_answers(call).await?;
            }
            let ties = self.ties(call, expected);
            // Of several requests at once one is enough to tell which shop answers.
            let tells = self.will_tell(call);
            let is_beside = tells && ties.is_empty() && !may_have_links(call);
            let read = async {
                match ties.is_empty() {
                    false => self.tied(call, ties, expected, sink, recheck).await,
                    true => self.exchange(asked, expected, sink, recheck).await,
                }
            };
            let (which, answer) = match is_beside {
                true => join(self.ask_which_answers(call), read).await,
                false => (Ok(()), read.await),
            };
            if tells {
                self.shared.is_shop_asked.set(false);
            }
            let answer = answer?;
            which?;
            self.ask_which_answers(call).await?;
            Ok(answer)
        })
    }

    /// Whether this is the one request under way that tells which shop answers, by itself or with the
    /// root beside it.
    fn will_tell(&self, call: &Call) -> bool {
        let is_open = call.resource.is_empty() || self.must_ask(call);
        is_open && !self.shared.is_shop_asked.replace(true)
    }

    /// Whether nothing has told yet which shop answers.
    fn must_ask(&self, call: &Call) -> bool {
        let has_folder = !self.settings().endpoint.folder().is_empty();
        let is_answered = self.shared.is_shop_known.get() || names_shop(call);
        has_folder && !is_answered && !call.resource.is_empty()
    }

    /// What is looked at to see whose the records of a read are.
    pub(super) fn ties(&self, call: &Call, expected: Expected<'_>) -> &'static [&'static str] {
        let is_single = match expected {
            Expected::Record(..) | Expected::Document(..) => true,
            Expected::List(_) => false,
            _ => return &[],
        };
        let is_open = call.method == Method::Get && !self.knows_ties && !call.query.spans_shops();
        match resources::of(&call.resource).scope {
            Scope::OfShelf if is_single => &[],
            scope if is_open => scope.ties(),
            _ => &[],
        }
    }

    /// Reads records that shops hand out whosever they are.
    async fn tied(
        &self,
        call: &Call,
        fields: &'static [&'static str],
        expected: Expected<'_>,
        sink: &mut dyn Sink,
        recheck: &dyn Recheck,
    ) -> Result<Answer> {
        let mut call = call.clone();
        let is_bare = call.id.is_none() && call.query.display == Display::Default;
        if is_bare || call.query.display == Display::Minimum {
            call.query.display = Display::of(&["id"]);
        }
        let mut ties = Ties::of(recheck, fields);
        ties.hidden = add_fields(&mut call.query.display, fields.iter().copied());
        let answer = self.exchange((&call).into(), expected, sink, &ties).await?;
        for field in fields {
            let is_it = |(of, _): &&(&str, String)| of == field;
            let values = ties
                .seen
                .borrow()
                .iter()
                .filter(is_it)
                .map(|(_, value)| value.clone())
                .collect();
            let foreign = self.foreign(&call.resource, field, values).await?;
            ties.foreign
                .extend(foreign.into_iter().map(|value| (*field, value)));
        }
        ties.foreign.sort_unstable();
        match (ties.foreign.is_empty(), call.id) {
            (true, _) => Ok(answer),
            (false, Some(id)) => Err(self.not_in_shop(&call.resource, id)),
            (false, None) => self.exchange((&call).into(), expected, sink, &ties).await,
        }
    }

    /// Asks the root, whose links tell which shop answers, where an address has a folder and no
    /// answer of it had a link yet: the folder of a shop that is switched off leads to another.
    pub(super) async fn ask_which_answers(&self, call: &Call) -> Result<()> {
        if self.must_ask(call) {
            let mut asked = Call::list("", Query::default());
            loop {
                let expected = asked.expected(resources::of(&asked.resource));
                let read = (&asked).into();
                let read = self.exchange(read, expected, &mut none(), &Unchecked).await;
                let Err(error) = read else { break };
                if !asked.resource.is_empty() || !is_broken(&error) {
                    return Err(error);
                }
                // Where a module breaks the root, any record has such a link.
                let resource = match self.hold {
                    Some(_) => Language::RESOURCE.name.into(),
                    None => call.resource.clone(),
                };
                asked = Call::list(resource, one());
            }
            // A key without any right sees no links.
            self.shared.is_shop_known.set(true);
        }
        Ok(())
    }

    /// Fails where another shop than the one of the address has answered: the links in an answer
    /// are built on the one that did. A shop that is switched off keeps its rewrite rule, and the
    /// default shop answers in its place.
    pub(super) fn check_answering(&self, call: &Call, found: Option<Endpoint>) -> Result<()> {
        let asked = &self.settings().endpoint;
        let Some(found) = found.filter(|_| !names_shop(call)) else {
            return Ok(());
        };
        // Its scheme, host and port may be those of a proxy.
        if found.folder().eq_ignore_ascii_case(asked.folder()) {
            self.shared.is_shop_known.set(true);
            return Ok(());
        }
        let there = [asked.origin(), found.folder()].concat();
        let message =
            format!("This address leads to another shop: {asked} is answered by {there}.");
        Err(Error::new(ErrorKind::WrongAddress, message).with_hint("The shop of this address is switched off or deleted, and the default shop answers in its place: use the address of the shop that is meant. Where a proxy changes the path, give the shopId."))
    }
}

/// A part of a list with one record.
fn one() -> Query {
    Query::default().first(1, Vec::new())
}

/// Whether the answer itself may tell the shop: by a link to another record, or that of a row.
fn may_have_links(call: &Call) -> bool {
    let resource = resources::of(&call.resource);
    let is_plain = |name: &str| {
        let field = resource.field(name);
        field.is_some_and(|field| field.kind != Kind::Link)
    };
    let has_none = !call.resource.is_empty()
        && match &call.query.display {
            Display::Fields(names) => !names.is_empty() && names.iter().all(|name| is_plain(name)),
            Display::Full => {
                let mut fields = resource.fields.iter();
                resource.associations.is_empty() && fields.all(|field| field.kind != Kind::Link)
            }
            Display::Default | Display::Minimum => false,
        };
    call.method.is_write() || !resource.is_typed() || !has_none
}

fn names_shop(call: &Call) -> bool {
    call.query.id_shop.is_some() || call.query.id_shop_group.is_some()
}

/// Looks at what ties records to a shop.
pub(super) struct Ties<'r> {
    /// What looks at them besides.
    recheck: &'r dyn Recheck,
    fields: &'r [&'static str],
    /// Those that are only asked for to be looked at.
    hidden: Vec<String>,
    seen: RefCell<Vec<(&'static str, String)>>,
    /// The values that lead to other shops, sorted.
    foreign: Vec<(&'static str, String)>,
}

impl<'r> Ties<'r> {
    pub(super) fn of(recheck: &'r dyn Recheck, fields: &'r [&'static str]) -> Self {
        Ties {
            recheck,
            fields,
            hidden: Vec::new(),
            seen: RefCell::default(),
            foreign: Vec::new(),
        }
    }

    /// The values that were seen.
    pub(super) fn into_seen(self) -> impl Iterator<Item = String> {
        self.seen.into_inner().into_iter().map(|(_, value)| value)
    }
}

impl Recheck for Ties<'_> {
    fn judge(&self, name: &str, kind: Option<Kind>, text: &str) -> Option<Verdict> {
        let value = text.trim();
        let field = self.fields.iter().find(|field| **field == name);
        if let Some(field) = field.filter(|_| !matches!(value, "" | "0")) {
            let is_foreign = |one: &(&str, String)| (one.0, &*one.1).cmp(&(field, value));
            if self.foreign.binary_search_by(is_foreign).is_ok() {
                return Some(Verdict::No);
            }
            let mut seen = self.seen.borrow_mut();
            // The rows of an order stand together.
            if seen
                .last()
                .is_none_or(|last| last.0 != *field || last.1 != value)
            {
                seen.push((field, value.to_owned()));
            }
        }
        self.recheck.judge(name, kind, text)
    }

    fn concerns(&self, name: &str) -> bool {
        self.fields.contains(&name) || self.hides(name) || self.recheck.concerns(name)
    }

    fn begins(&self) {
        self.recheck.begins();
    }

    fn takes_back(&self) {
        self.recheck.takes_back();
    }

    fn is_whole(&self) -> bool {
        self.recheck.is_whole()
    }

    fn may_be_empty(&self) -> bool {
        self.recheck.may_be_empty()
    }

    fn hides(&self, name: &str) -> bool {
        self.hidden.iter().any(|one| one == name) || self.recheck.hides(name)
    }

    fn tells_doubt(&self, name: &str) -> bool {
        self.recheck.tells_doubt(name)
    }

    fn remark(&self, notes: &Notes) -> Option<String> {
        self.recheck.remark(notes)
    }

    fn of_failure(&self) -> Option<String> {
        self.recheck.of_failure()
    }
}
