// Cloudflare's workerd, from a worker that is bundled as Wrangler does it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { inspectOutput, wasmFiles } from "../support/output.mjs";
import { startsNot } from "../support/run.mjs";

const require = createRequire(import.meta.url);
const { version } = require("workerd/package.json");

// It throws where it has no program for this system.
const program = () => require("workerd").default;

export const ROWS = [{ name: `workerd ${version}`, missing, run: runWorker }];

async function missing() {
  try {
    return await startsNot(program());
  } catch (error) {
    return error.message.split("\n")[0];
  }
}

async function runWorker({ folder, shop, key }) {
  const output = join(folder, "out");
  await build({
    absWorkingDir: folder,
    entryPoints: ["worker.mjs"],
    outdir: output,
    bundle: true,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker", "browser"],
    loader: { ".wasm": "copy" },
    logLevel: "silent",
  });
  const [wasm] = await wasmFiles(output);
  await writeFile(join(output, "config.capnp"), config(wasm));
  const server = await start(join(output, "config.capnp"));
  try {
    const response = await fetch(`${server.url}/?${new URLSearchParams({ url: shop, key })}`);
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status}: ${text}\n${server.said()}`);
    return { ...JSON.parse(text), ...(await inspectOutput(output)) };
  } finally {
    await server.stop();
  }
}

/** Only private addresses besides: the shop of the tests is on this machine. */
function config(wasm) {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (
      modules = [
        (name = "worker.js", esModule = embed "worker.js"),
        (name = "./${wasm}", wasm = embed "${wasm}"),
      ],
      compatibilityDate = "2025-01-01",
      globalOutbound = "shop",
    )),
    (name = "shop", network = (allow = ["private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")],
);
`;
}

async function start(file) {
  const server = spawn(program(), ["serve", "--control-fd=3", file], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  const said = [];
  server.stderr.on("data", (text) => said.push(String(text)));
  const ended = once(server, "exit");
  const refused = ended.then(([code]) => {
    throw new Error(`workerd ends with ${code}: ${said.join("")}`);
  });
  refused.catch(() => {});
  const [line] = await Promise.race([
    once(createInterface({ input: server.stdio[3] }), "line"),
    refused,
  ]);
  return {
    url: `http://127.0.0.1:${JSON.parse(line).port}`,
    said: () => said.join(""),
    stop: async () => {
      server.kill();
      await ended;
    },
  };
}
