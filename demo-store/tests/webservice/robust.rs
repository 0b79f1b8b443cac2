//! Nothing a client sends may stop the shop.

use demo_store::{Options, Request, ShopVersion, Store, keys, respond};

use crate::support::basic;

const PATHS: &[&str] = &[
    "/api/",
    "/shop2/api/",
    "/~bom/api/",
    "/~truncated/api/",
    "/~control-characters/api/",
    "/~json/api/",
    "/webservice/dispatcher.php?url=",
    "http://shop.example.com/api/",
    "/",
    "//",
    "/api/%",
    "/~/api/",
    "",
];
const RESOURCES: &[&str] = &[
    "products",
    "orders",
    "customers",
    "order_histories",
    "stock_availables",
    "categories",
    "combinations",
    "languages",
    "shops",
    "order_states",
    "order_details",
    "",
    "foo",
    "products/1",
    "products/4294967296",
    "orders/-1",
    "%ff%fe",
];
const PARAMETERS: &[&str] = &[
    "display=full",
    "display=[",
    "display=[id,name]",
    "display=[categories[id]]",
    "display=[[]]",
    "display=[a[b]c]",
    "limit=",
    "limit=-1,5",
    "limit=99999999999999999999,1",
    "limit=1,2",
    "sort=[id_ASC]",
    "sort=[_ASC]",
    "sort=_",
    "sort=[name_DESC]",
    "filter[id]=[1,9]",
    "filter[id]=[-]",
    "filter[name]=%25[%]%25",
    "filter[id]=[",
    "filter[id]=]",
    "filter[price]=[.,.]",
    "filter[date_add]=>[2026]&date=1",
    "filter[",
    "filter[]=",
    "filter[][]=1",
    "language=[",
    "language=[,]",
    "language=[1,2]",
    "language=[|]",
    "id_shop=all",
    "id_shop=2",
    "id_group_shop=1",
    "id_shop=-",
    "price[x][decimals]=9",
    "price[x][decimals]=-1",
    "price[x]=1",
    "price[price][product_attribute]=1&display=full",
    "output_format=JSON",
    "schema=blank",
    "schema=synopsis",
    "ps_method=PUT",
    "ps_method=HEAD",
    "date=1",
    "=",
    "&&",
    "%5B%5D",
    "a[b][c]=d",
];
const BODIES: &[&str] = &[
    "",
    "<",
    "<prestashop/>",
    "xml=<prestashop><product><id>1</id><price>1</price></product></prestashop>",
    "<p><product><id>99999999999999999999</id></product></p>",
    "<p><product><id>1</id><price>99999999999999999999</price></product></p>",
    "<p><product><id>1</id><price>9999999999.999999999</price><weight>1e300</weight><associations><product_features><f><id>4294967295</id></f></product_features><product_bundle><p><id>7</id></p></product_bundle></associations></product></p>",
    "<p><order_history><id_order>1</id_order><id_order_state>2</id_order_state><date_add>9999-12-31 23:59:59</date_add></order_history></p>",
    "<p><s><id>2</id><quantity>9223372036854775807</quantity></s></p>",
    "<p><s><id>2</id><quantity>-9223372036854775808</quantity></s></p>",
    "<p><c><id>1</id><passwd/><birthday>0001-02-30</birthday></c></p>",
    "<!DOCTYPE p [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;&a;&a;\">]><p><product><id>1</id><name>&c;</name></product></p>",
];

/// The next number of a sequence that is always the same.
fn next(state: &mut u64) -> usize {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize
}

fn pick<'a>(state: &mut u64, from: &[&'a str]) -> &'a str {
    from[next(state) % from.len()]
}

#[test]
fn any_request_gets_an_answer() {
    let mut state = 7;
    let mut statuses = std::collections::BTreeMap::new();
    for version in ShopVersion::ALL {
        let mut store = Store::new(Options {
            version,
            products: 24,
            orders: 12,
            customers: 12,
            ..Options::default()
        });
        for _ in 0..5_000 {
            let mut url = format!(
                "{}{}?",
                pick(&mut state, PATHS),
                pick(&mut state, RESOURCES)
            );
            for _ in 0..next(&mut state) % 4 {
                url.push_str(pick(&mut state, PARAMETERS));
                url.push('&');
            }
            // A letter out of place now and then.
            if next(&mut state).is_multiple_of(3) {
                let at = next(&mut state) % url.len();
                if url.is_char_boundary(at) {
                    url.insert(
                        at,
                        ['[', ']', '%', '\u{0}', 'é', '/', '?', ','][next(&mut state) % 8],
                    );
                }
            }
            let method = pick(
                &mut state,
                &[
                    "GET", "GET", "GET", "HEAD", "PUT", "PATCH", "POST", "DELETE", "OPTIONS",
                ],
            );
            let request = Request {
                body: pick(&mut state, BODIES).as_bytes().to_vec(),
                ..Request::new(method, &url).header("Authorization", &basic(keys::EVERYTHING))
            };
            let response = respond(&mut store, &request);
            *statuses.entry(response.status).or_insert(0) += 1;
        }
    }
    println!("20,000 requests, answers by status: {statuses:?}");
    assert!(
        statuses.len() > 5,
        "the requests reach many parts of the shop"
    );
}
