//! Pages made for people: what a client meets when it talks to the wrong place.

use crate::http::Response;

fn page(status: u16, title: &str, text: &str) -> Response {
    Response::html(
        status,
        &format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{text}</p>\n</body>\n</html>\n"
        ),
    )
}

/// The shop's front page.
pub(crate) fn home() -> Response {
    page(
        200,
        "Clay &amp; Leaf",
        "Pottery, tea and paper. The Webservice is at /api/.",
    )
}

/// The shop's page for a path that leads nowhere; a long one, as themes make them.
pub(crate) fn nowhere() -> Response {
    let menu = "<a href=\"/\">Clay &amp; Leaf</a> ".repeat(400);
    page(404, "This page does not exist", &menu)
}

/// The host is busy with itself.
pub(crate) fn maintenance() -> Response {
    page(503, "Back in a minute", "We are looking after our servers.")
}

/// PHP died with errors shown.
pub(crate) fn fatal() -> Response {
    Response::html(
        200,
        "<br />\n<b>Fatal error</b>:  Uncaught Error: Call to a member function on null in /var/www/shop/modules/demo/demo.php:12\nStack trace:\n#0 {main}\n  thrown in <b>/var/www/shop/modules/demo/demo.php</b> on line <b>12</b><br />\n",
    )
}

/// This shop does not take that write.
pub(crate) fn not_taken() -> Response {
    page(
        503,
        "Not in this demonstration",
        "This demonstration shop makes no records of that kind.",
    )
}

/// A firewall between the client and the shop.
pub(crate) fn blocked() -> Response {
    page(
        403,
        "Request blocked",
        "A rule of this firewall has stopped the request.",
    )
}

/// A proxy that has given up waiting, or has never reached the shop.
pub(crate) fn gateway(status: u16) -> Response {
    let title = match status {
        502 => "Bad gateway",
        503 => "Service unavailable",
        504 => "Gateway time-out",
        524 => "A timeout occurred",
        _ => "Internal server error",
    };
    page(status, title, "The shop did not answer in time.")
}

/// Too many requests at once.
pub(crate) fn slow_down() -> Response {
    let mut response = page(429, "Too many requests", "Come back in a second.");
    response.set_header("Retry-After", "1");
    response
}
