//! What the answer to a write proves, in one table. PHP goes on when a client, a proxy or a host
//! has given up on it, and a firewall may hide the answer of a shop that has saved.

use xml::find;

use super::error::{Error, ErrorKind};
use super::http::Response;
use super::outcome::End;

/// Headers that PrestaShop sends when it is done, and no host or firewall does.
const OF_THE_SHOP: [&str; 2] = ["PSWS-Version", "Execution-Time"];

/// How a write ended whose answer is an error, or none that can be read.
pub fn end_of(response: &Response, error: &Error) -> End {
    let mut codes = error.codes().iter();
    if codes.any(|one| one.code.is_some_and(refuses)) {
        return End::Refused;
    }
    match response.status {
        _ if is_whole(response) => End::Finished,
        // PHP's own words that it stopped, which it says with status 200.
        200..=299 if matches!(error.kind(), ErrorKind::Server | ErrorKind::Validation) => {
            End::Finished
        }
        // Browsers hide redirects behind a 0.
        0 | 300..=399 => End::Finished,
        // Of a proxy that did not wait for the shop.
        408 | 444 | 460 | 499 => End::MayGoOn,
        // A check for browsers: it stands before the shop, or has waited for its answer.
        _ if error.by().is_some() => End::Finished,
        400..=499 => End::Finished,
        // Of a server that does not know the method, and of Cloudflare that found no shop.
        501 | 505 | 525 | 526 | 530 => End::Finished,
        _ => End::MayGoOn,
    }
}

/// Whether the Webservice refuses with that code before it saves anything.
fn refuses(code: u16) -> bool {
    matches!(code, 17..=23 | 25..=27 | 41 | 78..=81 | 84 | 89..=93 | 101 | 131 | 132 | 999)
}

/// Whether the shop said all it had to say: then PHP is done.
fn is_whole(response: &Response) -> bool {
    let body = response.body.trim_ascii_end();
    let is_good = (200..=299).contains(&response.status);
    let is_marked = || {
        OF_THE_SHOP
            .iter()
            .any(|name| response.header(name).is_some())
    };
    body.ends_with(b"</prestashop>")
        || (!is_good && is_marked() && find(body, b"<prestashop").is_none())
}
