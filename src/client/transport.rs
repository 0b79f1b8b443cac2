//! The seam to the outside: send one request, get one response. Fetch, recorded
//! exchanges, the demo store in process and a fault injector are all transports.

use std::future::Future;

use crate::webservice::request::Request;
use crate::webservice::response::{Arriving, Response};

/// Why no response came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// Reset, unknown host, or blocked by the browser; with the platform's words. Whether the
    /// request reached the shop is not known.
    Network(String),
    /// The connection was refused or never made: nothing was sent; with the platform's words.
    Unsent(String),
    /// No whole answer within the time given.
    Timeout,
    /// The caller stopped it.
    Aborted,
    /// The answer is larger than the limit given.
    TooLarge,
}

/// Bounds of one exchange.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Milliseconds until the whole body must be there.
    pub timeout_ms: u32,
    /// Bytes of the body at the most.
    pub bytes: usize,
}

/// What a client needs of the world: the network, a clock and chance.
///
/// Implementations do not follow redirects: they hand the 3xx response on, with
/// status 0 where the platform hides it. Clones send through the same line.
pub trait Transport: Clone {
    /// Sends one request and reads the whole response.
    fn send(
        &self,
        request: &Request,
        bounds: Bounds,
    ) -> impl Future<Output = Result<Response, TransportError>>;

    /// The same of a list that may be read while it arrives: what `arriving` takes of the body
    /// is not in the response.
    fn receive(
        &self,
        request: &Request,
        bounds: Bounds,
        arriving: Option<&mut Arriving<'_>>,
    ) -> impl Future<Output = Result<Response, TransportError>> {
        let _ = arriving;
        self.send(request, bounds)
    }

    /// Called before a write goes out, with the write as JSON text; what it fails with stops it.
    fn before_write(&self, write: &str) -> impl Future<Output = Result<(), String>> {
        let _ = write;
        std::future::ready(Ok(()))
    }

    /// Waits, unless the caller stops it.
    fn sleep(&self, milliseconds: u32) -> impl Future<Output = Result<(), TransportError>>;

    /// Waits until the caller stops it; for ever where nobody can.
    fn stopped(&self) -> impl Future<Output = ()> {
        std::future::pending()
    }

    /// Milliseconds since some moment; the same for all who share what is not settled yet.
    fn now_ms(&self) -> f64;

    /// A number from 0 up to, but not including, 1.
    fn random(&self) -> f64;
}
