//! Programs that write without a client of this crate: at once, and without looking.

use demo_store::{Request, ShopVersion, keys};

use crate::asks::{Ask, Cell};
use crate::plan::Other;
use crate::shop::{Shop, Work};

/// What the shop refuses in a product that is written whole.
const UNWRITABLE: [&str; 3] = ["manufacturer_name", "quantity", "position_in_category"];

pub async fn write(shop: Shop, version: ShopVersion, other: &Other) {
    shop.0.clock.pass(other.at).await;
    let Some(request) = request(&shop, version, &other.ask) else {
        return;
    };
    shop.tell("other", || {
        format!("SENDS {} {}", request.method, other.ask)
    });
    let takes = shop.below(*shop.pick(&[1, 200_000, 3_000_000])) as u64;
    let work = Work {
        after: 0,
        takes,
        killed: None,
    };
    shop.start(None, false, request, work).wait().await;
}

fn ask(method: &str, path: &str, body: String) -> Request {
    let mark = if path.contains('?') { '&' } else { '?' };
    let url = format!(
        "https://shop.example/api/{path}{mark}ws_key={}",
        keys::EVERYTHING
    );
    let mut request = Request::new(method, &url);
    request.body = body.into_bytes();
    request
}

fn request(shop: &Shop, version: ShopVersion, asked: &Ask) -> Option<Request> {
    Some(match asked {
        Ask::Update {
            resource,
            id,
            cells,
            ..
        } => {
            let path = format!("{resource}/{id}");
            match version >= ShopVersion::V8_2 {
                true => ask("PATCH", &path, part(resource, *id, cells)),
                false => ask("PUT", &path, whole(shop, &path, cells)?),
            }
        }
        Ask::Status {
            order,
            state,
            email,
        } => {
            let body = format!(
                "<prestashop><order_history><id_order>{order}</id_order><id_order_state>{state}</id_order_state></order_history></prestashop>"
            );
            let mail = if *email { "?sendemail=1" } else { "" };
            ask("POST", &format!("order_histories{mail}"), body)
        }
        Ask::Delete { resource, id } => ask("DELETE", &format!("{resource}/{id}"), String::new()),
        Ask::Create { .. } => return None,
    })
}

fn part(resource: &str, id: u32, cells: &[Cell]) -> String {
    let fields: String = cells
        .iter()
        .map(|cell| match cell.field.split_once('[') {
            Some((name, language)) => format!(
                "<{name}><language id=\"{}\">{}</language></{name}>",
                language.trim_end_matches(']'),
                cell.value
            ),
            None => format!("<{0}>{1}</{0}>", cell.field, cell.value),
        })
        .collect();
    let one = &resource[..resource.len() - 1];
    format!("<prestashop><{one}><id>{id}</id>{fields}</{one}></prestashop>")
}

/// The record as it is, with other values.
fn whole(shop: &Shop, path: &str, cells: &[Cell]) -> Option<String> {
    let read = shop.read(&ask(
        "GET",
        &format!("{path}?language=[1|2|3|4]"),
        String::new(),
    ));
    let mut text = String::from_utf8(read.body)
        .ok()
        .filter(|_| read.status == 200)?;
    for field in UNWRITABLE {
        replace(
            &mut text,
            0,
            &format!("<{field}"),
            &format!("</{field}>"),
            "",
        )?;
    }
    for cell in cells {
        let (name, language) = match cell.field.split_once('[') {
            Some((name, rest)) => (name, Some(rest.trim_end_matches(']'))),
            None => (cell.field.as_str(), None),
        };
        let field = text.find(&format!("<{name}"))?;
        match language {
            Some(id) => {
                let start = format!("<language id=\"{id}\"");
                let new = format!("{start}>{}</language>", cell.value);
                replace(&mut text, field, &start, "</language>", &new)?;
            }
            None => {
                let (start, end) = (format!("<{name}"), format!("</{name}>"));
                let new = format!("<{name}>{}</{name}>", cell.value);
                replace(&mut text, field, &start, &end, &new)?;
            }
        }
    }
    Some(text)
}

/// Puts something in the place of an element; where there is none, nothing happens.
fn replace(text: &mut String, from: usize, start: &str, end: &str, new: &str) -> Option<()> {
    let Some(at) = text.get(from..)?.find(start).map(|at| at + from) else {
        return Some(());
    };
    let length = text.get(at..)?.find(end)? + end.len();
    text.replace_range(at..at + length, new);
    Some(())
}
