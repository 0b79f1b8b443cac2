// workerd: a worker that is bundled as Wrangler does it, and its server.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, extname, join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { wasmFiles } from "./output.mjs";
import { startsNot } from "./run.mjs";

const require = createRequire(import.meta.url);

export const { version } = require("workerd/package.json");

// It throws where it has no program for this system.
const program = () => require("workerd").default;

/** Why it cannot be used here; `undefined` where it can. */
export async function missing() {
  try {
    return await startsNot(program());
  } catch (error) {
    return error.message.split("\n")[0];
  }
}

/**
 * Bundles the worker `entry` into `output`, to be run with `variables`; gives the configuration to
 * start it with.
 */
export async function bundle({ entry, output, alias = {}, variables = {} }) {
  await build({
    entryPoints: [entry],
    outdir: output,
    bundle: true,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker", "browser"],
    loader: { ".wasm": "copy" },
    alias,
    logLevel: "silent",
  });
  const file = join(output, "config.capnp");
  const script = `${basename(entry, extname(entry))}.js`;
  await writeFile(file, config(script, await wasmFiles(output), variables));
  return file;
}

/** Only private addresses besides: the shop of the tests is on this machine. */
function config(script, wasm, variables) {
  const bindings = Object.entries(variables).map(
    ([name, text]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(text)})`,
  );
  const modules = [
    `(name = "worker.js", esModule = embed "${script}"),`,
    ...wasm.map((file) => `(name = "./${file}", wasm = embed "${file}"),`),
  ];
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (
      modules = [
        ${modules.join("\n        ")}
      ],
      compatibilityDate = "2025-01-01",
      bindings = [${bindings.join(", ")}],
      globalOutbound = "shop",
    )),
    (name = "shop", network = (allow = ["private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")],
);
`;
}

/** Starts a configuration; `{ url, said, stop }`, where `said()` is what it complains of. */
export async function start(file) {
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
