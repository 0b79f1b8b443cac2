//! The program: what it prints, and that it keeps a connection open.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

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

/// Sends a request and reads the head, in small letters, and the body of its answer.
fn ask(stream: &mut BufReader<TcpStream>, method: &str, path: &str) -> (String, Vec<u8>) {
    send(stream, method, path);
    receive(stream)
}

fn send(stream: &mut BufReader<TcpStream>, method: &str, path: &str) {
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
}

fn receive(stream: &mut BufReader<TcpStream>) -> (String, Vec<u8>) {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        let read = stream.read_line(&mut head).expect("the head is read");
        assert!(read > 0, "the connection was closed after {head:?}");
    }
    let head = head.to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok())
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
        assert!(head.starts_with("http/1.1 200"), "{head}");
        assert!(head.contains("psws-version: 9.0.2"), "{head}");
        assert!(head.contains("access-control-allow-origin: *"), "{head}");
        assert!(String::from_utf8_lossy(&body).contains("http://127.0.0.1/api/products/3"));
    }
    let (head, _) = ask(&mut stream, "OPTIONS", "/api/products");
    assert!(head.starts_with("http/1.1 204"), "{head}");
    let (head, body) = ask(&mut stream, "GET", "/~empty-500/api/products");
    assert!(
        head.starts_with("http/1.1 500") && body.is_empty(),
        "{head}"
    );
    println!("22 requests on one connection");
}

#[test]
fn connections_that_stay_open_stand_in_nobodys_way() {
    const CONNECTIONS: usize = 60;
    let (_server, address) = start(&["--port", "0"]);
    let mut streams: Vec<_> = (0..CONNECTIONS)
        .map(|_| BufReader::new(TcpStream::connect(&address).expect("it listens")))
        .collect();
    for stream in &mut streams {
        send(stream, "GET", "/api/products");
    }
    // The last to ask reads first: nobody has to leave before.
    for stream in streams.iter_mut().rev() {
        let patience = Some(Duration::from_secs(30));
        stream
            .get_ref()
            .set_read_timeout(patience)
            .expect("a timeout can be set");
        let (head, _) = receive(stream);
        assert!(head.starts_with("http/1.1 200"), "{head}");
    }
    println!("{CONNECTIONS} connections at once");
}

/// Sends a change of the price and reads until the connection ends or is silent.
fn change_price(address: &str, fault: &str, price: &str) -> std::io::Result<String> {
    let stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_millis(300)))?;
    let body =
        format!("<prestashop><product><id>2</id><price>{price}</price></product></prestashop>");
    let mut stream = BufReader::new(stream);
    let head = format!(
        "PATCH /~{fault}/api/products/2?ws_key={} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {}\r\n\r\n",
        keys::PATCHING,
        body.len()
    );
    stream.get_mut().write_all(head.as_bytes())?;
    stream.get_mut().write_all(body.as_bytes())?;
    let mut line = String::new();
    stream.read_line(&mut line)?;
    Ok(line)
}

fn price(stream: &mut BufReader<TcpStream>) -> String {
    let (_, body) = ask(stream, "GET", "/api/products/2");
    let body = String::from_utf8_lossy(&body).into_owned();
    let start = body.find("<price>").expect("a price");
    let end = body[start..].find("</price>").expect("its end") + start;
    body[start..end].to_owned()
}

#[test]
fn given_a_late_write_then_the_answer_is_lost_and_the_write_is_not() {
    let (_server, address) = start(&["--port", "0", "--version", "8.2"]);
    let stream = TcpStream::connect(&address).expect("it listens");
    let mut stream = BufReader::new(stream);
    let cases = [
        ("late-502-600", "1.5", Ok("HTTP/1.1 502")),
        ("late-504-600", "2.5", Ok("HTTP/1.1 504")),
        // Closed: the end of the stream is read.
        ("late-reset-600", "3.5", Ok("")),
        ("late-hang-600", "4.5", Err(std::io::ErrorKind::WouldBlock)),
    ];
    for (fault, new, expected) in cases {
        let before = price(&mut stream);
        let answer = change_price(&address, fault, new);
        match (&answer, expected) {
            (Ok(line), Ok(start)) => {
                assert!(line.starts_with(start), "{fault}: {line}");
                assert_eq!(line.is_empty(), start.is_empty(), "{fault}: {line}");
            }
            (Err(failure), Err(kind)) => assert_eq!(failure.kind(), kind, "{fault}"),
            _ => panic!("{fault}: {answer:?}"),
        }
        assert_eq!(price(&mut stream), before, "{fault}: too early");
        let started = std::time::Instant::now();
        while price(&mut stream) == before {
            assert!(
                started.elapsed() < Duration::from_secs(30),
                "{fault} never lands"
            );
            std::thread::yield_now();
        }
        assert!(
            price(&mut stream).contains(&format!("{new}00000")),
            "{fault}"
        );
    }
    println!("{} faults", cases.len());
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
