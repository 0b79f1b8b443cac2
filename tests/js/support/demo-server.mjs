// The demo store as a program, over HTTP.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const SUFFIX = process.platform === "win32" ? ".exe" : "";
const USUAL_PROGRAM = fileURLToPath(
  new URL(`../../../target/debug/demo-store${SUFFIX}`, import.meta.url),
);

/** Starts the store; `{ url, stop }`. */
export async function startDemoServer(...options) {
  const program = process.env.DEMO_STORE_BIN ?? USUAL_PROGRAM;
  if (!existsSync(program)) {
    throw new Error(`There is no ${program}: build it with "cargo build -p demo-store".`);
  }
  const server = spawn(program, ["--port", "0", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: server.stdout });
  const [line] = await once(lines, "line");
  const [, url] = /^listening on (\S+)$/.exec(line) ?? [];
  if (url === undefined) throw new Error(`The demo store names no address: ${line}`);
  return {
    url,
    stop: async () => {
      const ended = once(server, "exit");
      server.kill();
      await ended;
    },
  };
}
