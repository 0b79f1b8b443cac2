//! The options that a shop's client is made from.

use json::{Map, Value};

use crate::client::Settings;
use crate::webservice::{Auth, Endpoint, Error, Key, Result};

const KNOWN: [&str; 10] = [
    "url",
    "key",
    "shopId",
    "defaultLanguage",
    "auth",
    "timeoutMs",
    "retries",
    "settleTimeoutMs",
    "maxAnswerBytes",
    "knowledge",
];
/// A day: more is a mistake in the unit.
const LONGEST_TIMEOUT_MS: i64 = 86_400_000;
/// Ten minutes: no caller waits longer for one write.
const LONGEST_SETTLING_MS: i64 = 600_000;
/// A record of a shop has a few thousand bytes.
const FEWEST_BYTES: i64 = 1 << 10;
const MOST_RETRIES: i64 = 10;

/// Of `{ url, key, shopId?, defaultLanguage?, auth?, timeoutMs?, retries?, settleTimeoutMs?,
/// maxAnswerBytes?, knowledge? }`; what is known of the shop is read by whoever uses it.
pub fn from_json(given: &Value) -> Result<Settings> {
    let Value::Object(options) = given else {
        return Err(Error::about(
            "options",
            &["is no object"],
            "Give { url, key }.",
        ));
    };
    if let Some(unknown) = options.keys().find(|name| !KNOWN.contains(name)) {
        let hint = [
            "Options are ",
            &KNOWN.join(", "),
            ", fetch, onExchange, beforeWrite and unsettled.",
        ]
        .concat();
        return Err(Error::about(unknown, &["is no option"], &hint));
    }
    let endpoint = Endpoint::parse(text_of(options, "url")?)?;
    let key = Key::parse(text_of(options, "key")?)?;
    let mut settings = Settings::new(endpoint, key);
    settings.id_shop = whole_option(options, "shopId", 1, i64::from(u32::MAX))?;
    settings.default_language = language(options)?;
    settings.auth = match options.get("auth") {
        None | Some(Value::Null) => Auth::Basic,
        Some(Value::String(auth)) if auth == "basic" => Auth::Basic,
        Some(Value::String(auth)) if auth == "query" => Auth::Query,
        Some(_) => return Err(wrong("auth", "\"basic\" or \"query\"")),
    };
    if let Some(timeout) = whole_option(options, "timeoutMs", 1, LONGEST_TIMEOUT_MS)? {
        settings.timeout_ms = timeout;
    }
    if let Some(retries) = whole_option(options, "retries", 0, MOST_RETRIES)? {
        settings.retries = retries;
    }
    if let Some(settle) = whole_option(options, "settleTimeoutMs", 0, LONGEST_SETTLING_MS)? {
        settings.settle_timeout_ms = settle;
    }
    let most = i64::from(Settings::MAX_ANSWER_BYTES);
    if let Some(bytes) = whole_option(options, "maxAnswerBytes", FEWEST_BYTES, most)? {
        settings.limits.bytes = usize::try_from(bytes).unwrap_or(settings.limits.bytes);
    }
    Ok(settings)
}

fn text_of<'o>(options: &'o Map, name: &str) -> Result<&'o str> {
    match options.get(name) {
        Some(Value::String(text)) => Ok(text),
        _ => Err(wrong(name, "a string")),
    }
}

fn whole_option(options: &Map, name: &str, from: i64, to: i64) -> Result<Option<u32>> {
    match options.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value
            .as_whole()
            .filter(|number| (from..=to).contains(number))
            .and_then(|number| u32::try_from(number).ok())
            .map(Some)
            .ok_or_else(|| {
                let (from, to) = (from.to_string(), to.to_string());
                wrong(name, &["a whole number from ", &from, " to ", &to].concat())
            }),
    }
}

fn language(options: &Map) -> Result<Option<String>> {
    match options.get("defaultLanguage") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(code)) if !code.trim().is_empty() => Ok(Some(code.trim().to_owned())),
        Some(Value::Number(id)) if id.whole().is_some_and(|id| id > 0) => Ok(Some(id.to_string())),
        Some(_) => Err(wrong("defaultLanguage", "a language's id or ISO code")),
    }
}

fn wrong(name: &str, expected: &str) -> Error {
    Error::about(name, &["must be ", expected], &["Give ", expected].concat())
}
