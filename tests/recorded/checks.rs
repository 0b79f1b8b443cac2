//! One recorded answer, checked for what it has to be.

use aismarttalk_prestashop::resources::reader::Unchecked;
use aismarttalk_prestashop::webservice::error::{Error, ErrorKind, Result as ShopResult};
use aismarttalk_prestashop::webservice::response::{Answer, Response, Warning, read_json};
use aismarttalk_prestashop::xml::Limits;
use serde_json::Value;

use crate::asked::Asked;
use crate::errors::{self, Shape};
use crate::exchange::{Exchange, Recording};
use crate::illformed::{self, Must};
use crate::{json, reading};

/// How a recording was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Checked {
    Value,
    Malformed,
    Error,
    Json,
    NoBody,
    Skipped(&'static str),
}

/// Checks one answer, or says what is wrong with it.
pub fn check(recording: &Recording, exchange: &Exchange) -> Result<Checked, String> {
    let Some(response) = &exchange.response else {
        return Ok(Checked::Skipped(
            "the connection was closed before an answer",
        ));
    };
    let asked = Asked::from_request(&exchange.method, &exchange.target);
    let read = read_json(response, asked.expected(), &Unchecked, Limits::DEFAULT);
    if let Err(error) = &read {
        check_texts(error)?;
    }
    let document = document(response);
    let is_error = !(200..=299).contains(&response.status)
        || document.is_some_and(|document| document.contains("<errors>"));
    let is_json = is_json(response);
    match (document, is_json) {
        (_, true) => refused_as_json(response, read),
        (Some(document), _) if !is_error => good(recording, response, asked, document, read),
        (None, _) if matches!(asked, Asked::NoBody) && !is_error => nothing(read),
        _ => failed(response, read),
    }
}

/// The Webservice document in an answer, with noise cut off in front and behind.
pub fn document(response: &Response) -> Option<&str> {
    let text = std::str::from_utf8(&response.body).ok()?;
    let start = text.find("<?xml")?;
    let end = text.rfind("</prestashop>")? + "</prestashop>".len();
    text.get(start..end)
}

fn is_json(response: &Response) -> bool {
    let kind = response.header("Content-Type").unwrap_or_default();
    kind.starts_with("application/json") && !response.body.is_empty()
}

type Read = ShopResult<(String, Answer)>;

fn good(
    recording: &Recording,
    response: &Response,
    asked: Asked,
    document: &str,
    read: Read,
) -> Result<Checked, String> {
    let must = illformed::find(&recording.name, document);
    let mended = match must {
        Some(Must::BeRefused(why)) => return refused(read, why),
        Some(Must::Hold(value)) => illformed::mended(document, value),
        None => document.to_owned(),
    };
    let (ours, answer) = read.map_err(|error| format!("an error where a value is due: {error}"))?;
    let theirs = roxmltree::Document::parse(&mended).map_err(|error| error.to_string())?;
    let mut theirs = match asked {
        Asked::Root => reading::rights(&theirs),
        Asked::Schema(_) => reading::schema(&theirs),
        Asked::List(name) if reading::holds(&theirs) == name => reading::list(&theirs, name),
        Asked::Record(name, id) => with_id(reading::one(&theirs, name), id)?,
        Asked::List(_) | Asked::NoBody => return Err("another answer than asked for".into()),
    };
    if let Some(Must::Hold(value)) = must {
        illformed::put_back(&mut theirs, value);
    }
    if let Some(difference) = json::difference(&json::parse(&ours)?, &theirs) {
        return Err(difference);
    }
    check_answer(response, &answer, must.is_some())?;
    Ok(Checked::Value)
}

fn with_id(record: Value, id: Option<u32>) -> Result<Value, String> {
    let number = |id: &Value| id.as_u64().or_else(|| id.as_str()?.parse().ok());
    let found = record.get("id").map(number);
    match (found, id) {
        (Some(found), Some(id)) if found != Some(id.into()) => Err(format!("id {found:?}")),
        _ => Ok(record),
    }
}

