// What the console keeps in the browser, and browsers that keep nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { consoleModules } from "./support/console.mjs";

const { forget, keep, kept } = await consoleModules("shop/kept.ts");

const TARGET = { kind: "edge", url: "https://edge.example", token: "demo" };

/** As browsers behave whose visitor, or whose frame, allows no storage; or whose storage is full. */
const REFUSALS = [
  { what: "refuses its storage", get: () => denied("SecurityError") },
  {
    what: "has no room left",
    get: () => ({
      getItem: () => null,
      setItem: () => denied("QuotaExceededError"),
      removeItem: () => {},
    }),
  },
];

for (const { what, get } of REFUSALS) {
  test(`given a browser that ${what}, then nothing is kept and nothing fails`, () => {
    Object.defineProperty(globalThis, "sessionStorage", { configurable: true, get });
    keep(TARGET);
    assert.equal(kept(), null);
    forget();
  });
}

function denied(name) {
  throw new DOMException("No.", name);
}
