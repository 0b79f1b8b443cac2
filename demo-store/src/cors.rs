//! What a host has to add before a web page may call the shop.

use crate::http::{Request, Response};

/// The answer to a preflight, if the request is one.
pub(crate) fn preflight(request: &Request) -> Option<Response> {
    let asks = request.method == "OPTIONS"
        && request
            .header_value("Access-Control-Request-Method")
            .is_some();
    asks.then(|| {
        let mut response = Response {
            status: 204,
            ..Response::default()
        };
        allow(&mut response);
        response.set_header("Access-Control-Max-Age", "600");
        response
    })
}

/// Lets every page read the answer and the headers a client needs.
pub(crate) fn allow(response: &mut Response) {
    for (name, value) in [
        ("Access-Control-Allow-Origin", "*"),
        (
            "Access-Control-Allow-Methods",
            "GET, PUT, POST, PATCH, DELETE, HEAD",
        ),
        (
            "Access-Control-Allow-Headers",
            "Authorization, Content-Type, Local-Content-Sha1",
        ),
        (
            "Access-Control-Expose-Headers",
            "PSWS-Version, Content-Sha1, Execution-Time, Retry-After",
        ),
    ] {
        response.set_header(name, value);
    }
}
