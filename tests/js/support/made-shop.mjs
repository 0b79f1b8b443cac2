// A shop with one resource, whose records are made from a seed: all kinds of fields that documents have.
import { randomInt } from "node:crypto";

const RECORDS = 23;
const TEXTS = [
  "plain",
  "a & b",
  "<p>html</p>",
  "",
  "0",
  "007",
  "12.500000",
  "é ü 漢",
  "]] >",
  "a\nb",
];

/** A new one for each run, unless one is set to see a failure again. */
export const seedOf = () => Number(process.env.SEED ?? randomInt(2 ** 31));

/** Numbers from 0 up to `below`, the same ones for the same seed. */
function numbersOf(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return (state >>> 8) % below;
  };
}

/** `{ fetch, values }`: the shop, and what its records are to the package. */
export function madeShop({ resource, around, one, seed }) {
  const next = numbersOf(
    [...resource].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), seed),
  );
  const text = () => TEXTS[next(TEXTS.length)];
  const fields = Array.from({ length: 3 + next(8) }, (_, at) => ({
    name: `${["name", "value", "id_shop", "date_add", "active", "position"][next(6)]}_${at}`,
    kind: ["text", "text", "languages"][next(3)],
  }));
  const hasLinks = next(2) === 0;
  let id = 0;
  const records = Array.from({ length: RECORDS }, () => {
    id += 1 + next(3);
    return made(id);
  });
  const byId = new Map(records.map((record) => [record.value.id, record]));

  function made(id) {
    const value = { id };
    const parts = [`<id>${cdata(id)}</id>`];
    for (const { name, kind } of fields) {
      if (kind === "languages") {
        const [first, second] = [text(), text()];
        value[name] = { 1: first, 2: second };
        const element = (language, held) =>
          `<language id="${language}" xlink:href="https://shop.example/api/languages/${language}">${cdata(held)}</language>`;
        parts.push(`<${name}>${element(1, first)}${element(2, second)}</${name}>`);
      } else {
        value[name] = text();
        parts.push(`<${name}>${cdata(value[name])}</${name}>`);
      }
    }
    if (hasLinks) {
      const ids = Array.from({ length: 1 + next(3) }, () => 1 + next(99));
      value.associations = { things: ids.map((linked) => ({ id: linked })) };
      const things = ids.map((linked) => `<thing><id>${cdata(linked)}</id></thing>`).join("");
      parts.push(
        `<associations><things nodeType="thing" api="things">${things}</things></associations>`,
      );
    }
    return {
      value,
      xml: `<${one}>${parts.join("\n")}</${one}>`,
      bare: `<${one}><id>${cdata(id)}</id></${one}>`,
    };
  }

  const fetch = async (url) => {
    const { pathname, searchParams } = new URL(url);
    const [, , , single] = pathname.split("/");
    if (single !== undefined) return answer(byId.get(Number(single)).xml);
    const [, after = 0] = /^>\[(\d+)\]$/.exec(searchParams.get("filter[id]") ?? "") ?? [];
    const limit = Number((searchParams.get("limit") ?? "").split(",").at(-1)) || RECORDS;
    const rows = records.filter(({ value }) => value.id > after).slice(0, limit);
    const isFull = searchParams.get("display") === "full";
    const content = rows.map((row) => (isFull ? row.xml : row.bare)).join("\n");
    return answer(`<${around}>\n${content}\n</${around}>`);
  };
  return { fetch, values: records.map(({ value }) => value) };
}

const cdata = (value) => (value === "" ? "" : `<![CDATA[${value}]]>`);

function answer(content) {
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<prestashop xmlns:xlink="http://www.w3.org/1999/xlink">
${content}
</prestashop>
`;
  const headers = { "Content-Type": "text/xml;charset=utf-8", "PSWS-Version": "8.2.1" };
  return new Response(body, { status: 200, headers });
}
