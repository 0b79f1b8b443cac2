//! The program: what it prints, and that it keeps a connection open.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use demo_store::keys;

/// Ends with the test, whatever happens in it.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().expect("the server can be stopped");
        self.0.wait().expect("the server has ended");
    }
}

fn start(arguments: &[&str]) -> (Server, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_demo-store"))
        .args(arguments)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let output = child.stdout.take().expect("it has an output");
    let server = Server(child);
    let mut line = String::new();
    BufReader::new(output)
        .read_line(&mut line)
        .expect("it says where it listens");
    let address = line
        .trim()
        .strip_prefix("listening on http://")
        .expect("the first line names the address")
        .to_owned();
    (server, address)
}

/// Sends a request and reads the head and the body of its answer.
fn ask(stream: &mut BufReader<TcpStream>, method: &str, path: &str) -> (String, Vec<u8>) {
    let url = format!("{path}?ws_key={}&limit=1", keys::SHOP_1);
    let origin = if method == "OPTIONS" {
        "Access-Control-Request-Method: GET\r\n"
    } else {
        ""
    };
    let request = format!("{method} {url} HTTP/1.1\r\nHost: 127.0.0.1\r\n{origin}\r\n");
    stream
        .get_mut()
        .write_all(request.as_bytes())
        .expect("the request is sent");
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        let read = stream.read_line(&mut head).expect("the head is read");
        assert!(read > 0, "the connection was closed after {head:?}");
    }
    let length = head
        .lines()
        .find_map(|line| {
            line.to_ascii_lowercase()
                .strip_prefix("content-length: ")?
                .parse()
                .ok()
        })
        .unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body).expect("the body is read");
    (head, body)
}

#[test]
fn one_connection_carries_many_requests() {
    let (_server, address) = start(&[
        "--port",
        "0",
        "--version",
        "9.0",
        "--products",
        "30",
        "--cors",
    ]);
    let stream = TcpStream::connect(&address).expect("it listens");
    let mut stream = BufReader::new(stream);
    for _ in 0..20 {
        let (head, body) = ask(&mut stream, "GET", "/api/products");
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        assert!(head.contains("PSWS-Version: 9.0.2"), "{head}");
        assert!(head.contains("Access-Control-Allow-Origin: *"), "{head}");
        assert!(String::from_utf8_lossy(&body).contains("http://127.0.0.1/api/products/3"));
    }
    let (head, _) = ask(&mut stream, "OPTIONS", "/api/products");
    assert!(head.starts_with("HTTP/1.1 204"), "{head}");
    let (head, body) = ask(&mut stream, "GET", "/~empty-500/api/products");
    assert!(
        head.starts_with("HTTP/1.1 500") && body.is_empty(),
        "{head}"
    );
    println!("22 requests on one connection");
}

#[test]
fn a_wrong_argument_is_named() {
    let cases = [
        (vec!["--colour", "red"], "--colour"),
        (vec!["--port", "many"], "--port"),
        (vec!["--version", "5"], "no such version"),
    ];
    for (arguments, expected) in &cases {
        let output = Command::new(env!("CARGO_BIN_EXE_demo-store"))
            .args(arguments)
            .output()
            .expect("the program runs");
        assert!(!output.status.success());
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(message.contains(expected), "{message}");
    }
    println!("{} arguments", cases.len());
}
