//! The JavaScript form of filters: a value, a list of values, or one named condition.

use json::Value;

use super::call_json::shown;
use super::error::{Error, Result};
use super::filter::{Condition, Filter};
use super::names::unknown;
use super::query::option;

const CONDITIONS: &[&str] = &[
    "equals", "oneOf", "between", "begins", "ends", "contains", "greater", "less", "not",
];

/// Reads `{ [field]: scalar | scalar[] | { equals | oneOf | … } }`.
pub(super) fn filters(value: &Value) -> Result<Vec<Filter>> {
    let Value::Object(fields) = value else {
        return Err(option("filter", "it is no object", "Give { field: value }"));
    };
    fields
        .iter()
        .map(|(field, value)| Ok(Filter::new(field, condition(field, value)?)))
        .collect()
}

fn condition(field: &str, value: &Value) -> Result<Condition> {
    let form = match value {
        Value::Array(_) => return Ok(Condition::OneOf(scalars(field, value)?)),
        Value::Object(form) => form,
        _ => return scalar(field, value).map(Condition::Equals),
    };
    let mut forms = form.iter();
    let (Some((name, operand)), None) = (forms.next(), forms.next()) else {
        return Err(
            Error::invalid(format!("Filter {field} needs exactly one condition"))
                .with_hint(format!("One of: {}", CONDITIONS.join(", ")))
                .with_field(field),
        );
    };
    let one = || scalar(field, operand);
    match name {
        "equals" => one().map(Condition::Equals),
        "oneOf" => scalars(field, operand).map(Condition::OneOf),
        "between" => bounds(field, operand),
        "begins" => one().map(Condition::Begins),
        "ends" => one().map(Condition::Ends),
        "contains" => one().map(Condition::Contains),
        "greater" => one().map(Condition::Greater),
        "less" => one().map(Condition::Less),
        "not" if operand.as_array().is_some() => scalars(field, operand).map(Condition::Not),
        "not" => one().map(|value| Condition::Not(vec![value])),
        _ => Err(unknown(
            &format!("Filter {field}"),
            "condition",
            name,
            CONDITIONS,
        )),
    }
}

fn bounds(field: &str, value: &Value) -> Result<Condition> {
    let mut values = scalars(field, value)?.into_iter();
    match (values.next(), values.next(), values.next()) {
        (Some(from), Some(to), None) => Ok(Condition::Between(from, to)),
        _ => Err(
            Error::invalid(format!("Filter {field}: between needs two bounds"))
                .with_hint("Use greater or less for one bound")
                .with_field(field),
        ),
    }
}

fn scalars(field: &str, value: &Value) -> Result<Vec<String>> {
    match value {
        Value::Array(values) => values.iter().map(|value| scalar(field, value)).collect(),
        _ => Err(
            Error::invalid(format!("Filter {field} needs a list of values"))
                .with_hint("Give them between brackets")
                .with_field(field),
        ),
    }
}

/// One value of a filter as text.
fn scalar(field: &str, value: &Value) -> Result<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Bool(flag) => Ok(flag.to_string()),
        Value::Number(number) => Ok(match number.whole() {
            Some(whole) => whole.to_string(),
            None => number.to_string(),
        }),
        Value::Null | Value::Array(_) | Value::Object(_) => Err(Error::invalid(format!(
            "Filter {field}: {} is no value",
            shown(value)
        ))
        .with_hint("Give a text, a number, true or false")
        .with_field(field)),
    }
}
