//! The check of an action's input, for forms and agents that ask before they run it.

use wasm_bindgen::prelude::*;

use json::javascript::{Step, Unreadable};
use json::{JsonText, Value};

use crate::actions;
use crate::webservice::Result;

use super::errors::to_js;
use super::given::INPUT;

/// `(action, input)` → JSON text: `{ issues: [{ path, message }] }` where something is wrong with
/// the input, else `{ value }`, the input as it is read.
#[wasm_bindgen(js_name = checkInput)]
pub fn check_input(action: &str, input: &JsValue) -> std::result::Result<String, JsValue> {
    match INPUT.examine(input) {
        Ok(input) => check(action, &input).map_err(to_js),
        Err(unreadable) => Ok(one_issue(&unreadable)),
    }
}

fn check(action: &str, input: &Value) -> Result<String> {
    let problems = actions::check(action, input)?;
    Ok(text(|json| match problems.is_empty() {
        true => json.entry("value", |json| input.write(json)),
        false => json.entry("issues", |json| {
            json.array(&problems, |json, problem| {
                let names = |json: &mut JsonText| {
                    json.array(&problem.path, |json, name| json.string(name));
                };
                issue(json, names, &problem.message);
            });
        }),
    }))
}

/// What JSON has no word for is told alone.
fn one_issue(unreadable: &Unreadable) -> String {
    let path = |json: &mut JsonText| {
        json.array(&unreadable.path, |json, step| match step {
            Step::Member(name) => json.string(name),
            Step::Item(at) => json.number(i64::from(*at)),
        });
    };
    text(|json| {
        json.entry("issues", |json| {
            json.array(&[INPUT.message(unreadable)], |json, message| {
                issue(json, path, message);
            });
        });
    })
}

fn issue(json: &mut JsonText, path: impl FnOnce(&mut JsonText), message: &str) {
    json.object(|json| {
        json.entry("path", path);
        json.entry("message", |json| json.string(message));
    });
}

fn text(content: impl FnOnce(&mut JsonText)) -> String {
    let mut json = JsonText::default();
    json.object(content);
    json.into_string()
}
