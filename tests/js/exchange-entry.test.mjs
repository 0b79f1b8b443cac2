// The entry with the exchange alone: what it exports and loads, and all tests of the two functions
// once more, with those of this entry.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { register } from "node:module";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import * as whole from "@aismarttalk/prestashop";
import * as alone from "@aismarttalk/prestashop/exchange";
import { eachCase } from "./support/table.mjs";

const DIST = fileURLToPath(new URL("../../pkg/dist/", import.meta.url));
const ENDPOINT = { url: "https://shop.example", key: "DEMO0KEY0FOR0EVERYTHING000000003" };
const CALL = { resource: "products", id: 5 };

test("given the entry, then it exports the two functions, ready and the errors, those of the whole", () => {
  const isError = (name) => /Error$|^ERROR_KINDS$/.test(name);
  const expected = Object.keys(whole).filter(isError);
  assert.ok(expected.length > 10);
  const names = Object.keys(alone).filter((name) => !isError(name));
  assert.deepEqual(names.sort(), ["buildRequest", "parseResponse", "ready"]);
  assert.deepEqual(Object.keys(alone).filter(isError).sort(), expected.sort());
  const errors = (entry) => Object.entries(entry).filter(([name]) => isError(name));
  for (const [at, [name, one]] of errors(alone).entries()) {
    assert.equal(one, errors(whole)[at][1], name);
  }
});

/** A module of dist and all that it imports, by path. */
async function imported(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  const source = await readFile(join(DIST, path), "utf8");
  for (const [, name] of source.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)) {
    if (name.startsWith(".")) await imported(normalize(join(dirname(path), name)), found);
    else found.add(name);
  }
  return found;
}

test("given the entries without Node, then they reach neither Node, nor the client, nor its module", () =>
  eachCase(
    "entries",
    ["browser", "custom"].map((entry) => [entry, `exchange/${entry}.js`]),
    async (entry) => {
      const modules = [...(await imported(entry))];
      assert.ok(modules.includes("exchange.js") && modules.includes("wasm/exchange.js"));
      const others = modules.filter((path) =>
        /^(?!.*\.js$)|^(?:core|shop|actions|resource|runtime|index)\.js$|wasm\/prestashop/.test(
          path,
        ),
      );
      assert.deepEqual(others, []);
    },
  ));

test("given both entries in one process, then each has its own module, and both say the same", () => {
  const ways = [whole, alone];
  const built = ways.map(({ buildRequest }) => buildRequest(ENDPOINT, CALL));
  assert.deepEqual(built[0], built[1]);
  const thrown = ways.map(({ buildRequest }) => {
    try {
      return buildRequest({ ...ENDPOINT, key: "SHORT" }, CALL);
    } catch (error) {
      return error;
    }
  });
  assert.ok(thrown[0] instanceof whole.InvalidRequestError);
  assert.deepEqual({ ...thrown[0] }, { ...thrown[1] });
});

register("./support/as-exchange.mjs", import.meta.url);
for (const file of ["build-request", "parse-response"]) await import(`./${file}.test.mjs`);
