//! Prices that a shop computes, compared with what its own tables say: for every product and
//! combination, with tax, reductions, groups, countries, currencies and quantities.

use std::collections::BTreeMap;

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::webservice::price::ComputedPrice;
use aismarttalk_prestashop::webservice::query::Query;
use demo_store::{Options, ShopVersion, keys};
use serde_json::{Value, json};

use crate::run;
use crate::support::{StoreTransport, block_on, client_with};

/// Taxes by rules and country, in per cent, as the demo store's README lists them.
const TAXES: [(u32, u32, f64); 6] = [
    (1, 8, 20.0),
    (1, 3, 21.0),
    (1, 1, 19.0),
    (2, 8, 5.5),
    (2, 3, 6.0),
    (2, 1, 7.0),
];

/// The shop's moment, between the days on which some prices begin and end.
const NOW: &str = "2026-03-02 08:00:00";

type Row = BTreeMap<String, String>;

/// A shop's tables, as it lists them.
struct Tables {
    products: Vec<Row>,
    combinations: Vec<Row>,
    deals: BTreeMap<u32, Vec<Row>>,
    rates: BTreeMap<u32, f64>,
}

/// For whom a price is.
#[derive(Clone, Copy, Debug)]
struct Whom {
    group: u32,
    country: u32,
    currency: u32,
    quantity: u32,
    tax: bool,
    reduced: bool,
    reduction: bool,
    decimals: u32,
}

const USUAL: Whom = Whom {
    group: 3,
    country: 8,
    currency: 1,
    quantity: 1,
    tax: true,
    reduced: true,
    reduction: false,
    decimals: 2,
};

const CASES: &[Whom] = &[
    USUAL,
    Whom {
        tax: false,
        ..USUAL
    },
    Whom {
        reduced: false,
        ..USUAL
    },
    Whom {
        tax: false,
        reduced: false,
        ..USUAL
    },
    Whom {
        reduction: true,
        ..USUAL
    },
    Whom {
        reduction: true,
        tax: false,
        ..USUAL
    },
    Whom {
        reduction: true,
        decimals: 6,
        ..USUAL
    },
    Whom { group: 1, ..USUAL },
    Whom {
        group: 1,
        tax: false,
        ..USUAL
    },
    Whom { group: 2, ..USUAL },
    Whom {
        country: 3,
        ..USUAL
    },
    Whom {
        country: 3,
        tax: false,
        ..USUAL
    },
    Whom {
        country: 3,
        reduction: true,
        ..USUAL
    },
    Whom {
        country: 1,
        ..USUAL
    },
    Whom {
        country: 21,
        ..USUAL
    },
    Whom {
        country: 3,
        group: 1,
        ..USUAL
    },
    Whom {
        currency: 2,
        ..USUAL
    },
    Whom {
        currency: 2,
        tax: false,
        ..USUAL
    },
    Whom {
        currency: 3,
        decimals: 0,
        ..USUAL
    },
    Whom {
        quantity: 5,
        ..USUAL
    },
    Whom {
        quantity: 4,
        ..USUAL
    },
    Whom {
        quantity: 9,
        country: 3,
        group: 1,
        currency: 2,
        ..USUAL
    },
];

#[test]
fn given_prices_for_anybody_then_they_are_what_the_tables_of_the_shop_say() {
    let mut compared = 0;
    let mut reduced = [0_usize; 2];
    for version in ShopVersion::ALL {
        let client = shop(version);
        let tables = Tables::of(&client);
        assert!(tables.products.len() >= 100);
        for whom in CASES {
            for resource in ["products", "combinations"] {
                let rows = match resource {
                    "products" => &tables.products,
                    _ => &tables.combinations,
                };
                let answered = computed(&client, resource, whom);
                assert!(answered.len() >= rows.len(), "{resource}");
                for row in rows {
                    let expected = tables.price(resource, row, whom);
                    let id = number(row, "id");
                    assert_eq!(
                        answered.get(&id),
                        Some(&format!("{expected:.6}")),
                        "{version:?} {resource} {id} {whom:?}"
                    );
                    compared += 1;
                    reduced[usize::from(resource == "combinations")] +=
                        usize::from(whom.reduction && expected > 0.0);
                }
            }
        }
    }
    assert!(reduced.iter().all(|count| *count > 100), "{reduced:?}");
    println!("{compared} prices, {reduced:?} of them reductions of products and combinations");
}

