//! What becomes a request, what is refused before it is sent, and what is shown of it.

mod call;
mod endpoint;
mod key;
mod recheck;
mod recorded;
mod recorded_rows;
mod split;

use aismarttalk_prestashop::webservice::endpoint::Endpoint;
use aismarttalk_prestashop::webservice::key::Key;

const KEY: &str = "Q7W3E9R1T5Y2U8I4O6P0A7S3D9F1G5H2";

fn key() -> Key {
    Key::parse(KEY).unwrap()
}

fn shop() -> Endpoint {
    Endpoint::parse("shop.example").unwrap()
}
