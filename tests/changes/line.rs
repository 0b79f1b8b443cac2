//! The way from a client to the shop, on which things go wrong.

use std::cell::RefCell;
use std::rc::Rc;

use aismarttalk_prestashop::client::transport::{Bounds, Transport, TransportError};
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::response::Response;

use crate::shop::Shop;
use crate::support::{from_store, to_store};

/// What may go wrong on the way, of a hundred requests.
#[derive(Clone, Copy, Debug, Default)]
pub struct Faults {
    /// No answer, a gateway's page, half an answer.
    pub loud: usize,
    /// An empty list, where the database failed (before 8).
    pub silent: usize,
}

#[derive(Clone)]
pub struct Line(pub Rc<Inside>);

pub struct Inside {
    pub shop: RefCell<Shop>,
    pub faults: RefCell<Faults>,
    /// Whether the shop's header with its time arrives.
    pub tells_time: bool,
    /// What the clock of this side is wrong by.
    pub wrong_by: i64,
    pub sent: RefCell<Vec<String>>,
    /// Whether an answer was empty that should not have been.
    pub was_silent: RefCell<bool>,
}

impl Transport for Line {
    async fn send(&self, request: &Request, _: Bounds) -> Result<Response, TransportError> {
        self.0.sent.borrow_mut().push(request.url.clone());
        let shop = &mut *self.0.shop.borrow_mut();
        let way = shop.dice.below(3) as i64;
        shop.pass(way);
        let began = shop.epoch(shop.now);
        let faults = *self.0.faults.borrow();
        let chance = shop.dice.below(100);
        let mut response = from_store(demo_store::respond(&mut shop.store, &to_store(request)));
        let way = shop.dice.below(3) as i64;
        shop.pass(way);
        if chance < faults.loud {
            let half = response.body.len() / 2;
            match chance % 4 {
                0 => return Err(TransportError::Network("connection reset".to_owned())),
                1 => response.body.truncate(half),
                2 => {
                    response.status = 502;
                    response.headers.clear();
                    response.body = b"<html>Bad Gateway</html>".to_vec();
                }
                _ => return Err(TransportError::Timeout),
            }
        } else if chance < faults.loud + faults.silent {
            let name = request
                .url
                .split("/api/")
                .nth(1)
                .and_then(|path| path.split('?').next());
            let name = name.unwrap_or_default();
            response.body = format!("<prestashop><{name}></{name}></prestashop>").into_bytes();
            self.0.was_silent.replace(true);
        }
        response.headers.retain(|(name, _)| name != "Access-Time");
        if self.0.tells_time {
            response
                .headers
                .push(("Access-Time".to_owned(), began.to_string()));
        }
        Ok(response)
    }

    async fn sleep(&self, milliseconds: u32) -> Result<(), TransportError> {
        let seconds = i64::from(milliseconds.div_ceil(1_000));
        self.0.shop.borrow_mut().pass(seconds);
        Ok(())
    }

    fn now_ms(&self) -> f64 {
        (self.0.shop.borrow().now + self.0.wrong_by) as f64 * 1_000.0
    }

    fn random(&self) -> f64 {
        0.5
    }
}
