//! What hosts put in the place of a shop's answer.

use aismarttalk_prestashop::webservice::response::Response;

const HOME: &str = "<!DOCTYPE html><html><body>Welcome to the shop</body></html>";
const BUSY: &str = "<html><body>Back in a minute</body></html>";
const FATAL: &str = "<br />\n<b>Fatal error</b>:  Uncaught Error: Call to a member function on null in /var/www/shop/modules/demo/demo.php:7";
/// Statuses that come without a page.
const BARE: [u16; 3] = [0, 429, 500];

/// The page of a host, without PrestaShop's headers.
pub fn of(status: u16) -> Response {
    let body = match status {
        200 => HOME,
        status if BARE.contains(&status) => "",
        _ => BUSY,
    };
    let header = match status {
        301..=308 => Some(("Location", "/?url=products")),
        429 => Some(("Retry-After", "1")),
        _ => None,
    };
    let headers = header
        .into_iter()
        .chain(Some(("Content-Type", "text/html")));
    Response {
        status,
        headers: headers
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        body: body.as_bytes().to_vec(),
    }
}

/// PHP's own page, which it sends with status 200.
pub fn fatal() -> Response {
    Response {
        status: 200,
        headers: vec![("Content-Type".to_owned(), "text/html".to_owned())],
        body: FATAL.as_bytes().to_vec(),
    }
}

/// A document without what it holds in one language: texts of records, rows of the list.
pub fn without_language(document: &str, id: u32) -> String {
    let text = without(document, &format!("<language id=\"{id}\""), "</language>");
    without(
        &text,
        &format!("<language><id><![CDATA[{id}]]>"),
        "</language>",
    )
}

fn without(text: &str, start: &str, end: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(start) {
        let Some((_, after)) = behind.split_once(end) else {
            break;
        };
        out.push_str(before);
        rest = after;
    }
    out.push_str(rest);
    out
}
