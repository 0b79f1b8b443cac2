//! What a shop refuses to store: codes 84 (texts) and 85 (everything else).

use super::fields::{Content, Given};
use crate::options::ShopVersion;
use crate::resources::Resource;
use crate::resources::field::{Field, Kind};
use crate::tables::moment;
use crate::tables::value::Value;
use crate::webservice::errors::{Refusal, property};

/// The first problem, texts before the rest.
pub(super) fn check(
    given: &Given,
    resource: &Resource,
    version: ShopVersion,
    now: i64,
) -> Result<(), Refusal> {
    let mut rest = Ok(());
    for (_, field, content) in &given.fields {
        match content {
            Content::Texts(texts) => {
                for (_, text) in texts {
                    verdict(text, field, resource, version, now)
                        .map_err(|message| refusal(84, &message))?;
                }
            }
            // Texts that are stored again are looked at again.
            Content::Kept(Value::Texts(texts)) => {
                for (_, text) in texts {
                    verdict(text, field, resource, version, now)
                        .map_err(|message| refusal(84, &message))?;
                }
            }
            Content::One(text) if rest.is_ok() => {
                rest = verdict(text, field, resource, version, now)
                    .map_err(|message| refusal(85, &message));
            }
            _ => {}
        }
    }
    rest
}

fn refusal(code: u32, message: &str) -> Refusal {
    Refusal::one(400, code, format!("Validation error: \"{message}\""))
}

fn verdict(
    text: &str,
    field: &Field,
    resource: &Resource,
    version: ShopVersion,
    now: i64,
) -> Result<(), String> {
    let name = property(resource, field.name, version);
    if text.is_empty() {
        let dot = if version < ShopVersion::V8_2 { "" } else { "." };
        // An empty password is hashed before anyone looks whether it is empty.
        let bad = field.is_required(version) && field.name != "passwd" && field.kind != Kind::Texts;
        return if bad {
            Err(format!("Property {name} is empty{dot}"))
        } else {
            Ok(())
        };
    }
    let length = text.chars().count();
    if let Some(size) = field.size(version).filter(|size| length > *size as usize) {
        return Err(if version < ShopVersion::V1_7 {
            format!("Property {name} length ({length}) must be between 0 and {size}")
        } else {
            format!(
                "The length of property {name} is currently {length} chars. It must be between 0 and {size} chars."
            )
        });
    }
    match field.format(version) {
        Some(format) if !fits(text, format, version, now) => {
            Err(format!("Property {name} is not valid"))
        }
        _ => Ok(()),
    }
}

fn fits(text: &str, format: &str, version: ShopVersion, now: i64) -> bool {
    let without = |forbidden: &str| !text.chars().any(|letter| forbidden.contains(letter));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let relaxed = version >= ShopVersion::V9_0;
    match format {
        "isBool" => matches!(text, "0" | "1"),
        "isUnsignedId" | "isUnsignedInt" | "isPositiveInt" => digits(text),
        "isInt" => digits(text.strip_prefix('-').unwrap_or(text)),
        "isPrice" => {
            let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
            digits(whole) && whole.len() <= 10 && digits(part) && part.len() <= 9
        }
        "isFloat" => text.parse::<f64>().is_ok_and(f64::is_finite),
        "isUnsignedFloat" => text
            .parse::<f64>()
            .is_ok_and(|number| number.is_finite() && number >= 0.0),
        "isDate" | "isDateFormat" | "isDateOrNull" => is_date(text),
        "isBirthDate" => is_date(text) && moment::parse(text).is_none_or(|day| day <= now),
        "isSiret" => text.len() == 14 && digits(text) && is_luhn(text),
        "isEmail" => is_email(text, relaxed),
        "isCustomerName" => {
            !text.contains("//")
                && !text.contains("www")
                && without("0123456789!<>,;?=+()@#\"°{}_$%/\\*^&")
        }
        "isCatalogName" => without(if relaxed { "<>{}" } else { "<>;=#{}" }),
        "isGenericName" | "IsGenericName" => without(if relaxed { "<>{}" } else { "<>={}" }),
        "isReference" => without("<>;={}"),
        "isLinkRewrite" => text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')),
        "isEan13" | "isGtin" | "isUpc" => digits(text),
        "isProductVisibility" => matches!(text, "both" | "catalog" | "search" | "none"),
        // 1.6 lets texts run backwards.
        "isCleanHtml" if text.contains('\u{202e}') => version < ShopVersion::V1_7,
        "isCleanHtml" => is_clean(text),
        _ => true,
    }
}

/// Every second digit from the right counts double.
fn is_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .chars()
        .rev()
        .filter_map(|digit| digit.to_digit(10))
        .enumerate()
        .map(|(place, digit)| match place % 2 {
            0 => digit,
            _ => digit * 2 / 10 + digit * 2 % 10,
        })
        .sum();
    sum.is_multiple_of(10)
}

fn is_date(text: &str) -> bool {
    moment::parse(text).is_some() || text.starts_with("0000-00-00")
}

/// From 9 on a domain may have letters beyond ASCII, but for Cyrillic ones.
fn is_email(text: &str, relaxed: bool) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else {
        return false;
    };
    let plain = |part: &str, more: &str, letters: fn(char) -> bool| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.ends_with('.')
            && part.chars().all(|letter| {
                letter.is_ascii_alphanumeric() || more.contains(letter) || letters(letter)
            })
    };
    let beyond: fn(char) -> bool = if relaxed {
        |letter| letter.is_alphabetic() && !('\u{400}'..='\u{52f}').contains(&letter)
    } else {
        |_| false
    };
    plain(local, "!#$%&'*+/=?^_`{|}~.-", |_| false)
        && host.contains('.')
        && plain(host, ".-", beyond)
}

/// Scripts, forms, frames and event attributes are refused, even in plain words.
fn is_clean(text: &str) -> bool {
    let lower = text.to_lowercase();
    let tags = [
        "<script",
        "<iframe",
        "<form",
        "<input",
        "<embed",
        "<object",
        "javascript:",
    ];
    if tags.iter().any(|tag| lower.contains(tag)) {
        return false;
    }
    !lower.split("on").skip(1).any(|rest| {
        let word = rest.trim_start_matches(|letter: char| letter.is_ascii_lowercase());
        word.len() < rest.len() && word.trim_start().starts_with('=')
    })
}
