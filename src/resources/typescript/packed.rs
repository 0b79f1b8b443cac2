//! The packed declarations, which the package hands to the WebAssembly with a call.

use crate::declaration::Resource;
use crate::packed::{ALL, pack};

const OPENING: &str =
    "// Made from the declarations in src/resources/packed by the build; not to be edited.

/** A line for each resource, see `src/resources/packed.rs`. */
export const PACKED = {
";

/// The declarations, as TypeScript.
pub fn packed() -> String {
    let lines: Vec<String> = ALL.iter().copied().map(line).collect();
    [OPENING, &lines.concat(), "} as const;\n"].concat()
}

fn line(resource: &Resource) -> String {
    ["  ", resource.name, ":\n    \"", &pack(resource), "\",\n"].concat()
}
