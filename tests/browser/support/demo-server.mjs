// The demo store as a server, and facts read from it without the package.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const USUAL_PROGRAM = join(ROOT, "target/debug/demo-store");

/** Starts the server; `{ url, keys, stop }`, where `keys` are by the names it prints. */
export async function startDemoServer({ cors = true, orders = null } = {}) {
  const given = [...(cors ? ["--cors"] : []), ...(orders === null ? [] : ["--orders", orders])];
  const server = spawn(program(), [...given, "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const keys = {};
  let url;
  for await (const line of createInterface({ input: server.stdout })) {
    url ??= /^listening on (\S+)$/.exec(line)?.[1];
    const [, name, key] = /^\s+key (.+?)\s+(\S{32})$/.exec(line) ?? [];
    if (name) keys[name] = key;
    if (name === "patching") break;
  }
  if (!url) throw new Error("The demo store names no address.");
  return {
    url,
    keys,
    stop: async () => {
      const ended = once(server, "exit");
      server.kill();
      await ended;
    },
  };
}

/** The values of an element in the answer to `path`, in order; read with the key to everything. */
export async function shopValues({ url, keys }, path, element) {
  const response = await fetch(`${url}/api/${path}`, {
    headers: { Authorization: `Basic ${btoa(`${keys.everything}:`)}` },
  });
  const xml = await response.text();
  if (!response.ok) throw new Error(`${path} answers ${response.status}: ${xml.slice(0, 200)}`);
  const values = new RegExp(`<${element}\\b[^>]*><!\\[CDATA\\[(.*?)\\]\\]></${element}>`, "gs");
  return [...xml.matchAll(values)].map(([, value]) => value);
}

function program() {
  const named = process.env.DEMO_STORE_BIN;
  if (named) return named;
  const cargo = ["build", "--quiet", "--package", "demo-store"];
  const built = spawnSync("cargo", cargo, { cwd: ROOT, stdio: "inherit" });
  if (built.status !== 0) throw new Error("The demo store could not be built.");
  return USUAL_PROGRAM;
}
