//! The e-mail address of another account.

use demo_store::{Options, Store};

use super::{all_but, send, with};
use crate::support::{codes, ids, read, text, value};

#[test]
fn given_the_address_of_another_account_then_shops_before_1_7_8_take_it() {
    let cases: [(&str, &str, u16, &[u32], usize); 5] = [
        ("1.6", "1.6.1.24", 200, &[], 2),
        ("1.7.7", "1.7.7.8", 200, &[], 2),
        ("1.7", "1.7.8.11", 500, &[141, 46], 1),
        ("8.2", "8.2.1", 500, &[141, 46], 1),
        ("9.0", "9.0.2", 500, &[141, 46], 1),
    ];
    for (asked, number, status, expected, accounts) in cases {
        let options = Options::default().pretending(asked).expect("a version");
        let mut store = Store::new(options);
        let first = read(&mut store, "/api/customers/1");
        assert_eq!(first.header_value("PSWS-Version"), Some(number));
        let email = value(&first, "email");
        let unsent: &[&str] = match asked {
            "9.0" => &["secure_key", "last_passwd_gen"],
            _ => &[],
        };
        let body = with(
            &all_but(&mut store, "/api/customers/2", unsent),
            "email",
            &email,
        );
        let answer = send(&mut store, "PUT", "/api/customers/2", &body);
        assert_eq!(
            (answer.status, codes(&answer).as_slice()),
            (status, expected),
            "{asked}: {}",
            text(&answer)
        );
        let url = format!("/api/customers?filter[email]={email}&filter[is_guest]=0");
        assert_eq!(ids(&read(&mut store, &url)).len(), accounts, "{asked}");
    }
    println!("{} versions", cases.len());
}

#[test]
fn given_a_number_then_a_version_or_none_is_pretended() {
    let cases = [
        ("1.6", Some("1.6.1.24")),
        ("1.7", Some("1.7.8.11")),
        ("1.7.0.6", Some("1.7.7.8")),
        ("1.7.7", Some("1.7.7.8")),
        ("1.7.8.2", Some("1.7.8.11")),
        ("9", Some("9.0.2")),
        ("5", None),
        ("1.70", None),
    ];
    for (asked, expected) in cases {
        let pretended = Options::default().pretending(asked);
        assert_eq!(
            pretended.map(|options| options.number()),
            expected,
            "{asked}"
        );
    }
    println!("{} numbers", cases.len());
}
