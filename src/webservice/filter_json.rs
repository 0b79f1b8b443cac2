//! The JavaScript form of filters: a value, a list of values, or one named condition.

use json::Value;

use super::error::{Error, Result};
use super::filter::{Condition, Filter};
use super::names::{shown_value, unknown};
use super::option::{option, unfit_filter};

const CONDITIONS: &[&str] = &[
    "equals", "oneOf", "between", "begins", "ends", "contains", "greater", "less", "not",
];

/// Makes a condition out of its value.
type Make = fn(String) -> Condition;

/// The conditions with one value.
const OF_ONE: [(&str, Make); 6] = [
    ("equals", Condition::Equals),
    ("begins", Condition::Begins),
    ("ends", Condition::Ends),
    ("contains", Condition::Contains),
    ("greater", Condition::Greater),
    ("less", Condition::Less),
];

/// Reads `{ [field]: scalar | scalar[] | { equals | oneOf | … } }`.
pub(super) fn set_filters(value: &Value, filters: &mut Vec<Filter>) -> Result<()> {
    let Value::Object(fields) = value else {
        return Err(option("filter", &["is no object"], "Give { field: value }"));
    };
    for (field, value) in fields.iter() {
        filters.push(Filter::new(field, condition(field, value)?));
    }
    Ok(())
}

fn condition(field: &str, value: &Value) -> Result<Condition> {
    let (name, operand) = match value {
        Value::Array(_) => ("oneOf", value),
        Value::Object(forms) => match (forms.iter().next(), forms.len()) {
            (Some(form), 1) => form,
            _ => {
                let hint = ["One of: ", &CONDITIONS.join(", ")].concat();
                return Err(unfit_filter(field, &["needs exactly one condition"], &hint));
            }
        },
        _ => ("equals", value),
    };
    if let Some((_, make)) = OF_ONE.iter().find(|(one, _)| *one == name) {
        return scalar(field, operand).map(make);
    }
    match name {
        "oneOf" => scalars(field, operand).map(Condition::OneOf),
        "between" => bounds(field, operand),
        "not" if operand.as_array().is_some() => scalars(field, operand).map(Condition::Not),
        "not" => Ok(Condition::Not(vec![scalar(field, operand)?])),
        _ => {
            let owner = ["the filter of ", field].concat();
            Err(unknown(&owner, "condition", name, CONDITIONS))
        }
    }
}

/// Two bounds, of which one may be open.
fn bounds(field: &str, value: &Value) -> Result<Condition> {
    match value.as_array() {
        Some([from, Value::Null]) if *from != Value::Null => {
            scalar(field, from).map(Condition::AtLeast)
        }
        Some([Value::Null, to]) if *to != Value::Null => scalar(field, to).map(Condition::AtMost),
        Some([from, to]) if *from != Value::Null => {
            Ok(Condition::Between(scalar(field, from)?, scalar(field, to)?))
        }
        Some(_) => Err(unfit_filter(
            field,
            &["needs two bounds for between"],
            "Give both, or null in the place of an open one",
        )),
        None => Err(no_list(field)),
    }
}

fn no_list(field: &str) -> Error {
    let hint = "Give them between brackets";
    unfit_filter(field, &["needs a list of values"], hint)
}

fn scalars(field: &str, value: &Value) -> Result<Vec<String>> {
    let values = value.as_array().ok_or_else(|| no_list(field))?;
    let mut scalars = Vec::new();
    for value in values {
        scalars.push(scalar(field, value)?);
    }
    Ok(scalars)
}

/// One value of a filter as text.
fn scalar(field: &str, value: &Value) -> Result<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Bool(_) => Ok(shown_value(value)),
        Value::Number(number) => Ok(match number.whole() {
            Some(whole) => whole.to_string(),
            None => shown_value(value),
        }),
        Value::Null | Value::Array(_) | Value::Object(_) => {
            let problem = ["has what is no value: ", &shown_value(value)];
            let hint = "Give a text, a number, true or false";
            Err(unfit_filter(field, &problem, hint))
        }
    }
}
