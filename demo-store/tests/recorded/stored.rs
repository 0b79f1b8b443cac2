//! What shops stored of a text, which is not what they answered.

use std::path::Path;

use demo_store::{Options, ShopVersion, Store, respond};

use crate::exchange;

/// Groups of writes that send a description, by the start of what follows the number.
const TEXTS: [&str; 3] = ["uni-put-", "desc-", "prodput-37-"];

/// The description in the first language after a write, as recorded beside it: in a
/// line of its own or in the list of what changed.
fn theirs(path: &Path) -> Option<String> {
    if let Ok(listed) = std::fs::read_to_string(path.with_extension("db.txt")) {
        let line = listed.lines().find_map(|line| line.strip_prefix("DB   "));
        return line.map(str::to_owned);
    }
    let changed = std::fs::read_to_string(path.with_extension("dbdiff.txt")).ok()?;
    let line = changed
        .lines()
        .find(|line| line.contains("id_lang=1].description:"))?;
    let written = line.rsplit_once(" -> ")?.1;
    let quote = written.chars().next()?;
    let inside = written.strip_prefix(quote)?.strip_suffix(quote)?;
    let plain = inside
        .replace("\\'", "'")
        .replace("\\xa0", "\u{a0}")
        .replace("\\n", "\n")
        .replace("\\\n", "\\n");
    Some(plain.replace("\\\\", "\\"))
}

#[test]
fn texts_are_stored_as_real_shops_stored_them() {
    let mut compared = 0;
    let mut wrong = Vec::new();
    for version in ShopVersion::ALL {
        let Some(folder) = exchange::folder(version.number()) else {
            println!(
                "skipped {}: no recordings beside the repository",
                version.number()
            );
            continue;
        };
        for exchange in exchange::all(&folder) {
            let named = exchange.name.split_once('-').map_or("", |(_, name)| name);
            let body = String::from_utf8_lossy(&exchange.request.body).into_owned();
            let sends = body.contains("<description>") && exchange.request.method == "PUT";
            if !TEXTS.iter().any(|start| named.starts_with(start)) || !sends {
                continue;
            }
            let Some(theirs) = theirs(&folder.join(format!("{}.request", exchange.name))) else {
                continue;
            };
            if exchange.status != 200 {
                continue;
            }
            let mut store = Store::new(Options {
                version,
                ..Options::default()
            });
            respond(&mut store, &exchange.request);
            let ours = store
                .changes()
                .iter()
                .rev()
                .find(|change| change.field == "description[1]" && change.shop == 1)
                .and_then(|change| change.after.clone());
            compared += 1;
            if ours.as_deref() != Some(theirs.as_str()) {
                let name = &exchange.name;
                wrong.push(format!(
                    "{} {name}: {ours:?}, theirs {theirs:?}",
                    version.number()
                ));
            }
        }
    }
    println!("{compared} texts compared");
    for line in &wrong {
        println!("{line}");
    }
    assert!(wrong.is_empty(), "{} differences", wrong.len());
}
