/**
 * Every action against a shop that answers after 80 ms, with the key of the README: requests, rounds (how
 * many had to wait for one another) and milliseconds of a client's first call, of the next one, and of the
 * first one of a client that knows what another has found out.
 */

import assert from "node:assert/strict";
import { PrestaShop } from "@aismarttalk/prestashop";
import { QUESTIONS } from "./questions.mjs";
import { ADDRESS, farShop, KEYS } from "./shop.mjs";

const DELAY = 80;
/** What needs a right that the README calls optional. */
const WITH_EVERYTHING = new Set(["get_stock", "set_tracking_number"]);
const WIDTH = 26;
const isKnowing = "knowledge" in PrestaShop.prototype;

console.log(`
Actions against a shop at ${DELAY} ms, with the key of the README (* with all rights):
requests (those refused for the key) / rounds / milliseconds`);
row("", ["first call", "again", isKnowing ? "first call, with knowledge" : ""]);
for (const question of QUESTIONS) await ask(question);

async function ask([name, first, next]) {
  const far = farShop(DELAY);
  const isFree = WITH_EVERYTHING.has(name);
  const options = {
    url: ADDRESS,
    key: isFree ? KEYS.everything : KEYS.documented,
    fetch: far.fetch,
  };
  const shop = new PrestaShop(options);
  const answers = [await timed(far, shop, name, first), await timed(far, shop, name, next)];
  if (isKnowing) {
    const knowledge = JSON.parse(JSON.stringify(shop.knowledge()));
    const other = farShop(DELAY);
    const client = new PrestaShop({ ...options, fetch: other.fetch, knowledge });
    answers.push(await timed(other, client, name, first));
  }
  // What is only read is the same for whoever asks.
  if (first === next) {
    for (const { answer } of answers) assert.deepEqual(answer, answers[0].answer, name);
  }
  row(
    `${name}${isFree ? "*" : ""}(${Object.keys(first).join(", ")})`,
    answers.map(({ cell }) => cell),
  );
}

async function timed(far, shop, name, input) {
  far.take();
  const start = performance.now();
  const answer = await shop.run(name, input);
  const ms = performance.now() - start;
  const { requests, refused, rounds } = far.take();
  const told = `${requests}${refused ? ` (${refused})` : ""}`;
  return {
    answer,
    cell: `${told} /${String(rounds).padStart(2)} /${ms.toFixed(0).padStart(5)} ms`,
  };
}

function row(name, cells) {
  console.log(name.padEnd(52) + cells.map((cell) => cell.padStart(WIDTH)).join(""));
}
