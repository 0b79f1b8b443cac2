/**
 * A list that arrives while a page is used, in Chromium: how long the page is held up at most, and how
 * much memory of WebAssembly it takes. The same bytes without the package show what is the browser's own.
 */

import { BROWSERS, programOf } from "../../tests/browser/support/browsers.mjs";
import { drawLists } from "../lists/draw.mjs";
import { serve } from "./site.mjs";

const COUNT = 1_000;
/** What the browser does by itself is seen after three seconds as well. */
const PART = 3_750_000;

const program = programOf(BROWSERS.Chromium);
if (program === null) {
  console.log("\nA list while it arrives: left out, no Chromium on this machine");
} else {
  const { bodies, told } = drawLists("products", [COUNT], { host: "https://shop.example" });
  const body = bodies.get(COUNT);
  console.log(`\n${COUNT} full ${told}\n${mb(body.length)} that arrive in a page of Chromium`);
  await measure(body);
}

async function measure(body) {
  const site = await serve();
  const browser = await BROWSERS.Chromium.launch(program, { isDark: false, isBare: true });
  const run = async (name, answer, work) => {
    site.answer = answer;
    print(name, await browser.evaluate(work));
  };
  const list = () =>
    globalThis.list().catch((error) => {
      throw new Error(`${error.message} ${error.hint ?? ""}`);
    });
  const bytes = () => globalThis.bytes();
  const part = body.subarray(0, PART);
  try {
    await browser.open(site.url);
    await browser.waitFor(() => globalThis.isReady === true);
    row("", ["longest block", "long task", "took"]);
    await run("10 Mbit/s: list", { body, isSlow: true }, list);
    await run("at once: list", { body, isSlow: false }, list);
    await run("at once: list, again", { body, isSlow: false }, list);
    await run(`10 Mbit/s: the first ${mb(PART)} as bytes`, { body: part, isSlow: true }, bytes);
    const memory = await browser.evaluate(() => globalThis.memory());
    console.log(`memory of WebAssembly at its most: ${mb(memory)}`);
  } finally {
    await browser.close();
    site.close();
  }
}

function print(name, { count, longest, longtask, took }) {
  if (count !== null && count !== COUNT) throw new Error(`${name} has ${count} records.`);
  row(name, [
    `${longest.toFixed(1)} ms`,
    longtask === 0 ? "none" : `${longtask.toFixed(0)} ms`,
    `${took.toFixed(0)} ms`,
  ]);
}

function mb(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function row(name, cells) {
  console.log(name.padEnd(40) + cells.map((cell) => cell.padStart(16)).join(""));
}
