// The worker as npm delivers it: from an empty folder to a first answer, and as a container.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Miniflare } from "miniflare";
import { parse } from "yaml";
import { startDemoServer } from "../browser/support/demo-server.mjs";
import { SKIP as NO_WORKERD } from "../edge/support/cloudflare.mjs";
import { NEWER_NODE, SKIP } from "./support/newer-node.mjs";

const run = promisify(execFile);
const ROOM = fileURLToPath(new URL("../../www/edge/", import.meta.url));
const READY_MS = 15_000;
/** Owns nothing. */
const NOBODY = 65_534;

let root;
let installed;
let store;
let packed;

before(async () => {
  root = await mkdtemp(join(tmpdir(), "edge-package-"));
  await chmod(root, 0o755);
  store = await startDemoServer();
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", root], {
    cwd: ROOM,
  });
  [packed] = Object.values(JSON.parse(stdout));
  const folder = join(root, "installed");
  await mkdir(folder);
  const install = ["install", "--offline", "--no-audit", "--no-fund", join(root, packed.filename)];
  await run("npm", install, { cwd: folder });
  installed = join(folder, "node_modules/@aismarttalk/prestashop-edge");
});

after(async () => {
  await store.stop();
  await rm(root, { recursive: true, force: true, maxRetries: 5 });
});

test("given the package, then it holds what runs, and neither sources nor what else has to be installed", async (t) => {
  const files = packed.files.map(({ path }) => path);
  const allowed =
    /^(?:dist\/(?:wasm\/)?[\w.-]+|package\.json|README\.md|LICENSE-(?:APACHE|MIT)|Dockerfile|\.dockerignore|compose\.yaml|wrangler\.jsonc)$/;
  assert.deepEqual(
    files.filter((file) => !allowed.test(file)),
    [],
  );
  for (const file of [
    "dist/command.js",
    "dist/node.js",
    "dist/wasm/prestashop_bg.wasm",
    "dist/bundled.json",
    "Dockerfile",
    "LICENSE-APACHE",
    "LICENSE-MIT",
  ]) {
    assert.ok(files.includes(file), file);
  }
  const manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
  assert.equal(manifest.dependencies, undefined);
  assert.deepEqual(await readdir(join(installed, "..")), ["prestashop-edge"]);
  // What is in the bundles came from somewhere, and its licence is told.
  const bundled = JSON.parse(await readFile(join(installed, "dist/bundled.json"), "utf8"));
  assert.ok(bundled.some(({ name }) => name === "hono"));
  for (const { name, version, license } of bundled) {
    assert.ok(
      [name, version, license].every((word) => typeof word === "string"),
      name,
    );
  }
  t.diagnostic(`${files.length} files, ${packed.size} bytes packed`);
});

test("given an empty folder, then one command is ready and a second gets an answer of a shop", {
  skip: SKIP,
}, async (t) => {
  const folder = await mkdtemp(join(root, "empty-"));
  const command = commandIn(folder);
  const worker = await started(t, NEWER_NODE, [command, "start"], { cwd: folder });
  const ready = await fetch(`${worker.url}/readyz`);
  assert.deepEqual([ready.status, (await ready.json()).ok], [200, true]);
  for (const [name, mode] of [
    ["", 0o700],
    ["settings.json", 0o600],
    ["worker.sqlite", 0o600],
  ]) {
    const { mode: given } = await stat(join(folder, "prestashop-edge", name));
    assert.equal(given & 0o777, mode, name);
  }

  const added = await told(
    NEWER_NODE,
    [command, "add", "clay", store.url],
    store.keys["shop 1"],
    folder,
  );
  assert.match(added.said, /PrestaShop 8\.2.* The key has every right it needs\./s);

  const [, token] = /^ {2}([\w-]{43})$/m.exec(worker.said());
  const asked = {
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
  };
  const caller = { name: "dashboard", sites: ["clay"], level: "read" };
  const made = await fetch(`${worker.url}/v1/admin/callers`, {
    ...asked,
    method: "POST",
    body: JSON.stringify(caller),
  });
  const { token: own } = await made.json();
  const product = await fetch(`${worker.url}/v1/sites/clay/actions/get_product`, {
    method: "POST",
    headers: { Authorization: `Bearer ${own}`, "Content-Type": "application/json" },
    body: JSON.stringify({ id: 5 }),
  });
  assert.equal(product.status, 200, await product.text());
  assert.ok(!worker.said().includes(store.keys["shop 1"]));

  assert.equal(await worker.stop(), 0);
  const again = await started(t, NEWER_NODE, [command, "start"], { cwd: folder });
  assert.doesNotMatch(again.said(), /shown this once/);
  const kept = await fetch(`${again.url}/v1/sites`, {
    headers: { Authorization: `Bearer ${own}` },
  });
  assert.deepEqual(
    (await kept.json()).sites.map(({ id }) => id),
    ["clay"],
  );
});

