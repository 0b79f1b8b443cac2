//! What the host of the shop makes of a request, and of what the shop answers.

use std::future::pending;

use aismarttalk_prestashop::client::transport::{Bounds, TransportError};
use aismarttalk_prestashop::webservice::request::Request;

use crate::classes::READS;
use crate::faults::{Answer, Fault, Landing};
use crate::line::{Got, Line};
use crate::pages;
use crate::shop::Work;
use crate::support::from_store;

/// Microseconds from here to there.
const SLOWEST_WAY: usize = 60_000;
/// Microseconds that most writes take, that slow ones take.
const QUICK: usize = 150_000;
const SLOW: usize = 2_000_000;

impl Line {
    pub async fn exchange(&self, request: &Request, bounds: Bounds) -> Got {
        self.way().await;
        let meant = self.as_allowed(request);
        match request.method.is_write() {
            true => self.write(meant, bounds).await,
            false => self.read(meant).await,
        }
    }

    async fn way(&self) {
        let way = 1 + self.shop.below(SLOWEST_WAY) as u64;
        self.shop.0.clock.pass(way).await;
    }

    async fn read(&self, request: demo_store::Request) -> Got {
        let fails = self.shop.below(100) < self.plan.class.reads;
        let answer = match fails {
            true => *self.shop.pick(READS),
            false => Answer::Own,
        };
        let mut response = self.shop.read(&request);
        if self.is_about_the_record(&request.url) {
            let read = self.shop.moment().1;
            self.shop.0.facts.borrow_mut().calls[self.call].read = Some(read);
        }
        self.hide(&request.url, &mut response);
        self.way().await;
        self.answer(answer, Some(response)).await
    }

    async fn write(&self, request: demo_store::Request, bounds: Bounds) -> Got {
        let class = self.plan.class;
        let hits = self.shop.below(100) < class.often;
        let fault = match hits {
            true => *self.shop.pick(class.writes),
            false => Fault {
                landing: Landing::Whole,
                answer: Answer::Own,
            },
        };
        let send = self.note(&request, fault);
        let mut request = request;
        let module = match fault.answer {
            Answer::NoMail => "/~mail-fails".to_owned(),
            Answer::Module(name) => format!("/~{name}"),
            _ => String::new(),
        };
        request.url = request.url.replacen("/api", &format!("{module}/api"), 1);
        if fault.answer == Answer::Read {
            request.method = "GET".to_owned();
        }
        let takes = self.shop.below(*self.shop.pick(&[QUICK, SLOW])) as u64;
        let now = Work {
            after: 0,
            takes,
            killed: None,
        };
        let killed = Some(1 + self.shop.below(6));
        let start = |work| self.shop.start(Some(send), false, request.clone(), work);
        let response = match fault.landing {
            Landing::Whole => start(now).wait().await,
            Landing::Part => start(Work { killed, ..now }).wait().await,
            Landing::Twice => {
                let after = self.shop.below(*self.shop.pick(&[1, 5_000_000])) as u64;
                let done = start(now);
                let copy = Work { after, ..now };
                self.shop.start(Some(send), true, request.clone(), copy);
                done.wait().await
            }
            Landing::Late => {
                start(self.late(fault.answer, bounds, None));
                None
            }
            Landing::LatePart => {
                start(self.late(fault.answer, bounds, killed));
                None
            }
            Landing::Never if fault.answer == Answer::Read => {
                let mut read = self.shop.read(&request);
                self.hide(&request.url, &mut read);
                Some(read)
            }
            Landing::Never => None,
        };
        let response = response.map(|response| without(&module, response));
        let response = match (response, fault.answer) {
            // The host gives up some time after it was asked.
            (None, Answer::Cut(..) | Answer::Pretended) => Some(self.shop.pretend(&request)),
            (response, _) => response,
        };
        self.way().await;
        self.answer(fault.answer, response).await
    }

    /// A shop that is done so much later than the answer is given up.
    fn late(&self, answer: Answer, bounds: Bounds, killed: Option<usize>) -> Work {
        let lateness = self.shop.lateness();
        let until = match answer {
            Answer::Hang => u64::from(bounds.timeout_ms) * 1_000 + lateness,
            _ => SLOWEST_WAY as u64 + lateness,
        };
        // It hangs before it begins, or is slow at what it does.
        let takes = match self.shop.below(2) {
            0 => 0,
            _ => until / 2,
        };
        Work {
            after: until - takes,
            takes,
            killed,
        }
    }

    async fn answer(&self, answer: Answer, response: Option<demo_store::Response>) -> Got {
        let got = match answer {
            Answer::Hang => pending().await,
            Answer::Refused => Err(TransportError::Unsent("connection refused".to_owned())),
            Answer::Reset => Err(TransportError::Network("connection reset".to_owned())),
            Answer::Page(status) => Ok(pages::of(status)),
            Answer::Fatal => Ok(pages::fatal()),
            Answer::Cut(parts, has_headers) => {
                let mut response = from_store(response.unwrap_or_default());
                let is_empty = response.body.is_empty();
                response.body.truncate(response.body.len() / 3 * parts);
                if !has_headers {
                    response.headers.retain(|(name, _)| name == "Content-Type");
                }
                // Nothing can be missing of nothing.
                match is_empty {
                    true => Err(TransportError::Network("connection reset".to_owned())),
                    false => Ok(response),
                }
            }
            Answer::Own | Answer::NoMail | Answer::Module(_) | Answer::Read | Answer::Pretended => {
                Ok(from_store(response.unwrap_or_default()))
            }
        };
        self.shop.tell(&self.name(), || match &got {
            Ok(response) => format!(
                "gets {} with {} bytes{}",
                response.status,
                response.body.len(),
                if answer == Answer::Own {
                    ""
                } else {
                    " (fault)"
                }
            ),
            Err(error) => format!("gets {error:?}"),
        });
        got
    }
}

/// An answer as the client's own address would give it, which knows of no module.
fn without(module: &str, mut response: demo_store::Response) -> demo_store::Response {
    if !module.is_empty() {
        let text = String::from_utf8_lossy(&response.body);
        response.body = text.replace(&format!("{module}/"), "/").into_bytes();
    }
    response
}
