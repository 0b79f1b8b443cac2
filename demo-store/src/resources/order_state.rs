//! The steps an order can be in, with a label in each language.

use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    unremovable: boolean(),
    delivery: boolean(),
    hidden: boolean(),
    send_email: boolean(),
    module_name: text().formats(&[(V1_6, "isModuleName")]).sizes(&[(V9_0, 255)]),
    invoice: boolean(),
    color: text().formats(&[(V1_6, "isColor")]).sizes(&[(V9_0, 32)]),
    logable: boolean(),
    shipped: boolean(),
    paid: boolean(),
    pdf_delivery: boolean(),
    pdf_invoice: boolean(),
    deleted: boolean(),
    name: texts()
        .required()
        .sizes(&[(V1_6, 64)])
        .formats(&[(V1_6, "isGenericName")]),
    template: texts().sizes(&[(V1_6, 64)]).formats(&[(V1_6, "isTplName")]),
}