test("given what nobody should type, then the command says how it is meant", async (t) => {
  const folder = await mkdtemp(join(root, "typed-"));
  const words = [
    [["--help"], 0, /npx @aismarttalk\/prestashop-edge COMMAND/],
    [["version"], 0, /^\d+\.\d+\.\d+/],
    [["start", "--port", "3"], 1, /`start` takes no `--port`/],
    [["start", "--data"], 1, /`--data` needs a folder/],
    [["dance"], 1, /add ID URL/],
    [["add", "No Id"], 1, /MASTER_SECRETS|small letters/],
  ];
  for (const [args, code, sentence] of words) {
    const { code: ended, said } = await told(
      process.execPath,
      [commandIn(folder), ...args],
      "",
      folder,
    );
    assert.equal(ended, code, `${args}: ${said}`);
    assert.match(said, sentence, String(args));
    assert.doesNotMatch(said, /^\s+at /m, String(args));
  }
  t.diagnostic(`${words.length} commands`);
});

test("given a settings file that is broken, then it is not replaced, because its secrets open the keys", async () => {
  const folder = await mkdtemp(join(root, "broken-"));
  await mkdir(join(folder, "prestashop-edge"));
  const file = join(folder, "prestashop-edge/settings.json");
  await writeFile(file, '{ "MASTER_SECRETS": ');
  const { code, said } = await told(process.execPath, [commandIn(folder), "start"], "", folder);
  assert.deepEqual([code, /settings\.json is broken/.test(said)], [1, true], said);
  assert.equal(await readFile(file, "utf8"), '{ "MASTER_SECRETS": ');
});

test("given the Dockerfile, then its files alone run as nobody in particular, and are healthy", async (t) => {
  const instructions = instructionsIn(await readFile(join(installed, "Dockerfile"), "utf8"));
  const all = (name) => instructions.filter(([one]) => one === name).map(([, rest]) => rest);
  const [base] = all("FROM");
  assert.match(base, /^node:\d+-alpine$/);
  assert.deepEqual(all("USER"), ["node"]);
  t.diagnostic(
    (await hasEngine()) ? await inContainer(installed) : "no Docker engine: run by hand",
  );

  const container = join(root, "container");
  await mkdir(container);
  for (const copied of all("COPY")) {
    const words = copied.split(/\s+/);
    const to = join(container, words.pop());
    await mkdir(dirname(to), { recursive: true });
    for (const from of words) {
      const isFolder = (await stat(join(installed, from))).isDirectory();
      await cp(join(installed, from), isFolder ? to : join(to, from.split("/").pop()), {
        recursive: true,
      });
    }
  }
  const env = Object.fromEntries(
    all("ENV").flatMap((line) => line.split(/\s+/).map((one) => one.split("="))),
  );
  const [command, health] = [all("CMD").at(-1), all("HEALTHCHECK")[0].replace(/^.*CMD /, "")].map(
    (one) => JSON.parse(one).slice(1),
  );
  const as = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const caller = { name: "a", sha256: "0".repeat(64), sites: "*", level: "read" };
  const worker = await started(t, process.execPath, command, {
    ...as,
    cwd: container,
    env: { ...env, PORT: "0", HOST: "127.0.0.1", CALLERS: JSON.stringify([caller]) },
  });
  const port = new URL(worker.url).port;
  const asked = await told(process.execPath, health, "", container, { ...env, PORT: port });
  assert.equal(asked.code, 0, asked.said);
  assert.equal((await fetch(`${worker.url}/readyz`)).status, 200);
  assert.equal(await worker.stop(), 0);
  const gone = await told(process.execPath, health, "", container, { ...env, PORT: port });
  assert.equal(gone.code, 1);
});