#[test]
fn given_a_product_then_its_prices_and_those_of_its_combinations_are_told() {
    let (mut products, mut combinations, mut reductions) = (0, 0, 0);
    for version in ShopVersion::ALL {
        let client = shop(version);
        let tables = Tables::of(&client);
        for row in tables.products.iter().take(120) {
            let id = number(row, "id");
            let answer = run(&client, "get_product", &json!({ "id": id })).unwrap();
            let product = &answer["products"][0];
            let price = |whom: Whom| tables.price("products", row, &whom);
            let text = |amount: f64| json!(format!("{amount:.2}"));
            let context = format!("{version:?} product {id}: {product}");
            let (full, paid) = (
                price(Whom {
                    reduced: false,
                    ..USUAL
                }),
                price(USUAL),
            );
            assert_eq!(product["price_tax_incl"], text(full), "{context}");
            assert_eq!(product["final_price"], text(paid), "{context}");
            let net = price(Whom {
                tax: false,
                ..USUAL
            });
            assert_eq!(product["final_price_tax_excl"], text(net), "{context}");
            if full > paid {
                let exact = |reduction| {
                    price(Whom {
                        reduction,
                        reduced: reduction,
                        decimals: 6,
                        ..USUAL
                    })
                };
                let percent = exact(true) / exact(false) * 100.0;
                let told = product["reduction"]["percent"].as_str().unwrap();
                assert!(
                    (told.parse::<f64>().unwrap() - percent).abs() < 0.0051,
                    "{context}"
                );
                let taken = product["reduction"]["amount_tax_incl"].as_str().unwrap();
                assert!((taken.parse::<f64>().unwrap() - (full - paid)).abs() < 1e-9);
                reductions += 1;
            } else {
                assert_eq!(product["reduction"], Value::Null, "{context}");
            }
            let own = tables.combinations.iter();
            let own: Vec<&Row> = own.filter(|one| number(one, "id_product") == id).collect();
            let told = product["combinations"].as_array().unwrap();
            assert_eq!(told.len(), own.len(), "{context}");
            for (told, row) in told.iter().zip(own) {
                let price = tables.price("combinations", row, &USUAL);
                assert_eq!(told["id"], json!(number(row, "id")));
                assert_eq!(told["final_price"], text(price), "{context}");
                assert!(told["name"].as_str().is_some_and(|name| !name.is_empty()));
                assert!(told["stock"].is_number(), "{context}");
                combinations += 1;
            }
            products += 1;
        }
    }
    assert!(reductions > 100 && combinations > 100);
    println!("{products} products, {combinations} combinations, {reductions} reductions");
}

#[test]
fn given_currencies_then_the_default_one_is_told_in_every_version() {
    for version in ShopVersion::ALL {
        let answer = run(&shop(version), "get_product", &json!({ "id": 1 })).unwrap();
        let euro = json!({ "id": 1, "iso_code": "EUR", "symbol": "€", "decimals": 2 });
        assert_eq!(answer["currency"], euro, "{version:?}");
    }
}

#[test]
fn given_two_currencies_with_the_rate_1_then_none_is_said_to_be_the_default() {
    let client = shop(ShopVersion::V8_2);
    client.transport().with_store(|store| {
        assert!(store.overwrite("currencies/2", "conversion_rate", "1"));
    });
    let answer = run(&client, "get_product", &json!({ "id": 1 })).unwrap();
    assert_eq!(answer["currency"], Value::Null);
    assert!(
        answer["warnings"].to_string().contains("rate 1"),
        "{answer}"
    );
}

