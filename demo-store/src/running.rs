//! One request after the other is not how shops work: a request under way.

use crate::catalogue::shops;
use crate::cors;
use crate::faults::{self, Fault};
use crate::http::{Request, Response};
use crate::pages;
use crate::store::Store;
use crate::target::{Place, Target};
use crate::webservice::{self, Begun, Mood, Writing};

/// A request under way: a shop works in steps, and between them other requests do theirs.
///
/// Reads and refused writes take one step. The first step of any other write checks
/// everything and puts the record together from the body and from what is stored at that
/// moment; the following ones store it part by part (common row, row of each shop, texts
/// of one language after the other, associations), each with all its columns, changed or
/// not. Two such writes at once leave a mix, and each is answered with its own document.
/// A new step of an order reads the order first and then moves the stock, writes the
/// invoice, the payment and the history, and sends the mail.
#[derive(Debug)]
pub struct Running {
    request: Request,
    /// What goes wrong, whatever the address says.
    fault: Option<Fault>,
    state: State,
}

#[derive(Debug)]
enum State {
    New,
    Writing {
        writing: Box<Writing>,
        fault: Option<Fault>,
    },
    Over,
}

impl Running {
    /// A request of which nothing has been done yet.
    pub fn new(request: Request) -> Running {
        Running {
            request,
            fault: None,
            state: State::New,
        }
    }

    /// The same where everything goes wrong in the way of that name, as it does behind `/~NAME/`.
    /// `None` for a name that no fault has.
    pub fn failing(self, name: &str) -> Option<Running> {
        let fault = Some(Fault::named(name)?);
        Some(Running { fault, ..self })
    }

    /// Does all steps at once.
    pub(crate) fn into_response(mut self, store: &mut Store) -> Response {
        loop {
            if let Some(response) = self.step(store) {
                return response;
            }
        }
    }

    /// Does the next step; the response after the last one. Asked again after that, an
    /// empty response, so that a loop always ends.
    pub fn step(&mut self, store: &mut Store) -> Option<Response> {
        let response = match &mut self.state {
            State::New => self.begin(store),
            State::Writing { writing, fault } => {
                let response = writing.step(store, &self.request);
                response.map(|response| finish(&self.request, *fault, response))
            }
            State::Over => return Some(Response::default()),
        };
        let mut response = response?;
        self.state = State::Over;
        if store.options.cors {
            cors::allow(&mut response);
        }
        Some(response)
    }

    fn begin(&mut self, store: &mut Store) -> Option<Response> {
        let request = &self.request;
        if let Some(response) = cors::preflight(request).filter(|_| store.options.cors) {
            return Some(response);
        }
        let target = Target::of(request, shops::of(&store.options));
        let fault = match self.fault {
            Some(fault) => Some(Some(fault)),
            None => target.fault.as_deref().map(Fault::named),
        };
        let (path, fault) = match (&target.place, fault) {
            (Place::Webservice(path), None) => (path, None),
            (Place::Webservice(path), Some(Some(fault))) => (path, Some(fault)),
            (Place::Home, None) => return Some(pages::home()),
            _ => return Some(pages::nowhere()),
        };
        let instead = fault.and_then(|fault| faults::instead(store, request, &target, path, fault));
        if instead.is_some() {
            return instead;
        }
        if fault == Some(Fault::PostIgnored) && request.method == "POST" {
            // The answer of a shop that did it, which this one is not.
            let request = faults::sound(request, &target);
            return Some(Running::new(request).into_response(&mut store.clone()));
        }
        if fault == Some(Fault::WriteAsRead) && faults::is_write(request) {
            self.request = faults::rewritten(request);
        }
        let request = &self.request;
        let mood = fault.map_or_else(Mood::default, faults::mood);
        match webservice::begin(store, request, &target, path, mood) {
            Begun::Answered(response) => Some(finish(request, fault, response)),
            Begun::Writing(writing) => {
                self.state = State::Writing { writing, fault };
                None
            }
        }
    }
}

fn finish(request: &Request, fault: Option<Fault>, response: Response) -> Response {
    match fault {
        Some(fault) => faults::behind(request, fault, response),
        None => response,
    }
}
