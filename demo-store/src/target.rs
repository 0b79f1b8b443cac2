//! What a URL points at: shop, fault, path inside the Webservice, query.

use crate::catalogue::shops::{self, Shop};
use crate::http::Request;
use crate::query::{Query, decode};

/// Where a request goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// `http://host[:port]`, without a slash behind it.
    pub(crate) origin: String,
    /// `host[:port]`.
    pub(crate) host: String,
    /// The shop whose address the path starts with.
    pub(crate) shop: u32,
    /// The misbehaviour asked for with `/~NAME`.
    pub(crate) fault: Option<String>,
    pub(crate) place: Place,
    /// Behind the `?`, as it was sent.
    pub(crate) raw_query: String,
    pub(crate) query: Query,
}

/// What lies at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// The Webservice, with the rest of the path, without slashes around it.
    Webservice(String),
    /// The shop's home page.
    Home,
    /// The shop's page for paths that lead nowhere.
    Nowhere,
}

impl Target {
    /// `shops` are those whose folders are known here.
    pub(crate) fn of(request: &Request, shops: &[Shop]) -> Target {
        let (scheme, authority, rest) = split_url(&request.url);
        let host = authority
            .or_else(|| request.header_value("Host"))
            .unwrap_or("shop.example.com")
            .to_owned();
        let rest = rest.split('#').next().unwrap_or("");
        let (path, raw_query) = rest.split_once('?').unwrap_or((rest, ""));
        let query = Query::parse(raw_query);
        let (shop, fault, path) = split_prefixes(path, shops);
        let place = place(path, &query);
        Target {
            origin: format!("{scheme}://{host}"),
            host,
            shop,
            fault: fault.map(str::to_owned),
            place,
            raw_query: raw_query.to_owned(),
            query,
        }
    }
}

fn split_url(url: &str) -> (&str, Option<&str>, &str) {
    let Some((scheme, rest)) = url.split_once("://") else {
        return ("http", None, url);
    };
    // A `://` behind the `?` belongs to a value.
    if scheme.contains(['/', '?']) {
        return ("http", None, url);
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
    (scheme, Some(authority), path)
}

/// Takes the folder of a shop and `/~NAME` off the front, in either order.
fn split_prefixes<'p>(path: &'p str, shops: &[Shop]) -> (u32, Option<&'p str>, &'p str) {
    let (mut shop, mut fault, mut rest) = (None, None, path);
    loop {
        let (segment, after) = first_segment(rest);
        let named = shops
            .iter()
            .find(|named| !named.folder.is_empty() && named.folder == segment)
            .filter(|_| shop.is_none());
        if let Some(named) = named {
            // The rule of a shop that is closed leads to the same PHP, which finds no such
            // shop and takes the default one.
            shop = Some(if named.is_open() {
                named.id
            } else {
                shops::DEFAULT
            });
        } else if let Some(name) = segment.strip_prefix('~').filter(|_| fault.is_none()) {
            fault = Some(name);
        } else {
            return (shop.unwrap_or(shops::DEFAULT), fault, rest);
        }
        rest = after;
    }
}

fn first_segment(path: &str) -> (&str, &str) {
    let inner = path.strip_prefix('/').unwrap_or(path);
    let end = inner.find('/').unwrap_or(inner.len());
    inner.split_at_checked(end).unwrap_or((inner, ""))
}

fn place(path: &str, query: &Query) -> Place {
    let (segment, after) = first_segment(path);
    match segment {
        // The rewrite puts the path into `url=`, so one in the query overrides it.
        "api" => Place::Webservice(inside(query.get("url").unwrap_or(&decode_path(after)))),
        "webservice" if after.trim_end_matches('/') == "/dispatcher.php" => {
            Place::Webservice(inside(query.get("url").unwrap_or("")))
        }
        "" | "index.php" => Place::Home,
        _ => Place::Nowhere,
    }
}

fn inside(path: &str) -> String {
    path.trim_matches('/').to_owned()
}

fn decode_path(path: &str) -> String {
    decode(&path.replace('+', "%2B"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;

    #[test]
    fn a_path_leads_to_the_webservice_of_a_shop() {
        let cases = [
            ("/api", 1, None, "webservice:"),
            ("/api/", 1, None, "webservice:"),
            ("/api//products", 1, None, "webservice:products"),
            (
                "/api/products/1/foo?limit=1",
                1,
                None,
                "webservice:products/1/foo",
            ),
            ("/api/products?url=orders", 1, None, "webservice:orders"),
            ("/shop2/api/orders/", 2, None, "webservice:orders"),
            ("/shop3/api", 3, None, "webservice:"),
            ("/shop3/shop2/api", 3, None, "nowhere"),
            ("/~bom/api/orders", 1, Some("bom"), "webservice:orders"),
            (
                "/shop2/~bom/api/orders",
                2,
                Some("bom"),
                "webservice:orders",
            ),
            (
                "/~bom/shop2/api/orders",
                2,
                Some("bom"),
                "webservice:orders",
            ),
            (
                "/webservice/dispatcher.php?url=products/2",
                1,
                None,
                "webservice:products/2",
            ),
            (
                "http://a.example/api/products",
                1,
                None,
                "webservice:products",
            ),
            ("/", 1, None, "home"),
            ("/SHOP2/api", 1, None, "nowhere"),
            ("/shop9/api", 1, None, "nowhere"),
            ("/shop6/api", 1, None, "nowhere"),
            ("/apis", 1, None, "nowhere"),
        ];
        check(&cases, &Options::default());
        let further = [
            ("/shop2/api", 2, None, "webservice:"),
            ("/shop4/api/orders", 1, None, "webservice:orders"),
            ("/shop4/shop2/api", 1, None, "nowhere"),
            ("/shop5/~bom/api", 1, Some("bom"), "webservice:"),
            ("/shop7/api", 7, None, "webservice:"),
        ];
        let options = Options {
            further_shops: true,
            ..Options::default()
        };
        check(&further, &options);
        println!("{} paths", cases.len() + further.len());
    }

    fn check(cases: &[(&str, u32, Option<&str>, &str)], options: &Options) {
        let shops = shops::of(options);
        for &(url, shop, fault, expected) in cases {
            let target = Target::of(&Request::new("GET", url), shops);
            let place = match &target.place {
                Place::Webservice(path) => format!("webservice:{path}"),
                Place::Home => "home".to_owned(),
                Place::Nowhere => "nowhere".to_owned(),
            };
            assert_eq!(
                (target.shop, target.fault.as_deref(), place.as_str()),
                (shop, fault, expected),
                "{url}"
            );
        }
    }
}