#[test]
fn given_a_product_of_which_no_combination_is_the_default_then_no_price_is_told_rather_than_0() {
    let client = shop(ShopVersion::V8_2);
    let tables = Tables::of(&client);
    let first = tables
        .combinations
        .iter()
        .find(|one| number(one, "id_product") == 1);
    let record = format!("combinations/{}", first.unwrap()["id"]);
    client.transport().with_store(|store| {
        assert!(store.overwrite(&record, "default_on", "0"));
    });
    let answer = run(&client, "get_product", &json!({ "id": 1 })).unwrap();
    let product = &answer["products"][0];
    for name in [
        "price_tax_incl",
        "final_price",
        "final_price_tax_excl",
        "reduction",
    ] {
        assert_eq!(product[name], Value::Null, "{name}");
    }
    assert!(answer["warnings"].to_string().contains("computes no price"));
    assert_eq!(product["combinations"][1]["final_price"], json!("69.00"));
}

fn shop(version: ShopVersion) -> Client<StoreTransport> {
    let store = StoreTransport::of(Options {
        version,
        products: 150,
        ..Options::default()
    });
    client_with(store, keys::EVERYTHING, |_| {})
}

/// One computed price of every record, by id.
fn computed(
    client: &Client<StoreTransport>,
    resource: &'static str,
    whom: &Whom,
) -> BTreeMap<u32, String> {
    let options = vec![
        ("use_tax", u32::from(whom.tax)),
        ("use_reduction", u32::from(whom.reduced)),
        ("only_reduction", u32::from(whom.reduction)),
        ("group", whom.group),
        ("country", whom.country),
        ("currency", whom.currency),
        ("quantity", whom.quantity),
        ("decimals", whom.decimals),
    ];
    let name = "it".to_owned();
    let query = Query {
        price: vec![ComputedPrice { name, options }],
        display: aismarttalk_prestashop::webservice::display::Display::Fields(vec!["id".into()]),
        ..Query::default()
    };
    let rows = list(client, resource, query);
    rows.into_iter()
        .map(|row| (number(&row, "id"), row["it"].clone()))
        .collect()
}

fn list(client: &Client<StoreTransport>, resource: &'static str, query: Query) -> Vec<Row> {
    let text = block_on(client.list_json(resource, query)).unwrap();
    let rows: Vec<serde_json::Map<String, Value>> = serde_json::from_str(&text).unwrap();
    let plain = |value: Value| match value {
        Value::String(text) => text,
        Value::Null => "0".to_owned(),
        other => other.to_string(),
    };
    let row = |row: serde_json::Map<String, Value>| {
        let mut cells = Row::new();
        for (name, value) in row {
            match value {
                Value::Object(extra) if name == "extra" => {
                    cells.extend(extra.into_iter().map(|(name, value)| (name, plain(value))));
                }
                value => {
                    cells.insert(name, plain(value));
                }
            }
        }
        cells
    };
    rows.into_iter().map(row).collect()
}

fn number(row: &Row, name: &str) -> u32 {
    row[name].parse().unwrap()
}

fn amount(row: &Row, name: &str) -> f64 {
    row[name].parse().unwrap()
}

impl Tables {
    fn of(client: &Client<StoreTransport>) -> Tables {
        let mut deals: BTreeMap<u32, Vec<Row>> = BTreeMap::new();
        for deal in list(client, "specific_prices", Query::default()) {
            deals
                .entry(number(&deal, "id_product"))
                .or_default()
                .push(deal);
        }
        let rates = list(client, "currencies", Query::default());
        let products = list(client, "products", Query::default());
        // A pack and a virtual product have left-over ones, as have products of another shop.
        let with_sizes = products
            .iter()
            .filter(|one| one["associations"].contains("\"combinations\":[{"));
        let with_sizes: Vec<u32> = with_sizes.map(|one| number(one, "id")).collect();
        let mut combinations = list(client, "combinations", Query::default());
        combinations.retain(|one| with_sizes.contains(&number(one, "id_product")));
        Tables {
            products,
            combinations,
            deals,
            rates: rates
                .iter()
                .map(|one| (number(one, "id"), amount(one, "conversion_rate")))
                .collect(),
        }
    }

