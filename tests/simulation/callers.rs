//! What callers do: they look, write, stop waiting, call again, look again.

use std::cell::RefCell;
use std::rc::Rc;

use aismarttalk_prestashop::client::write::{StatusChange, WriteOptions, Written};
use aismarttalk_prestashop::client::{Client, Observer, Settings};
use aismarttalk_prestashop::webservice::error::Error;
use aismarttalk_prestashop::webservice::outcome::Saved;
use aismarttalk_prestashop::webservice::{Endpoint, Key, Result};

use crate::asks::Ask;
use crate::facts::{Call, Purpose};
use crate::line::Line;
use crate::plan::{Manner, Plan, Stop, Wish};
use crate::shop::Shop;
use crate::support::clock::first;

/// A client as its callers share it.
pub struct Shared {
    pub number: usize,
    pub client: RefCell<Client<()>>,
}

/// Somebody who calls.
pub struct Caller {
    pub shop: Shop,
    pub plan: Rc<Plan>,
    pub number: usize,
    pub shared: Rc<Shared>,
}

/// The journal when a preview began, and when it last read the record.
type Shown = (usize, usize);

/// What came of a call.
pub struct Outcome {
    pub call: usize,
    /// `None` for one who is gone.
    pub told: Option<Told>,
}

pub enum Told {
    Written { token: Option<String> },
    Failed(Error),
}

impl Shared {
    pub fn new(shop: &Shop, plan: &Plan, number: usize, watched: bool) -> Self {
        Shared {
            number,
            client: RefCell::new(client(shop, plan, number, watched)),
        }
    }
}

/// A client that has learnt nothing yet.
pub fn client(shop: &Shop, plan: &Plan, number: usize, watched: bool) -> Client<()> {
    let endpoint = Endpoint::parse("https://shop.example").expect("an address");
    let key = Key::parse(plan.clients[number]).expect("a key");
    let mut settings = Settings::new(endpoint, key);
    settings.timeout_ms = plan.timeout_ms;
    settings.settle_timeout_ms = plan.settle_ms;
    let shop = shop.clone();
    let observer: Option<Observer> = watched.then(|| {
        let see: Observer = Rc::new(move |exchange| {
            let mut facts = shop.0.facts.borrow_mut();
            facts.texts.push(format!("{exchange:?}"));
        });
        see
    });
    Client::new((), settings, observer)
}

impl Caller {
    pub async fn act(self) {
        let plan = Rc::clone(&self.plan);
        let caller = &plan.callers[self.number];
        self.shop.0.clock.pass(caller.from).await;
        for (number, wish) in caller.requests.iter().enumerate() {
            self.want(number, wish).await;
        }
    }

    /// Calls until he has what he wants, or gives up.
    async fn want(&self, number: usize, wish: &Wish) {
        let mut last = None;
        for attempt in 0..=wish.repeats {
            let (options, shown) = match self.shown(number, wish).await {
                Some(ready) => ready,
                None => continue,
            };
            let outcome = self
                .call(
                    number,
                    wish,
                    options,
                    shown,
                    wish.stop.filter(|_| attempt == 0),
                )
                .await;
            let is_over = match &outcome.told {
                Some(Told::Written { .. }) => true,
                Some(Told::Failed(error)) => error.saved() == Saved::Yes,
                None => false,
            };
            if is_over {
                return;
            }
            let call = outcome.call;
            last = Some(outcome);
            if wish.restarts {
                self.restart(number, call);
            }
            self.shop.0.clock.pass(wish.think).await;
        }
        if let (Some(outcome), Some(after)) = (last, wish.look) {
            self.look(number, outcome, after).await;
        }
    }

    /// What he writes with, and since when he knows the record; `None` where he was told no.
    async fn shown(&self, number: usize, wish: &Wish) -> Option<(WriteOptions, Option<Shown>)> {
        let mut options = WriteOptions {
            synopsis: wish.manner == Manner::Checked,
            ..WriteOptions::default()
        };
        if matches!(wish.manner, Manner::Blind | Manner::Checked) {
            return Some((options, None));
        }
        let preview = WriteOptions {
            preview: true,
            ..WriteOptions::default()
        };
        let outcome = self.call(number, wish, preview, None, None).await;
        let Some(Told::Written { token }) = outcome.told else {
            return None;
        };
        let shown = {
            let facts = self.shop.0.facts.borrow();
            let preview = &facts.calls[outcome.call];
            Some((preview.began.1, preview.read.unwrap_or(0)))
        };
        self.shop.0.clock.pass(wish.think).await;
        options.expect = token;
        (wish.manner == Manner::Expecting).then_some((options, shown))
    }

