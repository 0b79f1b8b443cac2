//! Which room may use which: arrows between the rooms of `src` run one way.

use std::path::Path;

use super::arrows::Arrows;
use super::modules::Crate;

/// From the bottom to the top; each may use those before it.
const ORDER: [&str; 7] = [
    "src/json",
    "src/xml",
    "src/resources",
    "src/webservice",
    "src/client",
    "src/actions",
    "src/wasm",
];

/// What meets JavaScript.
const AT_THE_BORDER: [&str; 2] = ["src/wasm", "src/json/javascript.rs"];

/// Crates that nothing else names.
const OF_JAVASCRIPT: [&str; 6] = [
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "serde_wasm_bindgen",
    "js_sys",
    "web_sys",
    "gloo_net",
];

/// A line for each arrow that runs the wrong way.
pub fn against(root: &Path, arrows: &Arrows, crates: &[Crate]) -> Vec<String> {
    let mut against = Vec::new();
    for (file, uses) in arrows {
        let file = inside(root, file);
        for used in uses.iter().map(|used| inside(root, used)) {
            if floor(file) < floor(used) || of_the_store(file) && !of_the_store(used) {
                against.push(format!("{} uses {}", file.display(), used.display()));
            }
        }
    }
    for module in crates.iter().flat_map(|each| &each.modules) {
        let file = inside(root, &module.file);
        let is_border = AT_THE_BORDER.iter().any(|border| file.starts_with(border));
        if !file.starts_with("src") || is_border {
            continue;
        }
        let imported = module.imports.iter().map(|import| &import.path);
        let mut named = imported
            .chain(&module.mentioned)
            .filter_map(|path| path.first());
        if let Some(name) = named.find(|name| OF_JAVASCRIPT.contains(&name.as_str())) {
            against.push(format!("{} names {name}", file.display()));
        }
    }
    against
}

fn inside<'p>(root: &Path, file: &'p Path) -> &'p Path {
    file.strip_prefix(root).unwrap_or(file)
}

/// The demo store shares no code with the client.
fn of_the_store(file: &Path) -> bool {
    file.starts_with("demo-store")
}

/// What lies outside of the rooms, like `src/lib.rs` and the tests, is above them.
fn floor(file: &Path) -> usize {
    ORDER
        .iter()
        .position(|room| file.starts_with(room))
        .unwrap_or(ORDER.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(from: &str, to: &str) -> Vec<String> {
        let arrows = Arrows::from([(from.into(), [to.into()].into())]);
        against(Path::new(""), &arrows, &[])
    }

    #[test]
    fn given_an_arrow_up_then_it_is_listed() {
        let up = of("src/webservice/call.rs", "src/client/list.rs");
        assert_eq!(up, ["src/webservice/call.rs uses src/client/list.rs"]);
        assert_eq!(of("src/xml/tree.rs", "src/lib.rs").len(), 1);
        assert_eq!(of("demo-store/src/store.rs", "src/xml/lib.rs").len(), 1);
    }

    #[test]
    fn given_an_arrow_down_then_it_is_none() {
        assert!(of("src/client/list.rs", "src/webservice/call.rs").is_empty());
        assert!(of("src/xml/tree.rs", "src/xml/reader.rs").is_empty());
        assert!(of("tests/truncation.rs", "demo-store/src/lib.rs").is_empty());
    }
}
