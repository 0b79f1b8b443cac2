//! Invoices: no resource of the Webservice here, yet written by it.

/// An invoice of an order.
#[derive(Debug, Clone)]
struct Invoice {
    id: u32,
    order: u32,
    /// In millionths, tax included.
    total: i64,
    paid: i64,
}

/// What is written down about the orders' money.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ledger {
    invoices: Vec<Invoice>,
    last_invoice: i64,
    last_delivery: i64,
}

impl Ledger {
    /// Writes down an invoice that was there before.
    pub(crate) fn remember(&mut self, order: u32, numbers: (i64, i64), total: i64, paid: i64) {
        let (invoice, delivery) = numbers;
        self.last_delivery = self.last_delivery.max(delivery);
        if invoice == 0 {
            return;
        }
        self.last_invoice = self.last_invoice.max(invoice);
        let id = self.invoice(order, total);
        if let Some(held) = self.invoices.iter_mut().find(|held| held.id == id) {
            held.paid = paid;
        }
    }

    /// Adds an invoice and answers its id.
    pub(crate) fn invoice(&mut self, order: u32, total: i64) -> u32 {
        let id = u32::try_from(self.invoices.len()).unwrap_or(u32::MAX);
        let id = id.saturating_add(1);
        self.invoices.push(Invoice {
            id,
            order,
            total,
            paid: 0,
        });
        id
    }

    /// The next number an invoice is given.
    pub(crate) fn next_invoice_number(&mut self) -> i64 {
        self.last_invoice = self.last_invoice.saturating_add(1);
        self.last_invoice
    }

    /// The next number a delivery slip is given.
    pub(crate) fn next_delivery_number(&mut self) -> i64 {
        self.last_delivery = self.last_delivery.saturating_add(1);
        self.last_delivery
    }

    /// Pays what is left of every invoice of the order. Answers the sums, in millionths.
    pub(crate) fn pay(&mut self, order: u32) -> Vec<i64> {
        let mut made = Vec::new();
        for invoice in self.invoices.iter_mut().filter(|held| held.order == order) {
            let amount = invoice.total.saturating_sub(invoice.paid);
            if amount > 0 {
                invoice.paid = invoice.total;
                made.push(amount);
            }
        }
        made
    }
}
