/** Lists of full records as shops write them, drawn by the seed: nobody can have tuned to them. */

import { drawsOf } from "../random.mjs";
import { shapeOf, VERSIONS } from "./shapes.mjs";
import { writerOf } from "./texts.mjs";

const CHOICES = ["simple", "both", "new", "404", "combinations", "301-category"];

/**
 * `{ shape, bodies, told }`: the same writer's lists of so many records each, as bytes by count, and
 * what was drawn, in a line. The records link to each other on `host`, or on a drawn one.
 */
export function drawLists(resource, counts, { host } = {}) {
  const draws = drawsOf(resource);
  const number = draws.pick(Object.keys(VERSIONS));
  const shape = shapeOf(resource, VERSIONS[number]);
  const hosts = ["https://shop.example", "https://www.a-rather-long-name.example/boutique"];
  const drawn = draws.pick(hosts);
  const style = {
    writer: writerOf(draws),
    isOld: VERSIONS[number] < 1.7,
    host: host ?? drawn,
    languages: drawLanguages(draws),
    linked: draws.pick([1, 2, 5]),
  };
  const one = (id) => recordOf(shape, id, draws, style);
  const bodies = new Map(counts.map((count) => [count, listOf(shape, count, one)]));
  const languages = `languages ${style.languages.join(" ")}`;
  const told = `${resource} of ${number}: ${languages}; up to ${style.linked} linked; ${style.writer.told}`;
  return { shape, bodies, told };
}

function drawLanguages(draws) {
  let id = 0;
  return Array.from({ length: draws.between(1, 4) }, () => {
    id += draws.between(1, 3);
    return id;
  });
}

function listOf(shape, count, one) {
  let id = 0;
  const records = Array.from({ length: count }, () => {
    id += 1;
    return one(id);
  });
  return new TextEncoder().encode(
    `<?xml version="1.0" encoding="UTF-8"?>
<prestashop xmlns:xlink="http://www.w3.org/1999/xlink">
<${shape.resource}>
${records.join("\n")}
</${shape.resource}>
</prestashop>
`,
  );
}

function recordOf(shape, id, draws, style) {
  const fields = fieldsOf(shape.fields, id, draws, style);
  const lists = [...shape.associations].map(([name, { item, fields: own }]) => {
    const attributes = `nodeType="${item}" api="${name}"`;
    const size = draws.below(style.linked + 1);
    if (size === 0) return `<${name} ${attributes}/>`;
    const rows = Array.from({ length: size }, () => {
      const linked = draws.between(1, 40_000);
      const href = `${style.host}/api/${name}/${linked}?a=1&amp;b=2`;
      return `\t<${item} xlink:href="${href}">\n${fieldsOf(own, linked, draws, style)}\n\t</${item}>`;
    });
    return `<${name} ${attributes}>\n${rows.join("\n")}\n</${name}>`;
  });
  const associations = `<associations>\n${lists.join("\n")}\n</associations>`;
  return `<${shape.item}>\n${fields}\n${associations}\n</${shape.item}>`;
}

function fieldsOf(fields, id, draws, style) {
  return [...fields]
    .map(([name, kind]) => {
      if (kind === "id") return `\t<id>${cdata(String(id), style)}</id>`;
      return `\t<${name}${attributesOf(name, kind, draws, style)}>${contentOf(kind, draws, style)}</${name}>`;
    })
    .join("\n");
}

function attributesOf(name, kind, draws, style) {
  if (kind !== "link") return "";
  const linked = `${style.host}/api/${name.slice(3)}/${draws.between(1, 900)}`;
  return ` xlink:href="${linked}"${draws.chance(0.1) ? ' notFilterable="true"' : ""}`;
}

function contentOf(kind, draws, style) {
  if (kind === "languages" || kind === "html") {
    const write = kind === "html" ? style.writer.html : style.writer.text;
    const element = (id) =>
      `<language id="${id}" xlink:href="${style.host}/api/languages/${id}">${cdata(write(), style)}</language>`;
    return style.languages.map(element).join("");
  }
  return cdata(VALUES[kind](draws, style), style);
}

const VALUES = {
  link: (draws) => (draws.chance(0.2) ? "0" : String(draws.size(1, 90_000))),
  integer: (draws) => (draws.chance(0.1) ? "" : String(draws.between(-1, 500))),
  boolean: (draws) => draws.pick(["0", "1", "1", ""]),
  decimal: (draws) => (draws.chance(0.4) ? "0.000000" : (draws.size(1, 90_000) / 7).toFixed(6)),
  date: dateOf,
  secret_date: dateOf,
  choice: (draws) => draws.pick(CHOICES),
  code: (_, { writer }) => writer.code(),
  text: (_, { writer }) => writer.text(),
  secret: (_, { writer }) => writer.code(),
};

function dateOf(draws) {
  if (draws.chance(0.2)) return "0000-00-00 00:00:00";
  const two = (low, high) => String(draws.between(low, high)).padStart(2, "0");
  const day = `${draws.between(2009, 2026)}-${two(1, 12)}-${two(1, 28)}`;
  return `${day} ${two(0, 23)}:${two(0, 59)}:${two(0, 59)}`;
}

/** PrestaShop 1.6 writes nothing for an empty value, later ones an empty CDATA. */
function cdata(text, { isOld }) {
  return isOld && text === "" ? "" : `<![CDATA[${text}]]>`;
}
