//! Checks a value before it is sent, by the rules that all shops of a version share. What a
//! shop's settings decide is left to the shop, which saves nothing then.

use resources::lexical::{integer_part, is_decimal, is_digits};
use resources::{Format, Rule};

use super::error::{Error, Result};
use super::version::Version;

/// From this version on names and lines of text may hold `=`, and names `;` and `#`.
const RELAXED: Version = Version {
    major: 9,
    minor: 0,
    patch: 1,
    build: None,
};
/// The largest price has ten digits before the point.
const PRICE_DIGITS: usize = 10;

/// Whether a shop of that version takes a text; where the version is not known, whether any does.
///
/// # Errors
/// `Validation` naming the field and what to change.
pub fn check(field: &str, rule: &Rule, text: &str, version: Option<Version>) -> Result<()> {
    if rule.required && text.trim().is_empty() {
        return Err(unfit_value(field, "is empty", "Give it a value."));
    }
    if text.is_empty() {
        return Ok(());
    }
    let numbers = version.map(|version| (version.major, version.minor));
    let max = rule.max_on(numbers);
    let length = text.chars().count();
    if max > 0 && u32::try_from(length).unwrap_or(u32::MAX) > max {
        let reason = format!("has {length} characters");
        return Err(unfit_value(field, &reason, &format!("Give at most {max}.")));
    }
    let relaxed = version.is_none_or(|version| version >= RELAXED);
    match problem(rule.format, text, relaxed) {
        None => Ok(()),
        Some((reason, hint)) => Err(unfit_value(field, reason, hint)),
    }
}

fn problem(format: Format, text: &str, relaxed: bool) -> Option<(&'static str, &'static str)> {
    let has = |refused: &str| text.chars().any(|one| refused.contains(one));
    let characters = "has a character that shops refuse";
    match format {
        Format::CatalogName if relaxed => has("<>{}").then_some((characters, "Leave out < > { }.")),
        Format::CatalogName => has("<>;=#{}").then_some((characters, "Leave out < > ; = # { }.")),
        Format::GenericName if relaxed => has("<>{}").then_some((characters, "Leave out < > { }.")),
        Format::GenericName => has("<>={}").then_some((characters, "Leave out < > = { }.")),
        Format::Reference => has("<>;={}").then_some((characters, "Leave out < > ; = { }.")),
        Format::PersonName => has("0123456789!<>,;?=+()@#\"°{}_$%:").then_some((
            characters,
            "Leave out digits and ! < > , ; ? = + ( ) @ # \" ° { } _ $ % :",
        )),
        Format::CleanHtml => is_script(text).then_some((
            "has a script or a mark that turns the direction of text",
            "Leave out script elements, addresses with javascript: and U+202E.",
        )),
        // Letters with accents depend on a setting of the shop.
        Format::Slug => (!text.bytes().all(is_of_slug)).then_some((
            "is no slug",
            "Use letters, digits, hyphens and underscores only.",
        )),
        Format::Email => (!is_email(text)).then_some((
            "is no e-mail address",
            "Give an address such as customer@example.com.",
        )),
        Format::Price => (!is_price(text)).then_some((
            "is no price",
            "Give a number from 0 on with a point, such as 12.50.",
        )),
        Format::Positive => text
            .starts_with('-')
            .then_some(("is negative", "Give a number from 0 on.")),
        Format::Digits => {
            (!is_digits(text)).then_some(("has more than digits", "Give digits only."))
        }
        Format::Any => None,
    }
}

/// Only the shape: what a shop accepts differs between versions.
pub fn is_email(text: &str) -> bool {
    let has_blank = text.chars().any(char::is_whitespace);
    let parts = text.rsplit_once('@');
    parts.is_some_and(|(local, domain)| {
        !local.is_empty()
            && !local.contains('@')
            && !domain.is_empty()
            && !domain.starts_with('.')
            && !domain.ends_with('.')
    }) && !has_blank
}

fn is_of_slug(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii() || matches!(byte, b'_' | b'-')
}

fn is_script(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let marks = ["<script", "javascript:", "\u{202e}"];
    marks.iter().any(|mark| lower.contains(mark))
}

fn is_price(text: &str) -> bool {
    is_decimal(text) && !text.starts_with('-') && integer_part(text).len() <= PRICE_DIGITS
}

fn unfit_value(field: &str, reason: &str, hint: &str) -> Error {
    Error::unfit(field, &[reason], &[hint, " Nothing was sent."].concat())
}
