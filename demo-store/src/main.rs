//! Serves the sample shop on 127.0.0.1.

mod serve;

use std::io::Write;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::str::FromStr;

use demo_store::{Options, Store, keys};

const USAGE: &str = "demo-store [--port N] [--version 8.2|8.2.9|9.0|9.2.1|1.7|1.7.7|1.6] [--products N] [--orders N] [--customers N] [--further-shops] [--cors]";

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
    serve::forever(port, Store::new(options), announce)?;
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
                options = options
                    .pretending(&text)
                    .ok_or_else(|| format!("no such version: {text:?}"))?;
            }
            "--further-shops" => options.further_shops = true,
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
fn announce(address: SocketAddr) {
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
