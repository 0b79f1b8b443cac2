//! What the shop has refused for want of a right, or of a key that it knows. It is not asked again
//! for a while: hosts count refusals, and lock out the addresses that collect them.

use std::cell::{Cell, RefCell};

use crate::webservice::call::{Call, Method};
use crate::webservice::codes::RIGHTS;
use crate::webservice::error::{Error, ErrorKind};
use crate::webservice::permissions::{Permissions, Rights};

/// Milliseconds until what a caller needs is asked for again: the owner may tick the box meanwhile.
pub(super) const NEEDED_MS: f64 = 60_000.0;
/// The same of what can be done without.
pub(super) const SPARED_MS: f64 = 600_000.0;
/// The same where the key itself is refused: its owner is about to correct it.
const KEY_MS: f64 = 10_000.0;
/// The oldest make room. Keys lack rights on some dozens of resources.
pub(super) const MOST_REFUSALS: usize = 100;

/// How much a refusal says of other requests.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reach {
    /// The key is none: nothing is answered.
    Key,
    /// The key has no right on a resource.
    Resource(String),
    /// It lacks the right to a method.
    Method(String, Method),
    /// That request alone: of a shop, and perhaps of a record in it.
    Request(Method, String),
}

/// One refusal.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    pub reach: Reach,
    pub error: Error,
    /// When the request went out, by the clock of the transport.
    pub at: f64,
}

/// The refusals of one client.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    seen: RefCell<Vec<Refusal>>,
    /// Since when the key's rights may be others.
    renewed_at: Cell<f64>,
}

/// Whether a moment is at most so long ago. One that is still to come, because a clock was set
/// back, says nothing.
pub(super) fn is_within(at: f64, now_ms: f64, milliseconds: f64) -> bool {
    (0.0..milliseconds).contains(&(now_ms - at))
}

impl Reach {
    /// `None` for a failure that says nothing of the next request.
    fn of(call: &Call, url: &str, error: &Error) -> Option<Reach> {
        let resource = || call.resource.clone().into_owned();
        let is = |code| error.codes().iter().any(|one| one.code == Some(code));
        match (error.kind(), error.status()) {
            // Without a code something on the way has lost the key, and may not lose it again.
            (ErrorKind::Authentication, Some(401)) if !error.codes().is_empty() => Some(Reach::Key),
            (ErrorKind::Permission, _) if is(26) => Some(Reach::Resource(resource())),
            (ErrorKind::Permission, _) if is(25) => Some(Reach::Method(resource(), call.method)),
            (ErrorKind::Permission, _) if is(132) => {
                Some(Reach::Request(call.method, url.to_owned()))
            }
            _ => None,
        }
    }

    fn covers(&self, call: &Call, url: &str) -> bool {
        match self {
            Reach::Key => true,
            Reach::Resource(resource) => call.resource == *resource,
            Reach::Method(resource, method) => call.resource == *resource && call.method == *method,
            Reach::Request(method, asked) => call.method == *method && url == asked,
        }
    }

    fn lasts_ms(&self, is_spared: bool) -> f64 {
        match self {
            Reach::Key => KEY_MS,
            _ if is_spared => SPARED_MS,
            _ => NEEDED_MS,
        }
    }
}

impl Refusals {
    /// The refusal of a request that would be refused again.
    pub(super) fn recall(
        &self,
        (call, url): (&Call, &str),
        is_spared: bool,
        now_ms: f64,
    ) -> Option<Error> {
        let seen = self.seen.borrow();
        let counts = |one: &&Refusal| {
            is_within(one.at, now_ms, one.reach.lasts_ms(is_spared)) && one.reach.covers(call, url)
        };
        let known = seen.iter().rev().find(counts)?;
        let until = known.at + known.reach.lasts_ms(is_spared);
        Some(remembered(known.error.clone(), until - now_ms))
    }

    /// Notes the failure of a request that went out at `at`.
    pub(super) fn note(&self, (call, url): (&Call, &str), error: &Error, at: f64) {
        if let Some(reach) = Reach::of(call, url, error)
            && at >= self.renewed_at.get()
        {
            let error = error.clone();
            self.add(Refusal { reach, error, at });
        }
    }

    pub(super) fn add(&self, refusal: Refusal) {
        let mut seen = self.seen.borrow_mut();
        match seen.iter_mut().find(|one| one.reach == refusal.reach) {
            Some(known) => *known = refusal,
            None => {
                if seen.len() >= MOST_REFUSALS {
                    seen.remove(0);
                }
                seen.push(refusal);
            }
        }
    }

    /// Keeps those for which `counts`.
    fn keep(&self, counts: &mut dyn FnMut(&mut Refusal) -> bool) {
        self.seen.borrow_mut().retain_mut(counts);
    }

    /// Notes that a request which went out at `at` was not refused.
    pub(super) fn granted(&self, (call, url): (&Call, &str), at: f64) {
        self.keep(&mut |one| one.at > at || !one.reach.covers(call, url));
    }

    /// Notes that the owner looks at the key's rights, and asks whatever is known of the key: what is
    /// still under way may be refused by rights that are no longer so.
    pub(super) fn renew(&self, now_ms: f64) {
        self.renewed_at.set(now_ms);
        self.keep(&mut |one| one.reach != Reach::Key);
    }

    /// Forgets all but that the key itself is refused.
    pub(super) fn forget(&self) {
        self.keep(&mut |one| one.reach == Reach::Key);
    }

    /// Notes the list of the key's rights, which was asked for at `at`: it confirms a refusal for
    /// another while, or says that it is over.
    pub(super) fn compare(&self, rights: &Permissions, at: f64) {
        self.keep(&mut |one| {
            let lacks = match &one.reach {
                Reach::Resource(resource) => rights.on(resource) == Rights::default(),
                Reach::Method(resource, method) => !rights.on(resource).allow(*method),
                Reach::Key | Reach::Request(..) => false,
            };
            let is_younger = one.at > at;
            one.at = one.at.max(at);
            is_younger || lacks
        });
    }

    /// Visits those that still count.
    pub(super) fn each(&self, now_ms: f64, mut visit: impl FnMut(&Refusal)) {
        for one in self.seen.borrow().iter() {
            if is_within(one.at, now_ms, one.reach.lasts_ms(true)) {
                visit(one);
            }
        }
    }
}

/// The refusal of a read that can be done without, where the list of the key's rights lacks it. What
/// is needed is tried nonetheless, once.
pub(super) fn by_rights(
    (rights, at): (&Permissions, f64),
    call: &Call,
    now_ms: f64,
) -> Option<Error> {
    let of_call = rights.on(&call.resource);
    let is_granted = call.resource.is_empty() || of_call.allow(call.method);
    if is_granted || !is_within(at, now_ms, SPARED_MS) {
        return None;
    }
    let (resource, method) = (&*call.resource, call.method.name());
    let message = ["The key has no right to ", method, " on ", resource, "."].concat();
    // As the shop would answer.
    let status = if of_call == Rights::default() {
        401
    } else {
        405
    };
    let error = Error::new(ErrorKind::Permission, message).with_hint(RIGHTS);
    let error = error.with_status(status);
    Some(remembered(error, at + SPARED_MS - now_ms))
}

fn remembered(error: Error, left_ms: f64) -> Error {
    let seconds = (left_ms / 1_000.0).ceil() as u32;
    let seconds = seconds.to_string();
    let words = [
        "This was known before, so nothing was sent; it is tried again in ",
        &seconds,
        " s. If the key was changed, access() or the action check_access asks at once.",
    ];
    error.and_hint(&words.concat())
}
