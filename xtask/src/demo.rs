//! `npm start`: the demo store, an edge worker for it and the console, until Ctrl-C.

use std::env;
use std::io::{BufRead, BufReader, Read};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::repo::{Repo, is_ci};
use crate::{build, demo_store, edge, process};

const VITE: &str = "vite/bin/vite.js";
/// How the console learns where the demo store and the worker listen, and the
/// worker's tokens; Vite shows variables of this prefix to the page, and listens on
/// this machine alone.
const STORE_VARIABLE: &str = "VITE_DEMO_STORE_URL";
const EDGE_VARIABLE: &str = "VITE_EDGE_URL";
const TOKEN_VARIABLE: &str = "VITE_EDGE_TOKEN";
const ADMIN_VARIABLE: &str = "VITE_EDGE_ADMIN_TOKEN";
/// The same port every day keeps what the page stored in the browser.
const USUAL_PORT: u16 = 5173;
const PATIENCE: Duration = Duration::from_secs(60);
const GLANCE: Duration = Duration::from_millis(200);

/// What the console calls the sample shop in its links.
const SAMPLE_SHOP: &str = "demo:8.2/shop-1";
/// The site of the worker that is the same shop.
const SITE: &str = "shop-1";

/// A server that ends with this program.
struct Server {
    name: &'static str,
    child: Child,
}

impl Server {
    fn start(name: &'static str, command: &mut Command) -> Result<Server> {
        let child = command
            .spawn()
            .with_context(|| process::cannot_start(command))?;
        Ok(Server { name, child })
    }

    fn expect_running(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            Some(status) => bail!("{} ended with {status}", self.name),
            None => Ok(()),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already, on the same Ctrl-C.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where the dashboard example is when somebody starts it beside this.
const DASHBOARD: &str = "http://localhost:5174";

/// Builds, starts the servers, and waits for Ctrl-C or for one of them to end.
pub fn run(repo: &Repo) -> Result<()> {
    build::run(repo)?;
    let program = demo_store::program(repo)?;
    let stop = stop_signal()?;

    let mut store_command = Command::new(program);
    store_command
        .args(["--port", "0", "--cors"])
        .stdout(Stdio::piped());
    let mut store = Server::start("the demo store", &mut store_command)?;
    let store_url = listening_address(store.name, store.child.stdout.take())?;

    let port = free_port()?;
    let console_url = format!("http://{}:{port}/", Ipv4Addr::LOCALHOST);
    let origins = [
        format!("http://{}:{port}", Ipv4Addr::LOCALHOST),
        format!("http://localhost:{port}"),
        DASHBOARD.to_owned(),
    ];
    let mut edge = edge::prepare(repo, &store_url, &origins)?;
    let mut worker = Server::start("the edge worker", &mut edge.command)?;
    let edge_url = listening_address(worker.name, worker.child.stderr.take())?;

    let mut vite = repo.node_tool(VITE, &["--host", "127.0.0.1", "--strictPort", "--port"]);
    vite.arg(port.to_string())
        .current_dir(repo.path("www/console"))
        .env(STORE_VARIABLE, &store_url)
        .env(EDGE_VARIABLE, &edge_url)
        .env(TOKEN_VARIABLE, &edge.token)
        .env(ADMIN_VARIABLE, &edge.admin_token);
    let mut console = Server::start("the console", &mut vite)?;
    wait_for_port(port, &mut console, &stop)?;

    let sample = link(&console_url, SAMPLE_SHOP);
    let through_worker = link(&console_url, &format!("worker:{edge_url}%7C{SITE}"));
    println!("\n  demo store   {store_url}");
    println!("  edge worker  {edge_url}  token {}", edge.token);
    println!("  console      {console_url}");
    println!("    the sample shop in the page     {sample}");
    println!("    the same through the worker     {through_worker}");
    println!("\n  Ctrl-C stops them.\n");
    if has_desktop() {
        open_browser(&sample);
    }
    wait(&stop, &mut [&mut store, &mut worker, &mut console])
}

/// The orders of a shop in the console.
fn link(console: &str, shop: &str) -> String {
    format!("{console}#/orders?shop={shop}")
}

/// Receives once when the user or the system asks this program to end.
fn stop_signal() -> Result<Receiver<()>> {
    let (sender, receiver) = channel();
    ctrlc::set_handler(move || {
        // Nobody listens any more when the program is already ending.
        let _ = sender.send(());
    })?;
    Ok(receiver)
}

/// Reads the line that names the address; what a server prints after it is
/// passed on to the terminal.
fn listening_address(name: &str, output: Option<impl Read + Send + 'static>) -> Result<String> {
    let output = output.with_context(|| format!("{name} has no output"))?;
    let mut lines = BufReader::new(output).lines();
    let first = lines
        .next()
        .with_context(|| format!("{name} printed nothing"))??;
    let url = first
        .strip_prefix("listening on ")
        .with_context(|| format!("{name} names no address: {first:?}"))?
        .to_owned();
    thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            println!("{line}");
        }
    });
    Ok(url)
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, USUAL_PORT))
        .or_else(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
        .context("no free port for the console")?;
    Ok(listener.local_addr()?.port())
}

fn wait_for_port(port: u16, server: &mut Server, stop: &Receiver<()>) -> Result<()> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let started = Instant::now();
    while TcpStream::connect_timeout(&address, GLANCE).is_err() {
        server.expect_running()?;
        if stop.recv_timeout(GLANCE).is_ok() {
            bail!("stopped before {} was up", server.name);
        }
        if started.elapsed() > PATIENCE {
            bail!("{} does not answer on port {port}", server.name);
        }
    }
    Ok(())
}

fn wait(stop: &Receiver<()>, servers: &mut [&mut Server]) -> Result<()> {
    while stop.recv_timeout(GLANCE) == Err(RecvTimeoutError::Timeout) {
        for server in servers.iter_mut() {
            if let Err(ended) = server.expect_running() {
                // A terminal sends Ctrl-C to the servers too: they may be first.
                return stop.recv_timeout(GLANCE).map_err(|_| ended);
            }
        }
    }
    Ok(())
}

fn has_desktop() -> bool {
    let has_display = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()));
    !is_ci() && (cfg!(any(windows, target_os = "macos")) || has_display)
}

fn open_browser(url: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    if !process::succeeds(Command::new(program).args(arguments).arg(url)) {
        println!("  No browser opened by itself: open the console's address above.");
    }
}
