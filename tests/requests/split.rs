use aismarttalk_prestashop::webservice::call::Call;
use aismarttalk_prestashop::webservice::error::ErrorKind;
use aismarttalk_prestashop::webservice::filter::{Condition, Filter};
use aismarttalk_prestashop::webservice::key::Auth;
use aismarttalk_prestashop::webservice::query::{Limit, Query, Sort};
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::split::{MAX_URL_BYTES, split};

use crate::{key, shop};

#[test]
fn given_more_ids_than_an_address_holds_when_split_then_every_id_is_asked_for_once() {
    let ids = |count: u32| {
        (1..=count)
            .chain([1, 2, 3])
            .map(|id| (10_000 + id).to_string())
            .collect()
    };
    let mut cases = 0;
    for count in [1, 900, 1_000, 5_000] {
        let query = Query {
            filter: vec![
                Filter::new("active", Condition::Equals("1".into())),
                Filter::new("id", Condition::OneOf(ids(count))),
            ],
            sort: vec![Sort::ascending("id")],
            ..Query::default()
        };
        let call = Call::list("products", query);
        let mut asked = Vec::new();
        let parts = split(&call, MAX_URL_BYTES).unwrap();
        for part in &parts {
            let request = Request::build(&shop(), &key(), Auth::Query, part).unwrap();
            assert!(
                request.url.len() < MAX_URL_BYTES + 100,
                "{} bytes",
                request.url.len()
            );
            assert_eq!(
                (&part.query.sort, &part.query.filter[0]),
                (&call.query.sort, &call.query.filter[0])
            );
            match &part.query.filter[1].condition {
                Condition::OneOf(values) => asked.extend(values.clone()),
                other => panic!("{other:?}"),
            }
        }
        let wanted: usize = usize::try_from(count).unwrap() + if parts.len() == 1 { 3 } else { 0 };
        assert_eq!(asked.len(), wanted, "{count}");
        assert!(
            parts.len() <= 1 + usize::try_from(count).unwrap() / 800,
            "{} parts",
            parts.len()
        );
        cases += 1;
    }
    println!("{cases} lists split");
}

#[test]
fn given_a_call_that_cannot_be_split_when_too_long_then_it_is_refused() {
    let long = |values: Vec<String>| Query {
        filter: vec![Filter::new("reference", Condition::OneOf(values))],
        ..Query::default()
    };
    let many: Vec<String> = (0..2_000).map(|one| format!("ref-{one}")).collect();
    let limit = Limit {
        offset: 0,
        count: 5,
    };
    let table = [
        Query {
            limit: Some(limit),
            ..long(many.clone())
        },
        long(vec!["x".repeat(7_000), "y".to_string()]),
        Query {
            filter: vec![Filter::new("reference", Condition::Not(many))],
            ..Query::default()
        },
        long(vec![]),
    ];
    for query in &table {
        let error = split(&Call::list("products", query.clone()), MAX_URL_BYTES).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert!(!error.hint().is_empty());
    }
    println!("{} calls not split", table.len());
}
