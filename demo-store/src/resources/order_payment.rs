//! The payments of the orders, which know an order by its reference alone.

use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    order_reference: text().sizes(&[(V1_6, 9), (V9_0, 255)]).formats(&[(V1_6, "isAnything")]),
    id_currency: id().required().starts(1),
    amount: rate(6).required().formats(&[(V1_6, "isNegativePrice")]),
    payment_method: text().formats(&[(V1_6, "isGenericName")]).sizes(&[(V9_0, 255)]),
    conversion_rate: rate(6).starts(1_000_000),
    transaction_id: text().sizes(&[(V1_6, 254)]).formats(&[(V1_6, "isAnything")]),
    card_number: text().sizes(&[(V1_6, 254)]).formats(&[(V1_6, "isAnything")]),
    card_brand: text().sizes(&[(V1_6, 254)]).formats(&[(V1_6, "isAnything")]),
    card_expiration: text().sizes(&[(V1_6, 254)]).formats(&[(V1_6, "isAnything")]),
    card_holder: text().sizes(&[(V1_6, 254)]).formats(&[(V1_6, "isAnything")]),
    date_add: date_time().formats(&[(V1_6, "isDate")]),
    id_employee: integer().null().formats(&[(V8_2, "isNullOrUnsignedId")]).since(V8_2),
}
