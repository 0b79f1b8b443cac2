//! What is asked of several shops at once.

use aismarttalk_prestashop::webservice::call::{Call, Method};
use aismarttalk_prestashop::webservice::error::ErrorKind;
use aismarttalk_prestashop::webservice::query::{Query, ShopId};

#[test]
fn given_several_shops_at_once_then_writes_and_reads_of_products_are_refused_with_a_hint() {
    let all = || Query {
        id_shop: Some(ShopId::All),
        ..Query::default()
    };
    let group = |id| Query {
        id_shop_group: Some(id),
        ..Query::default()
    };
    let mut cases = 0;
    for query in [all(), group(0), group(1), group(2)] {
        let writing = |method, id| {
            [
                "products",
                "customers",
                "stock_availables",
                "orders",
                "categories",
            ]
            .map(|name| Call {
                id,
                query: query.clone(),
                body: (method != Method::Delete).then(|| "<prestashop/>".to_owned()),
                ..Call::new(method, name)
            })
        };
        let mut calls = vec![
            Call::get("products", 1, query.clone()),
            Call::list("products", query.clone()),
        ];
        calls.extend(writing(Method::Put, Some(1)));
        calls.extend(writing(Method::Patch, Some(1)));
        calls.extend(writing(Method::Delete, Some(1)));
        calls.extend(writing(Method::Post, None));
        for call in calls {
            let error = call.check().expect_err("several shops");
            assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{call:?}");
            assert!(
                error.hint().contains("one shop after the other"),
                "{error:?}"
            );
            assert!(error.field().is_some_and(|field| field.contains("id_shop")));
            cases += 1;
        }
        // Group 0 means every shop, which no one would guess.
        let readable = ["orders", "customers"];
        let readable = readable.iter().filter(|_| query.id_shop_group != Some(0));
        for name in readable {
            let reading = Call::list(*name, query.clone());
            assert!(reading.check().is_ok(), "reading them is what it is for");
        }
    }
    println!("{cases} calls for several shops");
}
