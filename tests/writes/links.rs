//! Links to other records: told as written only where the shop has them so.

use std::cell::RefCell;
use std::rc::Rc;

use aismarttalk_prestashop::client::transport::{Bounds, Transport, TransportError};
use aismarttalk_prestashop::client::write::{WriteOptions, Written};
use aismarttalk_prestashop::client::{Client, Settings};
use aismarttalk_prestashop::webservice::call::Method;
use aismarttalk_prestashop::webservice::error::ErrorKind;
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::response::Response;
use aismarttalk_prestashop::webservice::{Endpoint, Key, Result, Saved};
use demo_store::keys;

use crate::support::block_on;
use crate::update::changes;

const RIGHTS: &str = r#"<api shopName="Shop">
<products get="true" put="true" post="false" patch="false" delete="false" head="false"/>
<carts get="true" put="true" post="false" patch="false" delete="false" head="false"/>
</api>"#;
/// Whose cart it is, as the shop lists him.
const CUSTOMER: &str = "<customers><customer><id>1</id></customer></customers>";
const LANGUAGES: &str = "<languages><language><id>1</id><iso_code>en</iso_code><language_code>en-us</language_code><active>1</active></language></languages>";
const FIELDS: &str = r#"<carts nodeType="cart" api="carts"><cart><id_customer format="isUnsignedId"/></cart></carts>"#;
const PRODUCT: &str = r#"<product><id>5</id><price>5.000000</price><associations>
<categories nodeType="category" api="categories"><category><id>2</id></category><category><id>3</id></category></categories>
<product_features nodeType="product_feature" api="product_features"><product_feature><id>3</id><id_feature_value>1</id_feature_value></product_feature></product_features>
</associations></product>"#;
const CART: &str = r#"<cart><id>5</id><id_customer>1</id_customer><associations>
<cart_rows nodeType="cart_row" virtualEntity="true"><cart_row><id_product>1</id_product><quantity>2</quantity></cart_row></cart_rows>
</associations></cart>"#;

/// What becomes of a write at this shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    /// It is stored.
    Whole,
    /// The answer is as ever, and nothing is stored.
    Nothing,
    /// The same, and the answer is lost.
    Lost,
    /// Its links are stored otherwise.
    Otherwise,
}

/// A shop with one product and one cart.
#[derive(Clone)]
struct Shop {
    taken: Taken,
    record: Rc<RefCell<String>>,
}

impl Transport for Shop {
    async fn send(&self, request: &Request, _: Bounds) -> Result<Response, TransportError> {
        if request.method == Method::Put {
            match self.taken {
                Taken::Lost => return Err(TransportError::Network("reset".to_owned())),
                Taken::Nothing => {}
                Taken::Whole | Taken::Otherwise => {
                    let body = String::from_utf8(request.body.clone().unwrap()).unwrap();
                    let (_, inside) = body.split_once("<prestashop").unwrap();
                    let (_, inside) = inside.split_once('>').unwrap();
                    let record = inside.replace("</prestashop>", "");
                    let is_other = self.taken == Taken::Otherwise;
                    *self.record.borrow_mut() = match is_other {
                        true => record.replace("[7]", "[8]"),
                        false => record,
                    };
                }
            }
        }
        let (_, path) = request.url.split_once("/api/").unwrap();
        let record = self.record.borrow();
        let inside = match path.split(['/', '?']).next().unwrap() {
            "" => RIGHTS,
            "languages" => LANGUAGES,
            "customers" => CUSTOMER,
            _ if path.contains("schema") => FIELDS,
            _ => &record,
        };
        Ok(Response {
            status: 200,
            headers: vec![("PSWS-Version".to_owned(), "8.2.1".to_owned())],
            body: format!("<prestashop>{inside}</prestashop>").into_bytes(),
        })
    }

    async fn sleep(&self, _: u32) -> Result<(), TransportError> {
        Ok(())
    }

    fn now_ms(&self) -> f64 {
        0.0
    }

    fn random(&self) -> f64 {
        0.5
    }
}

fn write(taken: Taken, resource: &str, given: &str) -> Result<Written> {
    let record = if resource == "carts" { CART } else { PRODUCT };
    let shop = Shop {
        taken,
        record: Rc::new(RefCell::new(record.to_owned())),
    };
    let endpoint = Endpoint::parse("https://shop.example").unwrap();
    let settings = Settings::new(endpoint, Key::parse(keys::SHOP_1).unwrap());
    let client = Client::new(shop, settings, None);
    let given = changes(&format!(r#"{{"associations": {given}}}"#));
    block_on(client.update(resource, 5, &given, &WriteOptions::default()))
}

/// Each puts a 7 somewhere.
const CHANGES: [(&str, &str); 5] = [
    ("products", r#"{"categories": [2, 7]}"#),
    ("products", r#"{"categories": [7]}"#),
    (
        "products",
        r#"{"product_features": [{"id": 3, "id_feature_value": 7}]}"#,
    ),
    (
        "products",
        r#"{"product_features": [{"id_feature_value": 1, "id": 7}]}"#,
    ),
    (
        "carts",
        r#"{"cart_rows": [{"id_product": 1, "quantity": 7}]}"#,
    ),
];

#[test]
fn given_links_that_a_shop_did_not_store_then_they_are_not_told_as_written() {
    let mut count = 0;
    for (resource, given) in CHANGES {
        for taken in [Taken::Whole, Taken::Nothing, Taken::Lost, Taken::Otherwise] {
            let case = format!("{taken:?} {resource} {given}");
            match (taken, write(taken, resource, given)) {
                (Taken::Whole, Ok(written)) => {
                    assert!(written.written && written.differences.is_empty(), "{case}");
                }
                (Taken::Lost, Err(error)) => {
                    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown, "{case}: {error}");
                }
                (Taken::Nothing, Err(error)) => {
                    assert_eq!(error.kind(), ErrorKind::Server, "{case}: {error}");
                    assert_eq!(error.saved(), Saved::No, "{case}: {error}");
                }
                (Taken::Otherwise, Err(error)) => {
                    assert_eq!(error.kind(), ErrorKind::Conflict, "{case}: {error}");
                }
                (_, other) => panic!("{case}: {other:?}"),
            }
            count += 1;
        }
    }
    println!("{count} writes of links");
}

#[test]
fn given_links_whose_fields_come_in_another_order_then_they_are_told_apart_by_name() {
    let same = r#"{"product_features": [{"id_feature_value": 1, "id": 3}]}"#;
    let other = r#"{"product_features": [{"id_feature_value": 3, "id": 1}]}"#;
    for (given, is_other) in [(same, false), (other, true)] {
        let written = write(Taken::Whole, "products", given).unwrap();
        assert_eq!(written.written, is_other, "{given}");
    }
}
