//! What a look is asked for, and refuses.

use aismarttalk_prestashop::client::changes::Asked;

#[test]
fn given_nothing_to_watch_then_it_is_refused() {
    assert!(Asked::from_value(&json::Value::Null).is_err());
}
