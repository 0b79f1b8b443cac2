//! The secrets of a shop, and the search for them in what a caller can see.

use std::collections::BTreeSet;

use aismarttalk_prestashop::webservice::Key;
use demo_store::{Options, Request, Response, ShopVersion, Store, keys, respond};

use crate::support::StoreTransport;

/// Fields whose values nobody may see.
const SECRET: [&str; 3] = ["passwd", "secure_key", "reset_password_token"];
/// A token of a customer who forgot the password: the store has none of itself.
const TOKEN: &str = "5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8";
/// The customer that has it.
pub const FORGETFUL: u32 = 5;

/// A small shop, one of whose customers is about to choose a new password.
pub fn shop(version: ShopVersion) -> StoreTransport {
    let transport = StoreTransport::of(Options {
        version,
        products: 24,
        orders: 12,
        customers: 16,
        ..Options::default()
    });
    transport.with_store(|store| {
        if version > ShopVersion::V1_6 {
            let path = format!("customers/{FORGETFUL}");
            let read = text(ask(store, "GET", &path, ""));
            let start = "<reset_password_token>";
            let (before, rest) = read.split_once(start).unwrap();
            let (_, after) = rest.split_once("</reset_password_token>").unwrap();
            let after = format!("{start}{TOKEN}</reset_password_token>{after}");
            let record = without_what_9_refuses(&format!("{before}{after}"));
            let method = if version < ShopVersion::V8_2 {
                "PUT"
            } else {
                "PATCH"
            };
            let answer = ask(store, method, &path, &record);
            assert_eq!(answer.status, 200, "{answer:?}");
        }
    });
    transport
}

/// A request with the key that may everything, to all shops at once where it can.
pub fn ask(store: &mut Store, method: &str, path: &str, body: &str) -> Response {
    let key = Key::parse(keys::EVERYTHING).unwrap();
    let mut request = Request::new(method, &format!("https://shop.example/api/{path}"))
        .header("Authorization", &key.basic_authorization());
    request.body = body.as_bytes().to_vec();
    respond(store, &request)
}

pub fn text(response: Response) -> String {
    String::from_utf8(response.body).unwrap()
}

fn without_what_9_refuses(record: &str) -> String {
    let mut record = record.to_owned();
    for field in ["secure_key", "last_passwd_gen"] {
        let (start, end) = (format!("<{field}"), format!("</{field}>"));
        if let (Some(from), Some(to)) = (record.find(&start), record.find(&end)) {
            record.replace_range(from..to + end.len(), "");
        }
    }
    record
}

/// What may be seen nowhere: the secrets of every customer and order, and the key.
pub struct Needles(BTreeSet<String>);

impl Needles {
    pub fn of(store: &mut Store, key: &str) -> Self {
        let mut needles = BTreeSet::new();
        for (shop, resource) in [
            (1, "customers"),
            (1, "orders"),
            (3, "customers"),
            (3, "orders"),
        ] {
            let path = format!("{resource}?display=full&id_shop={shop}");
            let list = text(ask(store, "GET", &path, ""));
            for field in SECRET {
                let start = format!("<{field}>");
                let values = list.split(&start).skip(1);
                let values = values.filter_map(|rest| rest.split("</").next());
                needles.extend(values.map(plain).filter(|one| !one.is_empty()));
            }
        }
        assert!(needles.len() > 16, "a password and a key for each customer");
        Needles(needles).and_key(key)
    }

    /// Adds a text.
    pub fn and(mut self, needle: &str) -> Self {
        self.0.insert(needle.to_owned());
        self
    }

    fn and_key(self, key: &str) -> Self {
        let basic = Key::parse(key).unwrap().basic_authorization();
        let (_, base64) = basic.split_once(' ').unwrap();
        self.and(key).and(&key.to_lowercase()).and(&base64[..40])
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The first secret that a text shows.
    pub fn shown_in(&self, text: &str) -> Option<&str> {
        let mut needles = self.0.iter();
        needles
            .find(|one| text.contains(one.as_str()))
            .map(String::as_str)
    }
}

fn plain(value: &str) -> String {
    let inside = value.strip_prefix("<![CDATA[");
    let inside = inside.and_then(|rest| rest.strip_suffix("]]>"));
    inside.unwrap_or(value).to_owned()
}
