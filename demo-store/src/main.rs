//! Serves the pretend shop on 127.0.0.1.

use std::io::{Cursor, Read, Write};
use std::process::ExitCode;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use demo_store::{Options, Request, Response, ShopVersion, Store, keys, respond};

const USAGE: &str = "demo-store [--port N] [--version 8.2|9.0|1.7|1.6] [--products N] [--orders N] [--customers N] [--cors]";
const WORKERS: usize = 8;
/// Longer bodies are cut: no shop takes them either.
const LONGEST_BODY: u64 = 8 * 1024 * 1024;

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}\nusage: {USAGE}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Failure> {
    let (port, options) = arguments(std::env::args().skip(1))?;
    let server = tiny_http::Server::http(("127.0.0.1", port))
        .map_err(|failure| format!("cannot listen on port {port}: {failure}"))?;
    let address = server.server_addr();
    announce(&address.to_string());
    let server = Arc::new(server);
    let store = Arc::new(Mutex::new(Store::new(options)));
    let workers: Vec<_> = (0..WORKERS)
        .map(|_| {
            let (server, store) = (Arc::clone(&server), Arc::clone(&store));
            thread::spawn(move || serve(&server, &store))
        })
        .collect();
    for worker in workers {
        worker.join().map_err(|_| "a worker stopped")?;
    }
    Ok(())
}

fn arguments(mut given: impl Iterator<Item = String>) -> Result<(u16, Options), Failure> {
    let (mut port, mut options) = (8080, Options::default());
    while let Some(name) = given.next() {
        match name.as_str() {
            "--port" => port = number(&name, given.next())?,
            "--products" => options.products = number(&name, given.next())?,
            "--orders" => options.orders = number(&name, given.next())?,
            "--customers" => options.customers = number(&name, given.next())?,
            "--version" => {
                let text = given.next().unwrap_or_default();
                options.version = ShopVersion::parse(&text)
                    .ok_or_else(|| format!("no such version: {text:?}"))?;
            }
            "--cors" => options.cors = true,
            _ => return Err(format!("no such argument: {name:?}").into()),
        }
    }
    Ok((port, options))
}

fn number<T: FromStr>(name: &str, text: Option<String>) -> Result<T, Failure> {
    let text = text.unwrap_or_default();
    text.parse()
        .map_err(|_| format!("{name} takes a number, not {text:?}").into())
}

/// The first line is read by programs, the others by people. Who has read enough may
/// stop listening: that is no reason to stop.
fn announce(address: &str) {
    let mut lines = format!("listening on http://{address}\n");
    for (name, key) in [
        ("shop 1", keys::SHOP_1),
        ("shop 2", keys::SHOP_2),
        ("everything", keys::EVERYTHING),
        ("products only", keys::PRODUCTS_ONLY),
        ("disabled", keys::DISABLED),
        ("shop 3", keys::SHOP_3),
        ("patching", keys::PATCHING),
    ] {
        lines.push_str(&format!("  key {name:<14} {key}\n"));
    }
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(lines.as_bytes()).and_then(|()| out.flush());
}

fn serve(server: &tiny_http::Server, store: &Mutex<Store>) {
    while let Ok(mut incoming) = server.recv() {
        let request = read(&mut incoming);
        let response = {
            // One request that failed must not take the others with it.
            let mut store = store.lock().unwrap_or_else(PoisonError::into_inner);
            respond(&mut store, &request)
        };
        // The client may have gone; nobody is left to tell.
        let _ = incoming.respond(write(response));
    }
}

fn read(incoming: &mut tiny_http::Request) -> Request {
    let mut body = Vec::new();
    let mut request = Request::new(incoming.method().as_str(), incoming.url());
    for header in incoming.headers() {
        request.headers.push((
            header.field.as_str().as_str().to_owned(),
            header.value.as_str().to_owned(),
        ));
    }
    // A client that stops half-way is answered as if it had sent nothing, as shops do.
    if incoming
        .as_reader()
        .take(LONGEST_BODY)
        .read_to_end(&mut body)
        .is_ok()
    {
        request.body = body;
    }
    request
}

fn write(response: Response) -> tiny_http::Response<Cursor<Vec<u8>>> {
    let headers = response
        .headers
        .iter()
        .filter_map(|(name, value)| {
            tiny_http::Header::from_bytes(name.as_bytes(), value.as_bytes()).ok()
        })
        .collect();
    let length = response.body.len();
    tiny_http::Response::new(
        tiny_http::StatusCode(response.status),
        headers,
        Cursor::new(response.body),
        Some(length),
        None,
    )
}
