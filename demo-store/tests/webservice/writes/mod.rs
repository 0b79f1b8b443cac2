//! Writes: what is saved, what is lost on the way, what is refused.

mod addresses;
mod associations;
mod at_once;
mod categories;
mod control_characters;
mod customers;
mod employees;
mod html;
mod makers;
mod new_records;
mod order_puts;
mod orders;
mod parcels;
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

/// The document of a record in every language, as it is read but for some fields.
pub fn all_but(store: &mut Store, url: &str, fields: &[&str]) -> String {
    let separator = if url.contains('?') { '&' } else { '?' };
    let answer = read(store, &format!("{url}{separator}language=[1|2|3|4]"));
    assert_eq!(answer.status, 200, "{url}: {}", text(&answer));
    let mut body = text(&answer);
    for field in fields {
        let start = [format!("\t<{field} "), format!("\t<{field}>")]
            .iter()
            .find_map(|tag| body.find(tag))
            .unwrap_or_else(|| panic!("{url} has no {field}"));
        let end = body[start..].find('\n').expect("its line ends") + start + 1;
        body.replace_range(start..end, "");
    }
    body
}

/// The body with another value of a field without languages.
pub fn with(body: &str, field: &str, value: &str) -> String {
    let start = [format!("<{field} "), format!("<{field}>")]
        .iter()
        .find_map(|tag| body.find(tag))
        .unwrap_or_else(|| panic!("no {field} in {body}"));
    let end = body[start..].find('\n').expect("its line ends") + start;
    format!(
        "{}<{field}>{value}</{field}>{}",
        &body[..start],
        &body[end..]
    )
}

/// What has changed since the start, as `record field: before -> after`, but for the
/// values of single shops and for moments.
pub fn changed(store: &Store) -> Vec<String> {
    let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    let changes = store.changes().iter();
    changes
        .filter(|change| change.shop == 0 && !change.field.starts_with("date_"))
        .map(|change| {
            let (before, after) = (shown(&change.before), shown(&change.after));
            format!("{} {}: {before} -> {after}", change.record, change.field)
        })
        .collect()
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
