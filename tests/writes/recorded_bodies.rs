//! Bodies that recordings show to be safe: ours for the same records are the same.

use std::rc::Rc;

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::webservice::ErrorKind;

use crate::recorded::{answers, change, put_in, update};
use crate::recordings::{Recording, VERSIONS, all, named};
use crate::replay::{COMPUTED, Held, Record, Replay};

/// Recorded writes, and the read that each was made of.
const SAFE: [(&str, &str); 19] = [
    (
        "prodput-05-readonly+position-stripped",
        "prodput-00-get-before",
    ),
    (
        "prodput-06-full-stripped-no-associations",
        "prodput-00-get-before",
    ),
    ("custput-01-full-as-got", "custput-00-get"),
    ("inact-04-putback-both", "inact-03-get-both"),
    ("stockput-01-quantity", "stock-00-get"),
    ("stockput-02-combination-quantity", "stock-20-get"),
    ("rt-02-put", "rt-02-get"),
    ("rt-03-put", "rt-03-get"),
    ("rt-04-put", "rt-04-get"),
    ("rt-06-put", "rt-06-get"),
    ("rt-07-put", "rt-07-get"),
    ("rt-09-put", "rt-09-get"),
    ("rt-10-put", "rt-10-get"),
    ("rt-11-put", "rt-11-get"),
    ("rt-12-put", "rt-12-get"),
    ("rt-13-put", "rt-13-get"),
    ("rt-14-put", "rt-14-get"),
    ("rt-16-put", "rt-16-get"),
    ("rt-17-put", "rt-17-get"),
];
/// Recordings of refusals that are not about what the body leaves out: a number that was
/// made up, and the association that ours does not name.
const OTHER_REFUSALS: [&str; 2] = ["Customer->siret is not valid", "product_bundle value"];
/// Fields of recorded bodies that ours leave out, and why.
const LEFT_OUT: [(&str, &str); 7] = [
    ("new", "it is always empty"),
    ("id_default_image", "empty, it takes the cover away"),
    (
        "id_default_combination",
        "empty, it takes the combination away",
    ),
    (
        "position_in_category",
        "it renumbers, or cannot be put back",
    ),
    ("manufacturer_name", "the shop refuses it"),
    ("quantity", "the shop refuses it"),
    ("type", "other fields overrule it"),
];
/// Fields that ours leave out where they are empty: shops store 0 for them.
const LEFT_OUT_EMPTY: [&str; 1] = ["low_stock_threshold"];

/// The recorded read of a write; where it was not kept, the write itself with what no body
/// may hold.
fn read_of(recordings: &[Recording], get: &str, put: &Record) -> (Record, bool) {
    if let Some(read) = named(recordings, get).and_then(|get| Record::parse(&get.received)) {
        return (read, true);
    }
    let mut rebuilt = put.clone();
    for name in COMPUTED {
        if put.field(name).is_none() {
            rebuilt
                .fields
                .push((name.to_owned(), Held::Text(String::new())));
        }
    }
    (rebuilt, false)
}

fn check_same(case: &str, ours: &Record, recorded: &Record) {
    assert_eq!(ours.item, recorded.item, "{case}");
    for (name, held) in &ours.fields {
        assert_eq!(Some(held), recorded.field(name), "{case} {name}");
    }
    for (name, held) in &recorded.fields {
        let is_empty = *held == Held::Text(String::new());
        let may_miss = LEFT_OUT.iter().any(|(one, _)| one == name)
            || (is_empty && LEFT_OUT_EMPTY.contains(&name.as_str()));
        assert!(
            ours.field(name).is_some() || may_miss,
            "{case} lacks {name}"
        );
    }
    // Shops keep what is not named, and empty or refuse what is.
    assert_eq!(ours.associations, "", "{case}");
}

/// The shop of a recorded write, its key without PATCH.
fn shop(
    version: &str,
    recordings: &[Recording],
    read: Record,
    is_inactive: bool,
) -> Client<Replay> {
    let key = match read.item.as_str() {
        "stock_available" => "root-keyB",
        _ => "root-keyA",
    };
    let mut answers = match is_inactive {
        true => answers(version, recordings, key, "lang-inactive-languages", &[1]),
        false => answers(version, recordings, key, "", &[1, 2]),
    };
    let root = &mut Rc::get_mut(&mut answers).unwrap().root;
    *root = root.replace("patch=\"true\"", "patch=\"false\"");
    Replay::client(&answers, read)
}

/// The body that our client sends for a record, with its own change taken back.
fn body(case: &str, client: &Client<Replay>, read: &Record) -> Record {
    let written = update(client, read).unwrap_or_else(|error| panic!("{case}: {error}"));
    assert!(written.written, "{case}");
    let writes = client.transport().writes.take();
    let [(method, body)] = &writes[..] else {
        panic!("{case}: {} writes", writes.len());
    };
    assert_eq!(method, "PUT", "{case}");
    let mut body = Record::parse(body).unwrap();
    let (field, language, value) = change(read);
    let mut expected = read.clone();
    put_in(&mut expected, (field, language, value));
    assert_eq!(body.field(field), expected.field(field), "{case}");
    body.field_mut(field)
        .unwrap()
        .clone_from(read.field(field).unwrap());
    body
}

#[test]
fn given_the_bodies_that_recordings_show_to_be_safe_then_ours_are_the_same() {
    let (mut same, mut rebuilt, mut refused) = (0, 0, 0);
    for version in VERSIONS {
        let recordings = all(version);
        let mut left_out = Vec::new();
        for (name, get) in SAFE {
            let case = format!("{version} {name}");
            let put = named(&recordings, name);
            let parsed = put.and_then(|put| Some((put, Record::parse(&put.sent)?)));
            // 1.6 has fewer demonstration products.
            let Some((put, recorded)) = parsed else {
                left_out.push(name);
                continue;
            };
            let (mut read, is_recorded) = read_of(&recordings, get, &recorded);
            // The recorded body of stock has a quantity of its own.
            if let Some(Held::Text(quantity)) = recorded.field("quantity") {
                put_in(&mut read, ("quantity", None, &quantity.clone()));
            }
            let client = shop(
                version,
                &recordings,
                read.clone(),
                name.starts_with("inact"),
            );
            if recorded.item == "customer" && version.starts_with('9') {
                assert_ne!(put.status, 200, "{case}");
                assert_eq!(
                    update(&client, &read).unwrap_err().kind(),
                    ErrorKind::Permission,
                    "{case}"
                );
                assert!(client.transport().writes.take().is_empty(), "{case}");
                refused += 1;
                continue;
            }
            let is_safe =
                put.status == 200 || OTHER_REFUSALS.iter().any(|one| put.received.contains(one));
            assert!(is_safe, "{case}: {}", put.received);
            check_same(&case, &body(&case, &client, &read), &recorded);
            same += 1;
            rebuilt += usize::from(!is_recorded);
        }
        if !left_out.is_empty() {
            println!(
                "left out of {version}, where no such write was recorded or no such record exists: {}",
                left_out.join(", ")
            );
        }
    }
    println!("{same} bodies as recorded, {rebuilt} of them from a rebuilt read; {refused} refused");
}