    async fn call(
        &self,
        number: usize,
        wish: &Wish,
        options: WriteOptions,
        shown: Option<Shown>,
        stop: Option<Stop>,
    ) -> Outcome {
        let purpose = match options.preview {
            true => Purpose::Preview,
            false => Purpose::Write,
        };
        let call = self.begin(purpose, number, shown, None);
        self.tell(call, || {
            format!(
                "{:?}{}: {}",
                purpose,
                if options.expect.is_some() {
                    " as expected"
                } else {
                    ""
                },
                wish.ask
            )
        });
        let client = self.client(call, number, stop);
        let write = write(&client, &wish.ask, &options);
        let told = match stop {
            Some(stop) if stop.is_gone => {
                first(write, self.shop.0.clock.pass(stop.after)).await.ok()
            }
            _ => Some(write.await),
        };
        self.end(call, told)
    }

    pub fn begin(
        &self,
        purpose: Purpose,
        wish: usize,
        shown: Option<Shown>,
        about: Option<usize>,
    ) -> usize {
        let began = self.shop.moment();
        let mut facts = self.shop.0.facts.borrow_mut();
        facts.calls.push(Call {
            purpose,
            caller: self.number,
            client: self.shared.number,
            wish,
            began,
            shown: shown.map(|(began, _)| began),
            seen: shown.map(|(_, seen)| seen),
            ended: None,
            told: None,
            requests: 0,
            before: None,
            read: None,
            about,
            intent: None,
        });
        facts.calls.len() - 1
    }

    /// The client as this call uses it, with a line of its own.
    pub fn client(&self, call: usize, wish: usize, stop: Option<Stop>) -> Client<Line> {
        let ask = &self.plan.callers[self.number].requests[wish].ask;
        let stop = stop.filter(|stop| !stop.is_gone);
        let line = Line {
            shop: self.shop.clone(),
            plan: Rc::clone(&self.plan),
            call,
            client: self.shared.number,
            subject: ask.subject().into(),
            stop_at: stop.map(|stop| self.shop.0.clock.now() + stop.after),
        };
        self.shared.client.borrow().with_transport(line)
    }

    pub fn end(&self, call: usize, told: Option<Result<Written>>) -> Outcome {
        let ended = self.shop.moment();
        self.tell(call, || match &told {
            None => "IS GONE".to_owned(),
            Some(Ok(written)) => format!(
                "IS TOLD written: {}, preview: {}, differences: {:?}, warnings: {:?}",
                written.written, written.is_preview, written.differences, written.warnings
            ),
            Some(Err(error)) => format!(
                "IS TOLD {:?}, saved {:?}: {error}",
                error.kind(),
                error.saved()
            ),
        });
        let outcome = Outcome {
            call,
            told: told.as_ref().map(|told| match told {
                Ok(written) => Told::Written {
                    token: written.token.clone(),
                },
                Err(error) => Told::Failed(error.clone()),
            }),
        };
        let mut facts = self.shop.0.facts.borrow_mut();
        let held = &mut facts.calls[call];
        held.ended = Some(ended);
        held.told = told;
        outcome
    }

    pub fn tell(&self, call: usize, what: impl FnOnce() -> String) {
        self.shop.tell(&format!("call {call}"), || {
            format!(
                "[caller {}, client {}] {}",
                self.number,
                self.shared.number,
                what()
            )
        });
    }
}

async fn write(client: &Client<Line>, ask: &Ask, options: &WriteOptions) -> Result<Written> {
    match ask {
        Ask::Update {
            resource,
            id,
            changes,
            ..
        } => client.update(resource, *id, changes, options).await,
        Ask::Status {
            order,
            state,
            email,
        } => {
            let change = StatusChange {
                id_order: *order,
                id_order_state: *state,
                id_employee: None,
                send_email: *email,
            };
            client.change_status(&change, options).await
        }
        Ask::Create { resource, fields } => client.create(resource, fields, options).await,
        Ask::Delete { resource, id } => client.delete(resource, *id, options).await,
    }
}