/// What is said beside the value: noise, values with a bare end of section, the version.
fn check_answer(response: &Response, answer: &Answer, may_be_repaired: bool) -> Result<(), String> {
    let body = String::from_utf8_lossy(&response.body);
    let before = body.split("<?xml").next().unwrap_or_default();
    let is_noisy = !before.trim_start_matches('\u{feff}').trim().is_empty();
    let says_noise = answer
        .warnings
        .iter()
        .any(|one| matches!(one, Warning::Noise(_)));
    if is_noisy != says_noise {
        return Err(format!("noise {is_noisy}, reported {says_noise}"));
    }
    let says_repaired = answer
        .warnings
        .iter()
        .any(|one| matches!(one, Warning::Repaired(_)));
    if says_repaired && !may_be_repaired {
        return Err("a value was repaired that needed none".into());
    }
    let version = answer.version.map(|version| version.to_string());
    match (response.header("PSWS-Version"), version) {
        (Some(header), Some(version)) if header.starts_with(&version) => Ok(()),
        (header, version) => Err(format!("version {version:?} of {header:?}")),
    }
}

fn refused(read: Read, why: &str) -> Result<Checked, String> {
    let error = match read {
        Ok((json, _)) => return Err(format!("a value where {why:?} is due: {json}")),
        Err(error) => error,
    };
    if error.kind() != ErrorKind::MalformedResponse || !error.message().contains(why) {
        return Err(format!("the error does not say {why:?}: {error}"));
    }
    Ok(Checked::Malformed)
}

fn failed(response: &Response, read: Read) -> Result<Checked, String> {
    let error = match read {
        Ok((json, _)) => return Err(format!("a value where an error is due: {json}")),
        Err(error) => error,
    };
    let is_head = response.body.is_empty() && response.status == 200;
    let scanned = errors::scan(&response.body);
    let class = if scanned.is_empty() {
        let shape = Shape::of(&response.body);
        let class = errors::class_without_codes(response.status, shape);
        class.ok_or_else(|| format!("the table lacks {} {shape:?}", response.status))?
    } else {
        errors::class_of(&scanned)
    };
    if is_head || error.kind() != class {
        return Err(format!(
            "{:?} where {class:?} is due: {error}",
            error.kind()
        ));
    }
    same_codes(&error, &scanned)?;
    Ok(Checked::Error)
}

fn same_codes(error: &Error, scanned: &[errors::Scanned]) -> Result<(), String> {
    let ours: Vec<_> = error.codes().iter().map(|one| one.code).collect();
    let theirs: Vec<_> = scanned.iter().map(|one| one.code).collect();
    let first = error.codes().first().map(|one| one.message.as_str());
    // Whatever the shop repeats of the request is left out.
    let repeats = |text: &str| text.contains("Original XML") || text.contains("__construct(): ");
    let is_first = match (first, scanned.first().map(|one| one.message.as_str())) {
        (Some(ours), Some(theirs)) if repeats(theirs) => {
            theirs.starts_with(ours) && !ours.contains("<prestashop")
        }
        (ours, theirs) => ours == theirs,
    };
    if ours != theirs || !is_first {
        return Err(format!(
            "codes {ours:?} and first {first:?} where {scanned:?} is due"
        ));
    }
    Ok(())
}

fn refused_as_json(response: &Response, read: Read) -> Result<Checked, String> {
    let error = match read {
        Ok((json, _)) => return Err(format!("a value out of JSON: {json}")),
        Err(error) => error,
    };
    let scanned = errors::scan(&response.body);
    same_codes(&error, &scanned)?;
    if !scanned.is_empty() && error.kind() != errors::class_of(&scanned) {
        return Err(format!("{:?} of {scanned:?}", error.kind()));
    }
    if !error.hint().contains("JSON") || !error.hint().contains("XML") {
        return Err(format!(
            "a hint that says nothing of the format: {}",
            error.hint()
        ));
    }
    Ok(Checked::Json)
}

fn nothing(read: Read) -> Result<Checked, String> {
    match read {
        Ok((json, _)) if json == "null" => Ok(Checked::NoBody),
        Ok((json, _)) => Err(format!("{json} where nothing is due")),
        Err(error) => Err(format!("an error where nothing is due: {error}")),
    }
}

/// Every error says what to do, and tells neither server paths nor keys.
fn check_texts(error: &Error) -> Result<(), String> {
    if error.hint().is_empty() {
        return Err(format!("an error without a hint: {error}"));
    }
    let tells = |secret: &str| error.message().contains(secret) || error.hint().contains(secret);
    match ["/var/www", &"A".repeat(31), &"B".repeat(31)]
        .iter()
        .find(|secret| tells(secret))
    {
        Some(secret) => Err(format!("the error tells {secret}: {error}")),
        None => Ok(()),
    }
}
