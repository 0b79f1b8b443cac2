//! Finds that nobody wrote down: conditions drawn from the rows themselves, alone and together.

use demo_store::{Options, ShopVersion, Store, keys};
use serde_json::{Map, Value, json};

use super::oracle::Tables;
use super::paged::pages;
use crate::ids;
use crate::support::random::Random;
use crate::support::{StoreTransport, client_with};

const FINDS: usize = 200;

/// A parameter: its name, and what makes its value and its meaning of a row.
type Draw = (&'static str, fn(&Value, &mut Random) -> (Value, String));

const OF_ORDERS: &[Draw] = &[
    ("state", |row, _| is(row, "current_state")),
    ("from", |row, random| bound(row, "date_add", ">=", random)),
    ("to", |row, random| bound(row, "date_add", "<=", random)),
    ("paid", |row, _| flag(row, "paid")),
    ("total_from", |row, _| amount(row, ">=")),
    ("total_to", |row, _| amount(row, "<=")),
    ("payment", |row, random| part(row, "payment", random)),
    ("reference", |row, random| {
        let (text, meant) = part(row, "reference", random);
        let mark = ["", "#"][random.below(2)];
        (json!(format!("{mark}{}", text.as_str().unwrap())), meant)
    }),
    ("customer", |row, random| match random.below(2) {
        0 => is(row, "id_customer"),
        _ => whole(row, "email"),
    }),
];

const OF_CUSTOMERS: &[Draw] = &[
    ("words", |row, random| {
        let name = *random.pick(&["firstname", "lastname"]);
        let (text, _) = part(row, name, random);
        let text = text.as_str().unwrap().split_whitespace().next();
        let text = text.unwrap_or("a").to_owned();
        let meant = format!("firstname/lastname ~ {text}");
        (json!(text), meant)
    }),
    ("email", |row, random| match random.below(3) {
        0 => whole(row, "email"),
        1 => part(row, "email", random),
        _ => {
            let email = row["email"].as_str().unwrap();
            let end = &email[email.find('@').unwrap()..];
            (json!(end), format!("email $ {end}"))
        }
    }),
    ("registered_from", |row, random| {
        bound(row, "date_add", ">=", random)
    }),
    ("registered_to", |row, random| {
        bound(row, "date_add", "<=", random)
    }),
    ("newsletter", |row, _| flag(row, "newsletter")),
    ("guest", |row, _| flag(row, "is_guest")),
];

fn is(row: &Value, field: &str) -> (Value, String) {
    (row[field].clone(), format!("{field} = {}", row[field]))
}

fn whole(row: &Value, field: &str) -> (Value, String) {
    let text = row[field].as_str().unwrap();
    (json!(text.to_uppercase()), format!("{field} = {text}"))
}

fn flag(row: &Value, field: &str) -> (Value, String) {
    let yes = row[field].as_bool().unwrap();
    (json!(yes), format!("{field} = {}", u8::from(yes)))
}

/// A moment, or the whole day of it.
fn bound(row: &Value, field: &str, operator: &str, random: &mut Random) -> (Value, String) {
    let moment = row[field].as_str().unwrap();
    if random.below(2) == 0 {
        return (json!(moment), format!("{field} {operator} {moment}"));
    }
    let day = &moment[..10];
    let time = if operator == ">=" {
        "00:00:00"
    } else {
        "23:59:59"
    };
    (json!(day), format!("{field} {operator} {day} {time}"))
}

fn amount(row: &Value, operator: &str) -> (Value, String) {
    let text = row["total_paid_tax_incl"].as_str().unwrap();
    (
        json!(text),
        format!("total_paid_tax_incl {operator} {text}"),
    )
}

/// Some letters of a text, one after the other.
fn part(row: &Value, field: &str, random: &mut Random) -> (Value, String) {
    let letters: Vec<char> = row[field].as_str().unwrap().chars().collect();
    let start = random.below(letters.len());
    let end = (start + 2 + random.below(4)).min(letters.len());
    let part: String = letters[start..end].iter().collect();
    let part = part.trim_matches([' ', '@']).to_owned();
    // What looks like a whole address, or like its end, is none of its parts.
    let is_address = part.contains('@') && part.contains('.');
    match part.is_empty() || is_address {
        true => (json!("a"), format!("{field} ~ a")),
        false => (json!(part), format!("{field} ~ {part}")),
    }
}

#[test]
fn given_conditions_drawn_from_the_rows_then_a_find_answers_those_rows_and_no_others() {
    let given = std::env::var("FIND_SEED").ok();
    let seed = given.map_or(u64::from(std::process::id()), |seed| seed.parse().unwrap());
    println!("FIND_SEED={seed}");
    let mut random = Random::new(seed);
    let (mut found, mut conditions) = (0, 0);
    for version in ShopVersion::ALL {
        let store = Store::new(Options {
            version,
            customers: 400,
            orders: 600,
            ..Options::default()
        });
        let tables = Tables::of(&store);
        let client = client_with(StoreTransport::on(store), keys::SHOP_1, |_| {});
        for _ in 0..FINDS {
            let finds = [("find_orders", OF_ORDERS), ("find_customers", OF_CUSTOMERS)];
            let (action, draws) = *random.pick(&finds);
            let row = random.pick(tables.rows(action)).clone();
            let (mut input, mut meant) = (Map::new(), vec!["id >= 1".to_owned()]);
            for _ in 0..1 + random.below(3) {
                let (name, draw) = *random.pick(draws);
                if !input.contains_key(name) {
                    let (value, term) = draw(&row, &mut random);
                    input.insert(name.to_owned(), value);
                    meant.push(term);
                    conditions += 1;
                }
            }
            let input = Value::Object(input);
            let expected = tables.meant(action, &meant.join(" & "));
            assert!(!expected.is_empty(), "{input} {meant:?}");
            let limit = 1 + u32::try_from(random.below(99)).unwrap();
            let (all, _) = pages(&client, action, &input, limit.max(20));
            let all = ids(&Value::Array(all));
            assert_eq!(all, expected, "{version:?} {action} {input} {meant:?}");
            found += all.len();
        }
    }
    let finds = FINDS * ShopVersion::ALL.len();
    println!("{finds} finds with {conditions} conditions, {found} rows");
}
