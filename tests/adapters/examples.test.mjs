// The examples as people copy them, with the packed package: the kits' own loops, against a shop
// that runs.
import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { startDemoServer } from "../browser/support/demo-server.mjs";
import { eachCase } from "../js/support/table.mjs";
import { packPackage } from "../package/support/clean-folder.mjs";
import { AGENT_CASES, checkAgent } from "./support/agents/cases.mjs";
import {
  compile,
  copyExample,
  EXAMPLES,
  install,
  packagesOf,
  versionOf,
} from "./support/example-folder.mjs";

const KITS = ["ai-sdk", "openai-agents", "langchain"];
const TYPED = [...KITS, "hono", "next", "tanstack-query"];
const PACKAGE = "@aismarttalk/prestashop";
const KEPT_TYPES = ["@types/node", "@types/react", "@types/react-dom"];

let packed;
let folder;
let store;

before(async () => {
  [packed, store] = await Promise.all([packPackage(), startDemoServer()]);
  folder = await packed.folder(null);
  const named = (await Promise.all(TYPED.map(packagesOf))).flatMap(Object.keys);
  const wanted = new Set([...named, ...KEPT_TYPES]);
  wanted.delete(PACKAGE);
  await install(folder, wanted);
  for (const example of TYPED) await copyExample(example, folder);
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: SETTINGS }));
});

after(async () => {
  await store?.stop();
  await packed?.remove();
});

const SETTINGS = {
  strict: true,
  noUncheckedIndexedAccess: true,
  target: "es2022",
  module: "esnext",
  moduleResolution: "bundler",
  jsx: "react-jsx",
  // The declarations of the kits are theirs.
  skipLibCheck: true,
  types: ["node"],
  rootDir: ".",
  outDir: "built",
};

const load = (path) => import(pathToFileURL(join(folder, "built", path)).href);

test("given each example, then its package.json names what it imports, in the versions tried here", async () => {
  await eachCase(
    "examples",
    TYPED.map((example) => [example, example]),
    async (example) => {
      const packages = await packagesOf(example);
      for (const [name, version] of Object.entries(packages)) {
        if (name !== PACKAGE) assert.equal(await versionOf(name), version, name);
      }
      for (const file of await readdir(join(EXAMPLES, example), { recursive: true })) {
        if (!/\.tsx?$/.test(file)) continue;
        const text = await readFile(join(EXAMPLES, example, file), "utf8");
        for (const [, from] of text.matchAll(/from "([^".][^"]*)"/g)) {
          const [name] = /^(@[^/]+\/)?[^/]+/.exec(from);
          assert.ok(name in packages, `${file} imports ${name}`);
        }
      }
    },
  );
});

test("given the examples, then tsc --strict finds nothing in them, and finds a mistake", async () => {
  assert.equal(await compile(folder), "");
  const file = join(folder, "hono/app.ts");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace('c.req.valid("json")', "{ lmit: 3 }"));
  await assert.rejects(compile(folder, "--noEmit"), /lmit/);
  await writeFile(file, text);
});

for (const kit of KITS) {
  test(`given ${kit}, then its loop reads at once, and writes only what a person approves`, async () => {
    const { converse } = await import(`./support/agents/${kit}.mjs`);
    const example = await load(`${kit}/shop-tools.js`);
    const { PrestaShop } = await import(pathToFileURL(packageFile("node.js")).href);
    const { demoShop } = await import(pathToFileURL(packageFile("testing/node.js")).href);
    await eachCase(`cases of ${kit}`, AGENT_CASES, (given) =>
      checkAgent({ given, converse, example, PrestaShop, demoShop }),
    );
  });
}

const packageFile = (path) => join(folder, "node_modules", PACKAGE, "dist", path);

/** Requests to the Hono app, and what comes of them. */
const HONO_CASES = [
  [
    "a page of products",
    { body: { limit: 2 }, status: 200, check: ({ products }) => assert.equal(products.length, 2) },
  ],
  [
    "no input at all",
    { body: {}, status: 200, check: ({ products }) => assert.ok(products[0].id) },
  ],
  ["a wrong limit", { body: { limit: 0 }, status: 400, says: /limit/ }],
  ["an unknown property", { body: { lmit: 2 }, status: 400, says: /lmit/ }],
  ["no object", { body: [], status: 400, says: /./ }],
  ["half a document", { text: '{"limit":', status: 400, says: /./ }],
  ["a wrong key", { body: {}, key: "A".repeat(32), status: 502, says: /key/i }],
  ["a shop that is gone", { body: {}, url: "http://127.0.0.1:1", status: 502, says: /reached/ }],
];

test("given Hono, then the action's schema refuses a wrong input, and errors say what to do", async () => {
  const { app } = await load("hono/app.js");
  await eachCase(
    "requests to Hono",
    HONO_CASES,
    async ({ body, text, status, says, check, ...env }) => {
      const key = env.key ?? store.keys.everything;
      const response = await app.request(
        "/products",
        {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: text ?? JSON.stringify(body),
        },
        { SHOP_URL: env.url ?? store.url, SHOP_KEY: key },
      );
      const answer = await response.text();
      assert.equal(response.status, status, answer);
      assert.ok(!answer.includes(key), "the key is in the answer");
      if (says) assert.match(answer, says);
      check?.(JSON.parse(answer));
    },
  );
});
