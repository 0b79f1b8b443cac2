use aismarttalk_prestashop::webservice::call::{Call, Method};
use aismarttalk_prestashop::webservice::key::{Auth, Key};
use aismarttalk_prestashop::webservice::query::Query;
use aismarttalk_prestashop::webservice::request::Request;

use crate::{KEY, key, shop};

#[test]
fn given_a_text_when_it_is_no_key_then_the_error_helps_and_does_not_repeat_it() {
    assert_eq!(Key::parse(&format!(" {KEY}\n")), Ok(key()));
    assert_eq!(
        Key::parse(&KEY.to_lowercase()).map(|key| key.to_string()),
        Ok("Key(***)".to_string())
    );
    let table = [
        String::new(),
        "   ".to_string(),
        "SHORTKEY".to_string(),
        format!("{KEY}X"),
        KEY.replace('Q', "-"),
        KEY.replace('Q', "é"),
        format!("{} {}", &KEY[..15], &KEY[16..]),
    ];
    for text in &table {
        let error = Key::parse(text).unwrap_err();
        assert!(
            error.hint().contains("Advanced Parameters > Webservice"),
            "{error}"
        );
        let shown = error.to_string();
        assert!(
            text.trim().is_empty() || !shown.contains(text.trim()),
            "{shown}"
        );
        assert!(!shown.contains(&KEY[1..10]), "{shown}");
    }
    println!("{} texts refused as keys", table.len());
}

#[test]
fn given_a_text_with_the_key_in_it_when_redacted_then_nothing_of_it_is_left() {
    let basic = key().basic_authorization();
    let base64 = basic.strip_prefix("Basic ").unwrap().to_string();
    assert_eq!(basic, "Basic UTdXM0U5UjFUNVkyVThJNE82UDBBN1MzRDlGMUc1SDI6");
    let percent: String = KEY.bytes().map(|byte| format!("%{byte:02x}")).collect();
    let twice = percent.replace('%', "%25");
    let half = format!("%51{}%32", &KEY[1..31]);
    let table = [
        (KEY.to_string(), "***"),
        (KEY.to_lowercase(), "***"),
        (format!("a{KEY}b"), "a***b"),
        (format!("{KEY}{KEY}"), "******"),
        (format!("?ws_key={KEY}&x=1"), "?ws_key=***&x=1"),
        (
            format!("https://{KEY}:@shop.example"),
            "https://***:@shop.example",
        ),
        (
            format!("Authorization: {basic}, é"),
            "Authorization: Basic ***, é",
        ),
        (format!("Basic {}", base64.to_lowercase()), "Basic ***"),
        (format!("Basic {base64}cGFzcw== x"), "Basic *** x"),
        (format!("x={}", base64.replace('U', "%55")), "x=***"),
        (format!("k={percent}."), "k=***."),
        (format!("k={}.", percent.to_uppercase()), "k=***."),
        (format!("k={twice}."), "k=***."),
        (half, "***"),
        (format!("100%{KEY}"), "100%***"),
        (KEY[..31].to_string(), &KEY[..31]),
        ("Ünïcode % text %2 %zz".to_string(), "Ünïcode % text %2 %zz"),
        (String::new(), ""),
    ];
    for (text, clean) in &table {
        assert_eq!(key().redact(text), *clean, "{text}");
    }
    println!("{} texts redacted", table.len());
}

#[test]
fn given_a_request_when_shown_then_the_key_and_the_body_are_not() {
    let call = Call {
        body: Some("<prestashop>private</prestashop>".to_string()),
        id: Some(7),
        ..Call::new(Method::Put, "customers")
    };
    let mut forms = 0;
    for auth in [Auth::Basic, Auth::Query] {
        let request = Request::build(&shop(), &key(), auth, &call).unwrap();
        let shown = format!("{call:?} {request:?} {:?} {:?}", request.summary(), key());
        for secret in [KEY, "private", "UTdXM0U5"] {
            assert!(!shown.contains(secret), "{shown}");
            forms += 1;
        }
        assert_eq!(request.method.name(), request.summary().method);
    }
    let by_query = Request::build(&shop(), &key(), Auth::Query, &call).unwrap();
    assert_eq!(
        by_query.url,
        format!("https://shop.example/api/customers/7?ws_key={KEY}")
    );
    assert_eq!(
        by_query.summary().url,
        "https://shop.example/api/customers/7?ws_key=***"
    );
    assert_eq!(
        by_query.headers,
        [("Content-Type", "text/xml; charset=utf-8".to_string())]
    );
    let basic = Request::build(&shop(), &key(), Auth::Basic, &call).unwrap();
    assert_eq!(basic.url, "https://shop.example/api/customers/7");
    assert_eq!(
        basic.headers[0],
        ("Authorization", key().basic_authorization())
    );
    let read = Call::get("products", 1, Query::default());
    let read = Request::build(&shop(), &key(), Auth::Basic, &read).unwrap();
    assert_eq!((read.headers.len(), read.body), (1, None));
    println!("{forms} secrets looked for in {} forms of auth", 2);
}
