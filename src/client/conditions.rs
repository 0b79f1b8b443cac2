//! The filters of a list, looked at again on each row.

use resources::reader::{Notes, Recheck, Verdict};
use resources::{Kind, Resource};

use crate::webservice::display::Display;
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::Query;
use crate::webservice::recheck::Judge;

use super::each_shop::{Place, kind, misses};

/// The filters of a list, looked at again on each row.
#[derive(Debug)]
pub struct Conditions<'q> {
    /// Of what the list is.
    pub(super) place: Place<'q>,
    /// The filters that the shop is not asked.
    pub(super) own: &'q [Judge<'q>],
    /// The filters that it is asked.
    pub(super) sent: Vec<Judge<'q>>,
    /// The fields that are only asked for to be looked at.
    pub(super) hidden: &'q [String],
    /// Which request of the list it is, from 1 on.
    pub(super) request: usize,
    /// The one record of the list, if it is left out where the shop fails.
    pub(super) left_out: Option<u32>,
    /// Whether no field is asked for.
    pub(super) is_bare: bool,
}

impl<'q> Conditions<'q> {
    /// Those of a list whose filters are all sent as they are.
    pub fn new(name: &'q str, resource: &'q Resource, query: &'q Query) -> Self {
        Conditions {
            place: (name, resource),
            own: &[],
            sent: Judge::all(&query.filter),
            hidden: &[],
            request: 1,
            left_out: None,
            is_bare: matches!(&query.display, Display::Fields(fields) if fields.is_empty()),
        }
    }

    fn judge_own(&self, judge: &Judge<'_>, kind: Option<Kind>, text: &str) -> Verdict {
        // Nothing equals no value, and nothing differs from it.
        match text.trim().is_empty() && misses(self.place, &judge.filter.field) {
            true => Verdict::No,
            false => judge.judge(as_shown(judge.filter, kind), text),
        }
    }
}

/// Nothing but what is shown can be compared here, digits of a part among it.
fn as_shown(filter: &Filter, kind: Option<Kind>) -> Option<Kind> {
    use Condition::{Begins, Contains, Ends};
    match filter.condition {
        Begins(_) | Ends(_) | Contains(_) if kind == Some(Kind::Decimal) => Some(Kind::Text),
        _ => kind,
    }
}

/// The fields of filters in which shops miss rows.
fn missed(place: Place<'_>, judges: &[Judge<'_>]) -> Option<String> {
    let fields = judges.iter().map(|judge| &*judge.filter.field);
    let fields: Vec<&str> = fields.filter(|field| misses(place, field)).collect();
    (!fields.is_empty()).then(|| fields.join(", "))
}

impl Recheck for Conditions<'_> {
    fn judge(&self, name: &str, declared: Option<Kind>, text: &str) -> Option<Verdict> {
        if self.own.is_empty() && self.sent.is_empty() {
            return None;
        }
        let kind = declared.or_else(|| kind(self.place, name));
        let is_it = |judge: &&Judge<'_>| judge.filter.field == name;
        let own = self.own.iter().filter(is_it);
        let own = own.map(|judge| self.judge_own(judge, kind, text));
        let sent = self.sent.iter().filter(is_it);
        let sent = sent.map(|judge| judge.judge(kind, text));
        own.chain(sent)
            .reduce(|one, other| if one == Verdict::No { one } else { other })
    }

    fn concerns(&self, name: &str) -> bool {
        let mut judges = self.own.iter().chain(&self.sent);
        judges.any(|judge| judge.filter.field == name) || self.hides(name)
    }

    fn may_be_empty(&self) -> bool {
        self.is_bare
    }

    fn hides(&self, name: &str) -> bool {
        self.hidden.iter().any(|one| one == name)
    }

    fn tells_doubt(&self, name: &str) -> bool {
        // All others the shop has compared.
        kind(self.place, name).is_some()
    }

    fn of_failure(&self) -> Option<String> {
        let id = self.left_out?.to_string();
        let words = [
            "The record ",
            self.place.0,
            " ",
            &id,
            " is left out: it makes the shop fail.",
        ];
        Some(words.concat())
    }

    fn remark(&self, notes: &Notes) -> Option<String> {
        const SAVED: &str = " with the values of whichever shop was saved last";
        let mut told = Vec::new();
        match (missed(self.place, self.own), missed(self.place, &self.sent)) {
            (Some(fields), _) if notes.dropped > 0 || self.request > 1 => {
                let request = self.request.to_string();
                let here = ", so they are compared here; this was request ";
                told.push(
                    [
                        "Shops compare ",
                        &fields,
                        SAVED,
                        here,
                        &request,
                        " of the list",
                    ]
                    .concat(),
                );
            }
            (None, Some(fields)) => {
                let miss =
                    ": of several shops in one PrestaShop rows may be missing, which list finds";
                told.push(["Shops compare ", &fields, SAVED, miss].concat());
            }
            _ => {}
        }
        if !notes.doubts.is_empty() {
            let doubts = notes.doubts.join(", ");
            told.push(
                [
                    "Only the shop's database can compare what was kept: ",
                    &doubts,
                ]
                .concat(),
            );
        }
        (!told.is_empty()).then(|| told.join(". "))
    }
}
