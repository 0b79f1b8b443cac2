//! Writes: what is saved, what is lost on the way, what is refused.

mod associations;
mod at_once;
mod customers;
mod html;
mod new_records;
mod orders;
mod products;
mod refused;
mod shops;
mod stock;

use demo_store::{Request, Response, Store, keys, respond};

use crate::support::{basic, ids, read, text};

/// A write with the key that may everything.
pub fn send(store: &mut Store, method: &str, url: &str, body: &str) -> Response {
    respond(store, &ask(method, url, body))
}

/// `PUT` of a record without its root.
pub fn put(store: &mut Store, url: &str, record: &str) -> Response {
    send(
        store,
        "PUT",
        url,
        &format!("<prestashop>{record}</prestashop>"),
    )
}

/// The document of a record in every language, without what must not be sent back.
pub fn document(store: &mut Store, url: &str) -> String {
    let separator = if url.contains('?') { '&' } else { '?' };
    let mut body = text(&read(store, &format!("{url}{separator}language=[1|2|3|4]")));
    for field in ["manufacturer_name", "quantity", "position_in_category"] {
        let start = body
            .find(&format!("\t<{field} "))
            .expect("the field is there");
        let end = body[start..].find('\n').expect("its line ends") + start + 1;
        body.replace_range(start..end, "");
    }
    let start = body.find("<associations>").expect("associations");
    let end = body.find("</associations>").expect("their end") + "</associations>".len();
    body.replace_range(start..end, "");
    body
}

/// The request of such a write.
pub fn ask(method: &str, url: &str, body: &str) -> Request {
    Request {
        body: body.as_bytes().to_vec(),
        ..Request::new(method, url)
            .header("Host", "shop.example.com")
            .header("Authorization", &basic(keys::EVERYTHING))
    }
}

/// The body that gives an order another step.
pub fn post_step(order: u32, state: u32) -> String {
    format!(
        "<prestashop><order_history><id_order>{order}</id_order><id_order_state>{state}</id_order_state></order_history></prestashop>"
    )
}

/// An order of the shop that waits for its money.
pub fn unpaid_order(store: &mut Store, shop: u32) -> u32 {
    let url = format!(
        "/api/orders?filter[current_state]=1&filter[total_paid_real]=0&sort=[id_ASC]&limit=1&id_shop={shop}"
    );
    let found = ids(&read(store, &url));
    *found.first().expect("somebody has not paid yet")
}

/// The units that came back to the shelves, less those that left;
/// units of a combination count twice, for it and for its product.
pub fn moved_units(store: &Store) -> i64 {
    let number = |text: &Option<String>| -> i64 {
        text.as_deref()
            .and_then(|text| text.parse().ok())
            .unwrap_or(0)
    };
    store
        .changes()
        .iter()
        .filter(|change| change.record.starts_with("stock_availables/"))
        .filter(|change| change.field == "quantity")
        .map(|change| number(&change.after) - number(&change.before))
        .sum()
}
