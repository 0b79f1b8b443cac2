use aismarttalk_prestashop::webservice::endpoint::Endpoint;
use aismarttalk_prestashop::webservice::error::ErrorKind;

use crate::KEY;

#[test]
fn given_what_people_paste_when_parsed_then_the_base_is_the_shop() {
    let table = [
        ("https://shop.example", "https://shop.example"),
        ("shop.example", "https://shop.example"),
        ("  shop.example/ \n", "https://shop.example"),
        ("//shop.example", "https://shop.example"),
        ("http://shop.example", "http://shop.example"),
        (
            "HTTPS://Shop.Example/Folder/",
            "https://shop.example/Folder",
        ),
        ("https://shop.example/api", "https://shop.example"),
        ("https://shop.example/api/", "https://shop.example"),
        ("https://shop.example/API/", "https://shop.example"),
        ("https://shop.example/api/products", "https://shop.example"),
        (
            "https://shop.example/shop2/api/?",
            "https://shop.example/shop2",
        ),
        ("https://shop.example/shop2", "https://shop.example/shop2"),
        ("https://shop.example/a/b//c/", "https://shop.example/a/b/c"),
        (
            "https://shop.example/api-test/api",
            "https://shop.example/api-test",
        ),
        ("https://shop.example/index.php", "https://shop.example"),
        (
            "https://shop.example/a/webservice/dispatcher.php",
            "https://shop.example/a",
        ),
        (
            "https://shop.example/webservice/",
            "https://shop.example/webservice",
        ),
        (
            "https://shop.example/fr/index.php",
            "https://shop.example/fr",
        ),
        ("https://shop.example/#top", "https://shop.example"),
        ("https://shop.example/#?id_shop=2", "https://shop.example"),
        ("https://shop.example:8443/api", "https://shop.example:8443"),
        ("https://shop.example:443", "https://shop.example"),
        ("http://shop.example:80/", "http://shop.example"),
        ("https://shop.example:80", "https://shop.example:80"),
        ("https://shop.example:/x", "https://shop.example/x"),
        ("shop.example:8080/x", "https://shop.example:8080/x"),
        ("localhost", "http://localhost"),
        ("LOCALHOST:8080/api", "http://localhost:8080"),
        ("shop.localhost", "http://shop.localhost"),
        ("https://localhost", "https://localhost"),
        ("127.0.0.1:8088", "http://127.0.0.1:8088"),
        ("127.4.5.6", "http://127.4.5.6"),
        ("192.0.2.7", "https://192.0.2.7"),
        ("[::1]:8080", "http://[::1]:8080"),
        ("[::1]", "http://[::1]"),
        ("https://[2001:db8::7]/x", "https://[2001:db8::7]/x"),
        (
            "https://boutique-été.example",
            "https://boutique-été.example",
        ),
        (
            "https://xn--bcher-kva.example/api",
            "https://xn--bcher-kva.example",
        ),
        (
            "https://shop.example/été/api",
            "https://shop.example/%C3%A9t%C3%A9",
        ),
        (
            "https://shop.example/~me/shop_2/",
            "https://shop.example/~me/shop_2",
        ),
    ];
    for (text, base) in table {
        let endpoint = Endpoint::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(endpoint.base(), base, "{text}");
        assert_eq!(endpoint.to_string(), base, "{text}");
        assert!(base.starts_with(endpoint.origin()), "{text}");
        assert_eq!(
            Endpoint::parse(base),
            Ok(endpoint),
            "{text}: parsing its base again"
        );
    }
    let origin = Endpoint::parse("https://Shop.example:8443/a/b/api").unwrap();
    assert_eq!(origin.origin(), "https://shop.example:8443");
    println!("{} addresses accepted", table.len());
}

#[test]
fn given_no_shop_address_when_parsed_then_the_error_names_what_is_wrong() {
    let in_query = format!("https://shop.example/api?ws_key={KEY}");
    let in_fragment = format!("https://shop.example/#WS_KEY={KEY}");
    let as_user = format!("https://{KEY}@shop.example/api");
    let as_login = format!("https://{KEY}:@shop.example/api");
    let bare_login = format!("{KEY}:@shop.example");
    let table = [
        ("", "empty"),
        ("   ", "empty"),
        ("https://", "no host"),
        ("https:///x", "no host"),
        ("/api/products", "no host"),
        ("?x", "no host"),
        ("ftp://shop.example", "ftp:"),
        ("javascript:alert(1)", "javascript:"),
        ("file:///etc/hosts", "file:"),
        ("data:text/html,x", "data:"),
        ("mailto:owner@shop.example", "@"),
        ("https:shop.example", "two slashes"),
        ("https//shop.example", "\"https\" is no host name"),
        ("https://https://shop.example", "\"https\" is no host name"),
        ("HTTP//shop.example/api", "\"http\" is no host name"),
        ("http:/shop.example", "two slashes"),
        ("https://shop example", "blank"),
        ("https://shop.example/a b", "blank"),
        ("https://shop.example/\tx", "blank or a control"),
        ("https://shop\u{0}.example", "control"),
        ("https://shop.example\\@evil.example", "backslash"),
        ("https:\\\\shop.example", "backslash"),
        ("https://me:secret@shop.example", "@"),
        ("https://shop.example@evil.example/", "@"),
        ("https://shop.example#@evil.example/", "@"),
        ("https://shop.example?@evil.example/", "@"),
        ("https://shop.example#x", "#"),
        ("https://shop..example", "host name"),
        ("https://.example", "host name"),
        ("https://shop.example%2eevil.example", "host name"),
        ("https://shop.example,evil.example", "host name"),
        ("https://2130706433/", "host name"),
        ("https://0x7f.1/", "host name"),
        ("https://1.2.3/", "host name"),
        ("https://[::1/", "host name"),
        ("https://[zz]/", "host name"),
        ("https://shop.example:0", "port"),
        ("https://shop.example:70000", "port"),
        ("https://shop.example:80x", "port"),
        ("https://shop.example:80:80", "port"),
        ("https://shop.example/../x/api", "folder"),
        ("https://shop.example/?id_shop=2", "query"),
        ("https://shop.example/api/products/1?display=full", "query"),
        ("https://shop.example/shop2/api/?id_shop=1#top", "query"),
        ("https://shop.example?utm=a:b", "query"),
        ("shop.example?back=http://x", "query"),
        ("https://shop.example/fr/index.php?controller=x", "query"),
        ("https://shop.example/%2E%2e/api", "folder"),
        (KEY, "looks like a Webservice key"),
        (&in_query, "ws_key"),
        (&in_fragment, "ws_key"),
        (&as_user, "@"),
        (&as_login, "@"),
        (&bare_login, "@"),
    ];
    for (text, named) in table {
        let error = match Endpoint::parse(text) {
            Ok(endpoint) => panic!("{text} became {endpoint}"),
            Err(error) => error,
        };
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{text}");
        assert!(error.message().contains(named), "{text}: {error}");
        assert!(!error.hint().is_empty(), "{text}");
        assert!(!error.to_string().contains(KEY), "{error}");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
    println!("{} addresses refused", table.len());
}
