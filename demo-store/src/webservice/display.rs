//! What `display` asks for.

use super::errors::Refusal;
use super::price::Computed;
use crate::options::ShopVersion;
use crate::resources::Resource;

/// Which parts of a record are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Only ids, as attributes.
    Minimum,
    Full,
    Parts(Parts),
}

/// The parts named between brackets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    id: bool,
    columns: Vec<u8>,
    computed: Vec<String>,
    /// Positions of associations with the names of their fields.
    associations: Vec<(u8, Vec<String>)>,
}

impl Shown {
    pub(crate) fn id(&self) -> bool {
        match self {
            Shown::Parts(parts) => parts.id,
            _ => true,
        }
    }

    pub(crate) fn column(&self, column: u8) -> bool {
        match self {
            Shown::Parts(parts) => parts.columns.contains(&column),
            _ => true,
        }
    }

    pub(crate) fn computed(&self, name: &str) -> bool {
        match self {
            Shown::Parts(parts) => parts.computed.iter().any(|held| held == name),
            _ => true,
        }
    }

    pub(crate) fn associations(&self) -> bool {
        match self {
            Shown::Parts(parts) => !parts.associations.is_empty(),
            _ => true,
        }
    }

    pub(crate) fn association(&self, position: u8) -> bool {
        match self {
            Shown::Parts(parts) => parts.associations.iter().any(|(held, _)| *held == position),
            _ => true,
        }
    }

    /// Whether a field of an item of an association is written.
    pub(crate) fn item_field(&self, position: u8, name: &str) -> bool {
        match self {
            Shown::Parts(parts) => parts
                .associations
                .iter()
                .any(|(held, names)| *held == position && names.iter().any(|held| held == name)),
            _ => true,
        }
    }
}

/// Reads the parameter; without one a list is minimal and a single record full.
pub(crate) fn shown(
    text: Option<&str>,
    resource: &Resource,
    version: ShopVersion,
    computed: &[Computed],
    list: bool,
) -> Result<Shown, Refusal> {
    match text {
        None if list => Ok(Shown::Minimum),
        Some("minimum") if list => Ok(Shown::Minimum),
        None | Some("full" | "minimum") => Ok(Shown::Full),
        Some(text) => match text
            .strip_prefix('[')
            .and_then(|inner| inner.strip_suffix(']'))
        {
            Some(inner) => parts(inner, resource, version, computed).map(Shown::Parts),
            None => Err(Refusal::one(
                400,
                36,
                format!(
                    "The 'display' syntax is wrong. You can set 'full' or '[field_1,field_2,field_3,...]'. These are available: {}",
                    listed(resource, version)
                ),
            )),
        },
    }
}

fn parts(
    inner: &str,
    resource: &Resource,
    version: ShopVersion,
    computed: &[Computed],
) -> Result<Parts, Refusal> {
    let mut parts = Parts::default();
    for (name, fields) in split(inner) {
        match fields {
            None if name == "id" => parts.id = true,
            None => {
                if let Some((column, _)) = resource.field(&name, version) {
                    parts.columns.push(column);
                } else if computed.iter().any(|held| held.name == name) {
                    parts.computed.push(name);
                } else {
                    return Err(no_field(&name, resource, version));
                }
            }
            Some(fields) => {
                let position = association(&name, &fields, resource, version)?;
                parts.associations.push((position, fields));
            }
        }
    }
    Ok(parts)
}

fn association(
    name: &str,
    fields: &[String],
    resource: &Resource,
    version: ShopVersion,
) -> Result<u8, Refusal> {
    let refusal = || {
        let mut details = String::from("array (");
        for (position, field) in fields.iter().enumerate() {
            details.push_str(&format!("\n  {position} => '{field}',"));
        }
        no_field(
            &format!("{name} (details : {details}\n))"),
            resource,
            version,
        )
    };
    // `associations` itself is no association: looking into it is a warning to PHP 7
    // and fatal to PHP 8.
    if name == "associations" && version >= ShopVersion::V8_2 {
        return Err(Refusal::Fatal);
    }
    if name == "associations" && version == ShopVersion::V1_7 {
        let warning = "[PHP Warning #2] array_key_exists() expects parameter 2 to be array, null given (/var/www/shop/classes/webservice/WebserviceRequest.php, line 1075)";
        return Err(refusal().behind(3, warning));
    }
    let (position, association) = resource
        .associations(version)
        .find(|(_, association)| association.name == name)
        .ok_or_else(refusal)?;
    let known = |field: &String| {
        field == "id"
            || association
                .fields
                .iter()
                .any(|held| held.name == field && held.since <= version)
    };
    if fields.iter().all(known) {
        Ok(position)
    } else {
        Err(refusal())
    }
}

/// Names, with the list behind those that have brackets. Blanks do not count.
fn split(inner: &str) -> Vec<(String, Option<Vec<String>>)> {
    let inner: String = inner.chars().filter(|letter| *letter != ' ').collect();
    let mut found = Vec::new();
    let mut rest = inner.as_str();
    while !rest.is_empty() {
        let end = rest.find([',', '[']).unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if let Some(list) = after.strip_prefix('[') {
            let (list, after) = list.split_once(']').unwrap_or((list, ""));
            let fields = list.split(',').map(str::to_owned).collect();
            found.push((name.to_owned(), Some(fields)));
            rest = after.strip_prefix(',').unwrap_or(after);
        } else {
            found.push((name.to_owned(), None));
            rest = after.strip_prefix(',').unwrap_or(after);
        }
    }
    found
}

fn no_field(name: &str, resource: &Resource, version: ShopVersion) -> Refusal {
    Refusal::one(
        400,
        35,
        format!(
            "Unable to display this field \"{name}\". However, these are available: {}",
            listed(resource, version)
        ),
    )
}

fn listed(resource: &Resource, version: ShopVersion) -> String {
    let names: Vec<&str> = std::iter::once("id")
        .chain(resource.fields(version).map(|(_, field)| field.name))
        .collect();
    names.join(", ")
}
