//! The edge worker in Node, for the shops of a demo store.

use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use demo_store::keys;
use serde_json::{Value, json};

use crate::process;
use crate::repo::Repo;

const WORKER: &str = "www/edge/dist/node.js";
const SITES_SCRIPT: &str = "www/edge/dist/sites.js";
/// A page asks for more at once than a program, and nobody else is here.
const RATE_PER_MINUTE: &str = "1200";

/// A worker that is ready to be started.
pub struct Edge {
    pub command: Command,
    /// Opens all that it has, until it ends.
    pub token: String,
    /// Connects shops to it, until it ends.
    pub admin_token: String,
}

/// A worker on loopback that lets the pages of `origins` in, with tokens of its own.
pub fn prepare(repo: &Repo, store_url: &str, origins: &[String]) -> Result<Edge> {
    let (token, caller) = make_token(repo, "write")?;
    let (admin_token, admin) = make_token(repo, "admin")?;
    let mut command = repo.node(&[WORKER]);
    command
        .env("HOST", "127.0.0.1")
        .env("PORT", "0")
        .env("SITES", sites(store_url).to_string())
        .env("CALLERS", json!([caller, admin]).to_string())
        .env("ALLOWED_ORIGINS", origins.join(","))
        .env("RATE_PER_MINUTE", RATE_PER_MINUTE)
        // A shop of one's own is gone with the worker; it may be on this machine.
        .env("CONNECTED_SITES", "memory")
        .env("PRIVATE_ADDRESSES", "allow")
        // A line for each request is more than anybody reads who tries it.
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    Ok(Edge {
        command,
        token,
        admin_token,
    })
}

/// The shops by the names that the console knows them by.
fn sites(store_url: &str) -> Value {
    json!({
        "shop-1": { "name": "Clay & Leaf", "url": store_url, "key": keys::SHOP_1 },
        "shop-2": { "name": "Clay & Leaf Outlet", "url": format!("{store_url}/shop2"), "key": keys::SHOP_2 },
        "shop-3": { "name": "Clay & Leaf Studio", "url": format!("{store_url}/shop3"), "key": keys::SHOP_3 },
        "everything": { "name": "Clay & Leaf, every right", "url": store_url, "key": keys::EVERYTHING },
    })
}

/// A new token, and what the worker has to know of it.
fn make_token(repo: &Repo, level: &str) -> Result<(String, Value)> {
    let name = format!("npm start - {level}");
    let mut script = repo.node(&[SITES_SCRIPT, "token", &name, "--level", level]);
    // It asks to keep the token, which is gone with the worker here.
    let output = script
        .stderr(Stdio::null())
        .output()
        .with_context(|| process::cannot_start(&script))?;
    process::expect_success(&script, output.status)?;
    let mut made: Value = serde_json::from_slice(&output.stdout)?;
    let token = made["token"]
        .as_str()
        .context("the script of the edge worker made no token")?
        .to_owned();
    Ok((token, made["caller"].take()))
}
