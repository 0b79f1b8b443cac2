//! Makes glue that can start the module more than once.
//!
//! wasm-bindgen keeps one instance in the variables of its file. An instance that trapped must not
//! be entered again, by nothing: so the whole file becomes a function, and each instance has its own.

use anyhow::{Context, Result, ensure};

/// What glue offers by name.
const OFFERED: [&str; 2] = ["export class ", "export function "];
/// Where the instance's functions come in: `guarded` may put others in their place.
const EXPORTS: [&str; 2] = [
    "wasm = instance.exports;",
    "wasm = guarded(instance.exports);",
];
/// Loading, which the package does itself: from the first of each pair up to the second.
const LOADING: [[&str; 2]; 2] = [
    ["async function __wbg_load(", "function initSync("],
    ["let __wbg_init_promise;", "export { initSync"],
];
const LAST: &str = "export { initSync, __wbg_init as default };";

/// Glue whose only export is `instantiate`.
pub fn glue(text: &str) -> Result<String> {
    let mut text = text.to_owned();
    for [from, to] in LOADING {
        let start = place(&text, from)?;
        let end = place(&text, to)?;
        ensure!(start < end, "`{to}` stands before `{from}`");
        text.replace_range(start..end, "");
    }
    place(&text, EXPORTS[0])?;
    place(&text, LAST)?;
    let names = offered(&text).join(", ");
    let last = format!("initSync({{ module }});\nreturn {{ {names} }};");
    let text = text.replace(EXPORTS[0], EXPORTS[1]).replace(LAST, &last);
    Ok(format!(
        "export function instantiate(module, guarded, setTimeout, clearTimeout, readGiven, takeThrown, described) {{\n{}}}\n",
        without_export(&text)
    ))
}

/// The types of such glue.
pub fn types(text: &str) -> Result<String> {
    let end = place(text, "export type InitInput")?;
    let offered = offered(text);
    let members: String = offered
        .iter()
        .map(|name| format!("    readonly {name}: typeof {name};\n"))
        .collect();
    let classes = match offered.contains(&"Shop") {
        true => "export type { Shop };\n",
        false => "",
    };
    let declared = text.get(..end).unwrap_or_default();
    let declared = declared.replace("\nexport ", "\ndeclare ");
    Ok(format!(
        "{declared}{classes}
/** What one instance offers. */
export interface Core {{
{members}}}

/**
 * Starts an instance of the module, or of its bytes. Its functions are those that `guarded` makes
 * of the exports of the module; its timers are set by the functions that are given, and what callers
 * hand over is read, and what is thrown is made, by the last three.
 */
export function instantiate(
    module: BufferSource | WebAssembly.Module,
    guarded: (exports: WebAssembly.Exports) => WebAssembly.Exports,
    setTimeout: (callback: () => void, milliseconds: number) => unknown,
    clearTimeout: (timer: any) => void,
    readGiven: (value: unknown) => string,
    takeThrown: () => unknown,
    described: (json: string, cause: unknown) => unknown,
): Core;
"
    ))
}

fn place(text: &str, mark: &str) -> Result<usize> {
    text.find(mark)
        .with_context(|| format!("this wasm-bindgen writes other glue: there is no `{mark}`"))
}

fn offered(text: &str) -> Vec<&str> {
    let rest = |line| {
        OFFERED
            .iter()
            .find_map(|mark| str::strip_prefix(line, mark))
    };
    let names = text.lines().filter_map(rest);
    let names = names.filter_map(|rest| rest.split([' ', '(']).next());
    names.filter(|name| *name != "initSync").collect()
}

fn without_export(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let is_offered = OFFERED.iter().any(|mark| line.starts_with(mark));
        let line = match is_offered {
            true => line.trim_start_matches("export "),
            false => line,
        };
        format!("{line}\n")
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "/* @ts-self-types=\"./x.d.ts\" */
export class Shop {
}
export function check(a) {
}
let wasmModule, wasmInstance, wasm;
function __wbg_finalize_init(instance, module) {
    wasm = instance.exports;
}
async function __wbg_load(module, imports) {
}
function initSync(module) {
}
let __wbg_init_promise;
async function __wbg_init(module_or_path) {
}
export { initSync, __wbg_init as default };
";

    #[test]
    fn given_glue_when_it_is_made_a_function_then_each_call_has_its_own_instance() {
        let made = glue(GLUE).expect("known glue");
        assert!(made.starts_with(
            "export function instantiate(module, guarded, setTimeout, clearTimeout, readGiven, takeThrown, described) {\n"
        ));
        assert!(made.contains("wasm = guarded(instance.exports);"));
        assert!(made.ends_with("initSync({ module });\nreturn { Shop, check };\n}\n"));
        assert!(!made.contains("__wbg_load") && !made.contains("__wbg_init"));
        assert_eq!(made.matches("export ").count(), 1);
    }

    #[test]
    fn given_other_glue_when_it_is_made_a_function_then_what_is_missing_is_named() {
        let marks = [
            "instance.exports",
            "async function __wbg_load(",
            "export { initSync",
        ];
        for mark in marks {
            let error = glue(&GLUE.replace(mark, "")).expect_err(mark);
            assert!(error.to_string().contains("there is no"), "{error}");
        }
        println!("{} marks", marks.len());
    }
}
