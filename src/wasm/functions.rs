//! The two functions for those who bring their own HTTP.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;
use json::{JsonText, Value, javascript};
use resources::json_rows::Form;
use wasm_bindgen::prelude::*;
use xml::Limits;

use crate::client::Settings;
use crate::client::conditions::Conditions;
use crate::client::secrets::Secrets;
use crate::webservice::call::Call;
use crate::webservice::evidence::end_of;
use crate::webservice::request::Request;
use crate::webservice::response::{Response, read_as};

use super::errors::{Failure, to_js};
use super::given::{CALL, HEADERS, SETTINGS};
use super::settings;

/// `(options, call)` → `{ method, url, headers, body }` as JSON text.
#[wasm_bindgen(js_name = buildRequest)]
pub fn build_request(options: &JsValue, call: &JsValue) -> Result<String, JsValue> {
    build(options, call).map_err(to_js)
}

/// `(call, status, headers)` and the body's bytes → the value as JSON text. `headers` tells them when
/// it is called, as `readTexts` does; `on_warning` is called with each warning's text.
#[wasm_bindgen(js_name = parseResponse)]
pub fn parse_response(
    call: &JsValue,
    status: u16,
    headers: &Function,
    body: Vec<u8>,
    on_warning: Option<Function>,
) -> Result<String, JsValue> {
    let (json, warnings) = parse(call, status, headers, body).map_err(to_js)?;
    if let Some(on_warning) = on_warning {
        for warning in warnings {
            on_warning.call1(&JsValue::UNDEFINED, &JsValue::from_str(&warning))?;
        }
    }
    Ok(json)
}

fn build(options: &JsValue, call: &JsValue) -> Result<String, Failure> {
    let settings = settings_of(options)?;
    let call = Call::from_json(&CALL.read(call)?)?.in_shop(settings.id_shop)?;
    let request = Request::build(&settings.endpoint, &settings.key, settings.auth, &call)?;
    let body = request
        .body
        .map(|body| String::from_utf8_lossy(&body).into_owned());
    let mut json = JsonText::default();
    json.object(|json| {
        json.entry("method", |json| json.string(request.method.name()));
        json.entry("url", |json| json.string(&request.url));
        json.entry("headers", |json| {
            json.object(|json| {
                for (name, value) in &request.headers {
                    json.entry(name, |json| json.string(value));
                }
            });
        });
        json.entry("body", |json| json.optional_string(body.as_deref()));
    });
    Ok(json.into_string())
}

/// What is told of options that are not there.
const NULL: &str = "n";

thread_local! {
    /// The last options, as they were told and as they were read: most calls give the same again.
    static LAST: RefCell<Option<(String, Rc<Settings>)>> = const { RefCell::new(None) };
}

fn settings_of(options: &JsValue) -> Result<Rc<Settings>, Failure> {
    let told = match options.is_undefined() {
        true => NULL.to_owned(),
        false => javascript::tell(options),
    };
    let is_same = |(last, _): &&(String, Rc<Settings>)| *last == told;
    let known =
        LAST.with_borrow(|last| last.as_ref().filter(is_same).map(|(_, read)| read.clone()));
    if let Some(known) = known {
        return Ok(known);
    }
    let read = Rc::new(settings::from_json(&SETTINGS.read_told(&told)?)?);
    LAST.replace(Some((told, read.clone())));
    Ok(read)
}

fn parse(
    call: &JsValue,
    status: u16,
    headers: &Function,
    body: Vec<u8>,
) -> Result<(String, Vec<String>), Failure> {
    let call = Call::from_json(&CALL.read(call)?)?;
    let mut response = Response {
        status,
        headers: Vec::new(),
        body,
    };
    let resource = resources::of(&call.resource);
    let again = Conditions::new(&call.resource, resource, &call.query);
    let expected = call.expected(resource);
    let once =
        |response: &Response| read_as(Form::Arrays, response, expected, &again, Limits::DEFAULT);
    // Records are read without a look at the headers, which explain whatever else came.
    let has_records = matches!(status, 200..=299) && expected.resource().is_some();
    let read = match has_records.then(|| once(&response)) {
        Some(Ok(read)) => Ok(read),
        _ => {
            response.headers = headers_of(headers)?;
            once(&response)
        }
    };
    let (json, answer) = read.map_err(|error| {
        let end = end_of(&response, &error);
        let secrets = Secrets::default().and_of(&response.body);
        let error = error.map_texts(|text| secrets.shown(text));
        match call.method.is_write() {
            true => error.with_end(end),
            false => error,
        }
    })?;
    let secrets = match answer.warnings.is_empty() {
        true => Secrets::default(),
        false => Secrets::default().and_of(&response.body),
    };
    let warnings = answer.warnings.iter();
    let shown = warnings.map(|warning| secrets.shown(&warning.to_string()));
    Ok((json, shown.collect()))
}

fn headers_of(headers: &Function) -> Result<Vec<(String, String)>, Failure> {
    let told = headers.call0(&JsValue::UNDEFINED).unwrap_or_default();
    let told = told.as_string().unwrap_or_default();
    let Value::Object(headers) = HEADERS.read_told(&told)? else {
        return Ok(Vec::new());
    };
    let texts = headers.into_iter().filter_map(|(name, value)| match value {
        Value::String(value) => Some((name, value)),
        _ => None,
    });
    Ok(texts.collect())
}
