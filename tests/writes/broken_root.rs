//! A module that breaks the list of the key's rights, `GET /api/`, stops no write.

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::webservice::ErrorKind;
use aismarttalk_prestashop::webservice::response::Response;
use demo_store::ShopVersion::{self, V1_7, V8_2, V9_0};
use demo_store::keys::{EVERYTHING, PATCH_ONLY, PATCHING, SHOP_1};

use crate::support::{StoreTransport, block_on, client};
use crate::update::{sent, update};

/// How the root fails: status and body.
const ROOTS: [(u16, &str); 5] = [
    (
        500,
        "<?xml version=\"1.0\"?><prestashop><errors><error><code><![CDATA[5]]></code><message><![CDATA[[PHP Notice #8] Undefined index: description (/var/www/a.php, line 3)]]></message></error></errors></prestashop>",
    ),
    (500, ""),
    (
        200,
        "<br />\n<b>Fatal error</b>: Uncaught TypeError in a.php",
    ),
    (
        200,
        "<?xml version=\"1.0\"?><prestashop><api shopName=\"A\"><mine><description>R & D</description></mine></api></prestashop>",
    ),
    (403, "<html><body>Forbidden</body></html>"),
];

fn shop(
    version: ShopVersion,
    key: &str,
    (status, body): (u16, &'static str),
) -> Client<StoreTransport> {
    let client = client(version, key);
    client
        .transport()
        .reshape(move |asked, answer| match asked.split('?').next() {
            Some("GET /api/") => Response {
                status,
                body: body.as_bytes().to_vec(),
                ..answer()
            },
            _ => answer(),
        });
    client
}

const CAUSE: &str = "a module that adds a resource to the Webservice without a description";

#[test]
fn given_a_root_that_fails_then_records_are_written_and_the_cause_is_told() {
    let cases = [
        (
            ("products", 4),
            r#"{"reference": "ROOT-1"}"#,
            V1_7,
            SHOP_1,
            "PUT",
        ),
        (
            ("products", 4),
            r#"{"reference": "ROOT-1"}"#,
            V8_2,
            PATCHING,
            "PUT",
        ),
        (
            ("products", 4),
            r#"{"name": {"en": "Root"}}"#,
            V9_0,
            SHOP_1,
            "PUT",
        ),
        // A PUT would lose what it cannot send, or put the record into other shops.
        (
            ("customers", 4),
            r#"{"firstname": "Nina"}"#,
            V9_0,
            PATCHING,
            "PATCH",
        ),
        (
            ("categories", 4),
            r#"{"active": "0"}"#,
            V8_2,
            EVERYTHING,
            "PATCH",
        ),
        (
            ("manufacturers", 2),
            r#"{"name": "Mills"}"#,
            V8_2,
            EVERYTHING,
            "PUT",
        ),
    ];
    let mut count = 0;
    for root in ROOTS {
        for ((resource, id), given, version, key, method) in cases {
            let client = shop(version, key, root);
            let case = format!("{root:?} {resource} {version:?}");
            let written = update(&client, resource, id, given).expect(&case);
            assert!(written.written, "{case}");
            let of_record = format!("{method} /api/{resource}/{id}");
            let writes = sent(&client);
            let mut writes = writes.iter().filter(|one| !one.starts_with("GET"));
            assert_eq!(writes.next(), Some(&of_record), "{case}");
            assert_eq!(writes.next(), None, "{case}");
            let warnings = written.warnings.join(" ");
            assert!(warnings.contains(CAUSE), "{case}: {warnings}");
            count += 1;
        }
    }
    println!("{count} writes past a root that fails");
}

#[test]
fn given_a_root_that_fails_and_a_right_that_is_missing_then_the_shop_refuses_and_the_cause_is_told()
{
    for root in ROOTS {
        let client = shop(V8_2, PATCH_ONLY, root);
        let error = update(&client, "products", 4, r#"{"reference": "ROOT-1"}"#).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Permission, "{root:?}: {error}");
        assert!(
            error.hint().contains("tick the missing box"),
            "{root:?}: {error}"
        );
        assert!(error.hint().contains(CAUSE), "{root:?}: {error}");
        let rights = block_on(client.permissions()).unwrap_err();
        assert!(rights.hint().contains(CAUSE), "{root:?}: {rights}");
    }
    println!("{} refusals", ROOTS.len());
}
