//! What the key may do.

use super::errors::{self, Refusal};
use super::files;
use crate::keys::Key;
use crate::options::ShopVersion;
use crate::resources;
use crate::store::Store;

/// Whether the shop serves the resource and the key has some right on it.
pub(super) fn check_resource(name: &str, key: &Key, store: &Store) -> Result<(), Refusal> {
    if name.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = resources::names(store.options.version).collect();
    if !names.contains(&name) {
        let names = names.as_slice();
        let message = errors::did_you_mean(
            &format!("Resource of type \"{name}\" does not exists"),
            name,
            names,
        );
        return Err(Refusal::one(400, 27, message));
    }
    // Nobody has a right on what this shop does not serve.
    let served = files::serves(name, store.options.version)
        || resources::find(name).is_some_and(|resource| store.serves(resource));
    if served && key.knows(name) {
        Ok(())
    } else {
        Err(no_right(name))
    }
}

/// Whether the method exists and is ticked for the resource.
pub(super) fn check_method(
    method: &str,
    name: &str,
    key: &Key,
    version: ShopVersion,
) -> Result<(), Refusal> {
    let patch = version >= ShopVersion::V8_2;
    let known = match method {
        "GET" | "POST" | "PUT" | "DELETE" | "HEAD" => true,
        "PATCH" => patch,
        _ => false,
    };
    if !known {
        let message = format!("Method {method} is not valid");
        return Err(Refusal::one(405, 23, message));
    }
    if name.is_empty() {
        return Ok(());
    }
    if resources::find(name).is_some_and(|resource| resource.forbidden.contains(&method)) {
        let message = format!("Method {method} is not allowed for the resource {name}");
        return Err(Refusal::one(405, 101, message));
    }
    if !key.allows(name, method) {
        let message = format!(
            "Method {method} is not allowed for the resource {name} with this authentication key"
        );
        return Err(Refusal::one(405, 25, message));
    }
    Ok(())
}

/// The refusal of a resource the key has no right on.
pub(super) fn no_right(name: &str) -> Refusal {
    Refusal::one(
        401,
        26,
        format!("Resource of type \"{name}\" is not allowed with this authentication key"),
    )
}
