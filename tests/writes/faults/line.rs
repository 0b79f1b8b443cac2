//! The line to the shop, on which requests fail.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use aismarttalk_prestashop::client::transport::{Bounds, Transport, TransportError};
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::response::Response;

use super::fault::{Answer, Fault};
use crate::support::StoreTransport;

/// The demo store behind a line on which some requests fail.
#[derive(Clone)]
pub struct Faulty(Rc<Line>);

struct Line {
    store: StoreTransport,
    fault: Option<&'static Fault>,
    /// Numbers of the requests that fail, from 1.
    failing: (usize, usize),
    sent: RefCell<Vec<Sent>>,
    is_stopped: Cell<bool>,
}

/// One request that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    pub is_write: bool,
    /// Whether the shop's answer came through.
    pub is_answered: bool,
}

impl Faulty {
    /// A line without faults.
    pub fn sound(store: StoreTransport) -> Self {
        Faulty::line(store, None, (0, 0))
    }

    /// A line on which the request number `first` fails, and as many as `times` with it.
    pub fn new(store: StoreTransport, fault: &'static Fault, first: usize, times: usize) -> Self {
        Faulty::line(store, Some(fault), (first, first.saturating_add(times)))
    }

    fn line(store: StoreTransport, fault: Option<&'static Fault>, failing: (usize, usize)) -> Self {
        Faulty(Rc::new(Line {
            store,
            fault,
            failing,
            sent: RefCell::default(),
            is_stopped: Cell::default(),
        }))
    }

    pub fn store(&self) -> &StoreTransport {
        &self.0.store
    }

    pub fn sent(&self) -> Vec<Sent> {
        self.0.sent.borrow().clone()
    }

    /// Whether the caller gave up.
    pub fn is_stopped(&self) -> bool {
        self.0.is_stopped.get()
    }

    /// The fault of the request that comes now.
    fn next(&self) -> Option<&'static Fault> {
        let number = self.0.sent.borrow().len() + 1;
        let (first, end) = self.0.failing;
        self.0.fault.filter(|_| (first..end).contains(&number))
    }

    /// Most requests send no mail, and are answered as ever.
    async fn without_mail(
        &self,
        request: &Request,
        bounds: Bounds,
    ) -> Result<Response, TransportError> {
        let mut request = request.clone();
        request.url = request.url.replace("/api", "/~mail-fails/api");
        let mut response = self.0.store.send(&request, bounds).await?;
        let text = String::from_utf8_lossy(&response.body).replace("/~mail-fails/", "/");
        response.body = text.into_bytes();
        self.note(response.status < 400);
        Ok(response)
    }

    /// Tells of the last request whether the shop's answer came through after all.
    fn note(&self, is_answered: bool) {
        if let Some(sent) = self.0.sent.borrow_mut().last_mut() {
            sent.is_answered = is_answered;
        }
    }

    async fn failing(
        &self,
        fault: &Fault,
        request: &Request,
        bounds: Bounds,
    ) -> Result<Response, TransportError> {
        if matches!(fault.answer, Answer::MailFails) {
            return self.without_mail(request, bounds).await;
        }
        let response = match fault.reaches {
            true => Some(self.0.store.send(request, bounds).await?),
            false => None,
        };
        match &fault.answer {
            Answer::Refused => Err(TransportError::Unsent("connection refused".to_owned())),
            Answer::Reset => Err(reset()),
            Answer::TimedOut => Err(TransportError::Timeout),
            Answer::Stopped => {
                self.0.is_stopped.set(true);
                Err(TransportError::Aborted)
            }
            Answer::ResetThenStopped => {
                self.0.is_stopped.set(true);
                Err(reset())
            }
            Answer::Page(status, header, body) => Ok(Response {
                status: *status,
                headers: header
                    .iter()
                    .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                    .collect(),
                body: body.as_bytes().to_vec(),
            }),
            Answer::Cut(parts) => {
                let mut response = response.ok_or_else(reset)?;
                // Deletions are answered with nothing, of which nothing can be missing.
                self.note(response.body.is_empty());
                response.body.truncate(response.body.len() / 3 * parts);
                Ok(response)
            }
            Answer::MailFails => Err(reset()),
        }
    }
}

fn reset() -> TransportError {
    TransportError::Network("connection reset".to_owned())
}

impl Transport for Faulty {
    async fn send(&self, request: &Request, bounds: Bounds) -> Result<Response, TransportError> {
        let fault = self.next();
        let mut sent = Sent {
            is_write: request.method.is_write(),
            is_answered: fault.is_none(),
        };
        if self.is_stopped() {
            sent.is_answered = false;
            self.0.sent.borrow_mut().push(sent);
            return Err(TransportError::Aborted);
        }
        self.0.sent.borrow_mut().push(sent);
        match fault {
            Some(fault) => self.failing(fault, request, bounds).await,
            None => self.0.store.send(request, bounds).await,
        }
    }

    async fn sleep(&self, milliseconds: u32) -> Result<(), TransportError> {
        match self.is_stopped() {
            true => Err(TransportError::Aborted),
            false => self.0.store.sleep(milliseconds).await,
        }
    }

    fn now_ms(&self) -> f64 {
        self.0.store.now_ms()
    }

    fn random(&self) -> f64 {
        self.0.store.random()
    }
}
