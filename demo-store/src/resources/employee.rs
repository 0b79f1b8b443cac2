//! People who work in the shop.

use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    id_lang: integer()
        .link("languages")
        .required()
        .formats(&[(V1_6, "isUnsignedInt")])
        .starts(1),
    last_passwd_gen: date_time().marked().unwritable(V9_0),
    stats_date_from: date().formats(&[(V1_6, "isDate")]).marked().unwritable(V9_0),
    stats_date_to: date().formats(&[(V1_6, "isDate")]).marked().unwritable(V9_0),
    stats_compare_from: date().null().formats(&[(V1_6, "isDate")]).marked().unwritable(V9_0),
    stats_compare_to: date().null().formats(&[(V1_6, "isDate")]).marked().unwritable(V9_0),
    passwd: text()
        .required()
        .sizes(&[(V1_6, 32), (V1_7, 255)])
        .formats(&[(V1_6, "isPasswdAdmin"), (V1_7, "isPasswd"), (V8_2, "isHashedPassword")]),
    lastname: text()
        .required()
        .sizes(&[(V1_6, 32), (V1_7, 255)])
        .formats(&[(V1_6, "isName")]),
    firstname: text()
        .required()
        .sizes(&[(V1_6, 32), (V1_7, 255)])
        .formats(&[(V1_6, "isName")]),
    email: text()
        .required()
        .sizes(&[(V1_6, 128), (V1_7, 255)])
        .formats(&[(V1_6, "isEmail")]),
    active: boolean().starts(1),
    optin: boolean().until(V1_6),
    id_profile: integer().required().formats(&[(V1_6, "isInt")]).starts(1),
    bo_color: text().null().sizes(&[(V1_6, 32)]).formats(&[(V1_6, "isColor")]),
    default_tab: integer().formats(&[(V1_6, "isInt")]),
    bo_theme: text().null().sizes(&[(V1_6, 32)]).formats(&[(V1_6, "isGenericName")]),
    bo_css: text().says("theme.css").sizes(&[(V1_6, 64)]).formats(&[(V1_6, "isGenericName")]),
    bo_width: integer().formats(&[(V1_6, "isUnsignedInt")]),
    bo_menu: boolean().starts(1),
    stats_compare_option: integer().formats(&[(V1_6, "isUnsignedInt")]).starts(1),
    preselect_date_range: text().null().sizes(&[(V1_6, 32)]),
    id_last_order: integer().formats(&[(V1_6, "isUnsignedInt")]),
    id_last_customer_message: integer().formats(&[(V1_6, "isUnsignedInt")]),
    id_last_customer: integer().formats(&[(V1_6, "isUnsignedInt")]),
    reset_password_token: text()
        .null()
        .sizes(&[(V1_7, 40)])
        .formats(&[(V1_7, "isSha1")])
        .since(V1_7),
    reset_password_validity: date_time()
        .null()
        .formats(&[(V1_7, "isDateOrNull")])
        .since(V1_7),
    has_enabled_gravatar: boolean().since(V1_7),
}
