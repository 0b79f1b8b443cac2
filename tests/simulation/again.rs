//! What callers do who were not told what became of a write.

use aismarttalk_prestashop::client::write::UnsettledWrite;
use aismarttalk_prestashop::webservice::outcome::Saved;

use crate::callers::{Caller, Outcome, Told, client};
use crate::facts::Purpose;

impl Caller {
    /// Looks again at a write of which he does not know what became: the last one, or an
    /// earlier one that was in its way.
    pub async fn look(&self, wish: usize, outcome: Outcome, after: u64) {
        let write = match &outcome.told {
            Some(Told::Failed(error)) => error.unsettled().map(str::to_owned),
            Some(Told::Written { .. }) => None,
            // Who is gone has stored what was announced.
            None => self.shop.0.facts.borrow().calls[outcome.call]
                .intent
                .clone(),
        };
        let Some(write) = write else {
            return;
        };
        self.shop.0.clock.pass(after).await;
        let about = self.announced(&write);
        let call = self.begin(Purpose::LookAgain, wish, None, about);
        self.tell(call, || format!("LookAgain at call {about:?}: {write}"));
        let client = self.client(call, wish, None);
        let write = UnsettledWrite::from_json(&write).expect("what was handed out");
        let told = client.look_again(&write).await;
        self.end(call, Some(told));
    }

    /// The call of this client that announced a write.
    fn announced(&self, write: &str) -> Option<usize> {
        let facts = self.shop.0.facts.borrow();
        facts.calls.iter().position(|call| {
            call.client == self.shared.number && call.intent.as_deref() == Some(write)
        })
    }

    /// His process ends; the next one is told what this one announced and did not learn.
    pub fn restart(&self, wish: usize, call: usize) {
        // Others are still at work in the same process.
        if self.plan.clients.len() < self.plan.callers.len() {
            return;
        }
        self.tell(call, || "restarts".to_owned());
        let new = client(&self.shop, &self.plan, self.shared.number, false);
        *self.shared.client.borrow_mut() = new;
        let client = self.client(call, wish, None);
        let facts = self.shop.0.facts.borrow();
        for call in &facts.calls {
            let is_open = match &call.told {
                None => true,
                Some(Ok(_)) => false,
                Some(Err(error)) => error.saved() == Saved::Unknown,
            };
            if is_open
                && call.client == self.shared.number
                && let Some(intent) = &call.intent
            {
                let write = UnsettledWrite::from_json(intent).expect("what was announced");
                client.remember(write).expect("a write of this shop");
            }
        }
    }
}