test("given compose.yaml, then it names settings that exist, and holds no secret", async (t) => {
  const { services } = parse(await readFile(join(installed, "compose.yaml"), "utf8"));
  const readme = await readFile(join(installed, "README.md"), "utf8");
  const { environment, ports, cap_drop, read_only, depends_on } = services.worker;
  for (const [name, value] of Object.entries(environment)) {
    assert.ok(readme.includes(`\`${name}\``), `the README says nothing of ${name}`);
    assert.match(String(value), /\$\{[A-Z_]+:/, name);
  }
  assert.ok(ports.every((port) => port.startsWith("127.0.0.1:")));
  assert.deepEqual([cap_drop, read_only], [["ALL"], true]);
  assert.equal(depends_on.database.condition, "service_healthy");
  t.diagnostic(`${Object.keys(environment).length} settings`);
});

test("given wrangler.jsonc as the command writes it, then the worker of the package answers in workerd", {
  skip: NO_WORKERD,
}, async (t) => {
  const folder = join(root, "installed");
  const { code, said } = await told(
    process.execPath,
    [commandIn(folder), "cloudflare"],
    "",
    folder,
  );
  assert.equal(code, 0, said);
  const config = jsonWithComments(await readFile(join(folder, "wrangler.jsonc"), "utf8"));
  assert.equal(config.build, undefined);
  const caller = { name: "a", sha256: "0".repeat(64), sites: "*", level: "read" };
  const objects = config.durable_objects.bindings.map(({ name, class_name: className }) => [
    name,
    { className, useSQLite: true },
  ]);
  const miniflare = new Miniflare({
    modules: true,
    scriptPath: join(folder, config.main),
    modulesRoot: join(folder, config.base_dir),
    modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
    compatibilityDate: config.compatibility_date,
    bindings: { ...config.vars, CALLERS: JSON.stringify([caller]) },
    durableObjects: Object.fromEntries(objects),
    kvNamespaces: (config.kv_namespaces ?? []).map(({ binding }) => binding),
    d1Databases: (config.d1_databases ?? []).map(({ binding }) => binding),
    queueProducers: (config.queues?.producers ?? []).map(({ binding }) => binding),
  });
  t.after(() => miniflare.dispose());
  const ready = await miniflare.dispatchFetch("http://worker.example/readyz");
  assert.equal(ready.status, 200, await ready.text());
  const twice = await told(process.execPath, [commandIn(folder), "cloudflare"], "", folder);
  assert.match(twice.said, /there already/);
});

function commandIn() {
  return join(installed, "dist/command.js");
}

/** Starts a program that says where it listens. */
async function started(t, program, args, { env = {}, ...options }) {
  const said = [];
  const server = spawn(program, args, {
    ...options,
    env: {
      PATH: process.env.PATH,
      HOME: tmpdir(),
      PORT: "0",
      PRIVATE_ADDRESSES: "allow",
      ...env,
    },
  });
  const ended = once(server, "exit");
  for (const output of [server.stdout, server.stderr])
    output.on("data", (text) => said.push(String(text)));
  const stop = async () => {
    server.kill("SIGTERM");
    const [code] = await ended;
    return code;
  };
  t.after(() => server.kill("SIGKILL"));
  const until = performance.now() + READY_MS;
  for (;;) {
    const [, url] = /listening on (http:\S+)/.exec(said.join("")) ?? [];
    if (url !== undefined) return { url, said: () => said.join(""), stop };
    if (performance.now() > until || server.exitCode !== null) throw new Error(said.join(""));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Runs a program to its end; what it said, and how it ended. */
async function told(program, args, input, cwd, env = {}) {
  const said = [];
  const child = spawn(program, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: tmpdir(), ...env },
  });
  for (const output of [child.stdout, child.stderr])
    output.on("data", (text) => said.push(String(text)));
  child.stdin.end(input);
  const [code] = await once(child, "exit");
  return { code, said: said.join("") };
}

function instructionsIn(dockerfile) {
  return dockerfile.split("\n").flatMap((line) => {
    const [, name, rest] = /^([A-Z]+) +(.+)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, rest]];
  });
}

async function hasEngine() {
  return run("docker", ["info"], { timeout: 10_000 }).then(
    () => true,
    () => false,
  );
}

/** Builds and starts the real thing; what it is called then. */
async function inContainer(context) {
  await run("docker", ["build", "-t", "prestashop-edge-test", context]);
  const { stdout } = await run("docker", [
    "run",
    "-d",
    "-p",
    "127.0.0.1:0:8787",
    "prestashop-edge-test",
  ]);
  const id = stdout.trim();
  try {
    const { stdout: at } = await run("docker", ["port", id, "8787"]);
    const until = performance.now() + READY_MS;
    for (;;) {
      const answer = await fetch(`http://${at.trim()}/healthz`).catch(() => null);
      if (answer?.ok) return `in container ${id.slice(0, 12)}`;
      if (performance.now() > until) throw new Error("The container does not answer.");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } finally {
    await run("docker", ["rm", "-f", id]);
  }
}

/** JSON with comments on lines of their own. */
function jsonWithComments(text) {
  return JSON.parse(text.replace(/^\s*\/\/.*$/gm, ""));
}
