//! The check of an action's input, for forms and agents that ask before they run it.

use wasm_bindgen::prelude::*;

use json::JsonText;

use crate::actions;
use crate::webservice::Result;

use super::errors::to_js;
use super::functions::value;

/// `(action, input)` as JSON text → what is wrong with it, `[{ path, message }]` as JSON text.
#[wasm_bindgen(js_name = checkInput)]
pub fn check_input(action: &str, input: &str) -> std::result::Result<String, JsValue> {
    check(action, input).map_err(to_js)
}

fn check(action: &str, input: &str) -> Result<String> {
    let problems = actions::check(action, &value(input)?)?;
    let mut json = JsonText::default();
    json.array(&problems, |json, problem| {
        json.object(|json| {
            json.entry("path", |json| {
                json.array(&problem.path, |json, name| json.string(name));
            });
            json.entry("message", |json| json.string(&problem.message));
        });
    });
    Ok(json.into_string())
}
