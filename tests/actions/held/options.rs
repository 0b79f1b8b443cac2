//! The options that hold a run to a customer.

use aismarttalk_prestashop::actions;
use aismarttalk_prestashop::client::Who;
use aismarttalk_prestashop::json::Value;
use aismarttalk_prestashop::webservice::ErrorKind;

#[test]
fn given_options_of_a_run_then_what_holds_nobody_is_refused() {
    let read = |text: &str| actions::read_hold(&parsed(text));
    let good = [
        (r#"{"onlyCustomer": {"id": 3}}"#, Who::Id(3)),
        (r#"{"onlyCustomer": {"id": "3"}, "writes": []}"#, Who::Id(3)),
        (
            r#"{"onlyCustomer": {"email": " a@example.com "}, "writes": ["update_customer"]}"#,
            Who::Email("a@example.com".to_owned()),
        ),
    ];
    for (text, who) in &good {
        assert_eq!(&read(text).unwrap().unwrap().who, who, "{text}");
    }
    assert!(read("{}").unwrap().is_none());
    assert!(read("null").unwrap().is_none());
    let bad = [
        (r#"{"only_customer": {"id": 3}}"#, "only_customer"),
        (r#"{"onlycustomer": {"id": 3}}"#, "onlycustomer"),
        (r#"{"onlyCustomer": null}"#, "onlyCustomer"),
        (r#"{"onlyCustomer": 3}"#, "onlyCustomer"),
        (r#"{"onlyCustomer": "a@example.com"}"#, "onlyCustomer"),
        (r#"{"onlyCustomer": {}}"#, "onlyCustomer"),
        (
            r#"{"onlyCustomer": {"id": 3, "email": "a@example.com"}}"#,
            "onlyCustomer",
        ),
        (r#"{"onlyCustomer": {"reference": "X"}}"#, "onlyCustomer"),
        (r#"{"onlyCustomer": {"id": 0}}"#, "onlyCustomer.id"),
        (r#"{"onlyCustomer": {"id": -3}}"#, "onlyCustomer.id"),
        (r#"{"onlyCustomer": {"id": "3 or 1"}}"#, "onlyCustomer.id"),
        (r#"{"onlyCustomer": {"id": null}}"#, "onlyCustomer.id"),
        (r#"{"onlyCustomer": {"email": ""}}"#, "onlyCustomer.email"),
        (
            r#"{"onlyCustomer": {"email": "@example.com"}}"#,
            "onlyCustomer.email",
        ),
        (
            r#"{"onlyCustomer": {"email": "a b@example.com"}}"#,
            "onlyCustomer.email",
        ),
        (r#"{"writes": ["update_customer"]}"#, "writes"),
        (
            r#"{"onlyCustomer": {"id": 3}, "writes": "update_customer"}"#,
            "writes",
        ),
        (
            r#"{"onlyCustomer": {"id": 3}, "writes": ["get_customer"]}"#,
            "writes",
        ),
        (r#"{"onlyCustomer": {"id": 3}, "writes": ["*"]}"#, "writes"),
        (r#"[{"onlyCustomer": {"id": 3}}]"#, "options"),
    ];
    for (text, field) in bad {
        let error = read(text).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{text}: {error}");
        assert_eq!(error.field(), Some(field), "{text}: {error}");
    }
    println!("{} options", good.len() + 2 + bad.len());
}

fn parsed(text: &str) -> Value {
    Value::parse(text).unwrap()
}
