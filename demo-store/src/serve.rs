//! The server around the shop. Every connection is a task of its own: clients keep many open at
//! once, and one that does nothing must not stand in the way of another.

use std::cell::RefCell;
use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::rc::Rc;
use std::time::{Duration, Instant};

use demo_store::{Connection, Request, Response, Store, respond};
use http_body_util::{BodyExt, Full, Limited};
use hyper::StatusCode;
use hyper::body::{Bytes, Incoming};
use hyper::header::{HeaderName, HeaderValue};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{LocalSet, spawn_local};

/// Longer bodies are not read: no shop takes them either.
const LONGEST_BODY: usize = 8 * 1024 * 1024;

/// Listens on 127.0.0.1 and tells `announce` where; port 0 takes any free one.
pub fn forever(port: u16, store: Store, announce: fn(SocketAddr)) -> io::Result<Infallible> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    // One thread is enough: the shop does one request after the other.
    let shop = Open {
        store,
        seen: Instant::now(),
    };
    LocalSet::new().block_on(
        &runtime,
        accept(port, Rc::new(RefCell::new(shop)), announce),
    )
}

async fn accept(
    port: u16,
    shop: Rc<RefCell<Open>>,
    announce: fn(SocketAddr),
) -> io::Result<Infallible> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(|failure| {
            io::Error::new(
                failure.kind(),
                format!("cannot listen on port {port}: {failure}"),
            )
        })?;
    announce(listener.local_addr()?);
    loop {
        // A client that left before it was let in is no reason to stop.
        if let Ok((stream, _)) = listener.accept().await {
            spawn_local(attend(stream, Rc::clone(&shop)));
        }
    }
}

/// The shop and the time that has passed for it.
struct Open {
    store: Store,
    seen: Instant,
}

impl Open {
    /// What is late lands before the next request: nobody can look in between.
    fn answer(&mut self, request: &Request) -> Response {
        let passed = self.seen.elapsed().as_millis();
        let passed = u64::try_from(passed).unwrap_or(u64::MAX);
        // Only whole milliseconds are passed on; what is left counts next time.
        self.seen += Duration::from_millis(passed);
        self.store.pass(passed);
        respond(&mut self.store, request)
    }
}

async fn attend(stream: TcpStream, shop: Rc<RefCell<Open>>) {
    // Small answers would wait for one another.
    let _ = stream.set_nodelay(true);
    let answer = service_fn(async |request| {
        let request = read(request).await;
        let response = shop.borrow_mut().answer(&request);
        match response.connection {
            Connection::Answered => Ok(as_hyper(response)),
            Connection::Reset => Err("closed without an answer"),
            Connection::Hanging => std::future::pending().await,
        }
    });
    // The client may have gone; nobody is left to tell.
    let _ = hyper::server::conn::http1::Builder::new()
        .serve_connection(TokioIo::new(stream), answer)
        .await;
}

async fn read(incoming: hyper::Request<Incoming>) -> Request {
    let (head, body) = incoming.into_parts();
    let mut request = Request::new(head.method.as_str(), &head.uri.to_string());
    for (name, value) in &head.headers {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        request.headers.push((name.as_str().to_owned(), value));
    }
    // A client that stops half-way is answered as if it had sent nothing, as shops do.
    if let Ok(body) = Limited::new(body, LONGEST_BODY).collect().await {
        request.body = body.to_bytes().into();
    }
    request
}

fn as_hyper(response: Response) -> hyper::Response<Full<Bytes>> {
    let mut outgoing = hyper::Response::new(Full::from(response.body));
    *outgoing.status_mut() = StatusCode::from_u16(response.status).unwrap_or_default();
    for (name, value) in &response.headers {
        let name = HeaderName::from_bytes(name.as_bytes());
        let value = HeaderValue::from_str(value);
        if let (Ok(name), Ok(value)) = (name, value) {
            outgoing.headers_mut().append(name, value);
        }
    }
    outgoing
}
