//! Texts of shops that are shown: secrets are masked in them.

use aismarttalk_prestashop::client::secrets::{Secrets, without_secrets};
use aismarttalk_prestashop::webservice::Key;

use crate::measure::Work;

const KEY: &str = "YOUR0WEBSERVICE0KEY0GOES0HERE000";

/// What a shop may repeat, and something behind that never ends it.
const REPEATED: [&str; 30] = [
    "<passwd",
    "<passwd ",
    "<passwd/",
    "<passwd>",
    "</passwd>",
    "<passwd>x</secure_key>",
    "&lt;passwd",
    "&amp;",
    "&amp;lt;",
    "\\",
    "\\\"",
    "%25",
    "%",
    "passwd",
    "passwd ",
    "passwd=",
    "passwd=mypassword",
    "passwd: \n",
    "passwd:protected",
    "[passwd:a:private",
    "[passwd] => ",
    "[passwd] => x\n(",
    "\"passwd\":\"",
    "\"passwd\":{",
    "passwd = '",
    "(`passwd`,",
    "(`passwd`) values",
    "s:6:\"passwd\";s:99:\"",
    "setPasswd(",
    "$2y$10$a0123456789abcdef",
];

pub fn works() -> Vec<Work> {
    let mut works: Vec<Work> = REPEATED
        .into_iter()
        .map(|part| {
            let name = format!("masking {part:?}");
            Work::new(
                name,
                40_000 / part.len(),
                |size| part.repeat(size),
                |text| {
                    assert!(!without_secrets(&text).contains("secret"));
                },
            )
        })
        .collect();
    for part in ["%25", "%2525", "YOUR0", "WU9VUjBXRUJTRVJWSUNF"] {
        let name = format!("masking the key in {part:?}");
        works.push(Work::new(
            name,
            40_000 / part.len(),
            |size| part.repeat(size),
            |text| {
                Key::parse(KEY).unwrap().redact(&text);
            },
        ));
    }
    works.push(Work::new(
        "masking rows behind many columns",
        2_000,
        |size| {
            let columns = "(`passwd`,".repeat(size);
            format!("{columns}) VALUES ({}", "'x',".repeat(size))
        },
        |text| assert!(!without_secrets(&text).contains("'x'")),
    ));
    works.push(Work::new(
        "masking values of the call",
        2_000,
        |size| -> String {
            let one = |at| format!("<passwd>value {at}</passwd><note>value {at}</note>");
            (0..size).map(one).collect()
        },
        |text| {
            let key = Key::parse(KEY).unwrap();
            Secrets::of(&key).and_of(text.as_bytes()).masked(&text);
        },
    ));
    works
}