    fn price(&self, resource: &str, row: &Row, whom: &Whom) -> f64 {
        let own = |product: u32| {
            self.combinations
                .iter()
                .filter(move |one| number(one, "id_product") == product)
        };
        let (product, size, wanted) = match resource {
            "products" => {
                let id = number(row, "id");
                let size = own(id).find(|one| one["default_on"] == "1");
                (row, size, 0)
            }
            _ => {
                let of = number(row, "id_product");
                let product = self.products.iter().find(|one| number(one, "id") == of);
                (product.unwrap(), Some(row), number(row, "id"))
            }
        };
        let rate = match whom.currency {
            1 => 1.0,
            other => self.rates[&other],
        };
        let deal = self.deal(number(product, "id"), wanted, whom);
        let fixed = deal.filter(|deal| amount(deal, "price") >= 0.0);
        let mut price = match fixed {
            Some(deal) if number(deal, "id_currency") > 0 => amount(deal, "price"),
            Some(deal) => amount(deal, "price") * rate,
            None => amount(product, "price") * rate,
        };
        if let Some(size) = size
            && fixed.is_none_or(|deal| number(deal, "id_product_attribute") == 0)
        {
            price += amount(size, "price") * rate;
        }
        let rules = number(product, "id_tax_rules_group");
        let taxes = TAXES
            .iter()
            .find(|one| (one.0, one.1) == (rules, whom.country));
        let tax = 1.0 + taxes.map_or(0.0, |one| one.2) / 100.0;
        if whom.tax {
            price *= tax;
        }
        let reduction = deal.map_or(0.0, |deal| {
            if deal["reduction_type"] == "percentage" {
                return price * amount(deal, "reduction");
            }
            let mut off = amount(deal, "reduction");
            if number(deal, "id_currency") == 0 {
                off *= rate;
            }
            match (whom.tax, deal["reduction_tax"] == "1") {
                (true, false) => off * tax,
                (false, true) => off / tax,
                _ => off,
            }
        });
        if whom.reduction {
            return rounded(reduction, whom.decimals);
        }
        if whom.reduced {
            price -= reduction;
        }
        rounded(price.max(0.0), whom.decimals)
    }

    /// The specific price that counts, in the words of the shop's query.
    fn deal(&self, product: u32, wanted: u32, whom: &Whom) -> Option<&Row> {
        let fits = |deal: &&Row| {
            let is = |name: &str, mine: u32| number(deal, name) == 0 || number(deal, name) == mine;
            let day = |name: &str| Some(deal[name].as_str()).filter(|day| day.len() > 1);
            let many = number(deal, "from_quantity");
            is("id_shop", 1)
                && is("id_currency", whom.currency)
                && is("id_country", whom.country)
                && is("id_group", whom.group)
                && is("id_product_attribute", wanted)
                && number(deal, "id_customer") == 0
                && (many <= 1 || many <= whom.quantity)
                && day("from").is_none_or(|from| from.starts_with("0000") || from <= NOW)
                && day("to").is_none_or(|to| to.starts_with("0000") || to >= NOW)
        };
        let mut all: Vec<&Row> = self.deals.get(&product)?.iter().filter(fits).collect();
        let score = |deal: &Row| {
            let points = |name: &str, mine: u32, points: u32| {
                if number(deal, name) == mine {
                    points
                } else {
                    0
                }
            };
            points("id_shop", 1, 16)
                + points("id_currency", whom.currency, 8)
                + points("id_country", whom.country, 4)
                + points("id_group", whom.group, 2)
        };
        all.sort_by_key(|deal| {
            let first = (
                number(deal, "id_product_attribute"),
                number(deal, "from_quantity"),
            );
            std::cmp::Reverse((first, score(deal)))
        });
        all.first().copied()
    }
}

/// As PHP rounds: half up, of the number as it prints with fifteen digits.
fn rounded(amount: f64, decimals: u32) -> f64 {
    let step = 10_f64.powi(i32::try_from(decimals).unwrap());
    let shifted: f64 = format!("{:.7}", amount * step).parse().unwrap();
    (shifted + 0.5).floor() / step
}
