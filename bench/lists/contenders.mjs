/** The peers, and how many records each of them is asked for: the slow ones take no part in everything. */

import * as fastXmlParser from "./peers/fast-xml-parser.mjs";
import * as flexibleXmlParser from "./peers/flexible-xml-parser.mjs";
import * as libxml2 from "./peers/libxml2-wasm.mjs";
import * as parseXml from "./peers/parse-xml.mjs";
import * as saxWasm from "./peers/sax-wasm.mjs";
import * as saxen from "./peers/saxen.mjs";
import * as saxes from "./peers/saxes.mjs";
import * as tagSoup from "./peers/tag-soup.mjs";
import * as txml from "./peers/txml.mjs";
import * as xml2js from "./peers/xml2js.mjs";

const ALL = [1, 20, 1_000, 2_000];
const MIDDLE = [20, 1_000];
const FEW = [20];

/** To the same typed objects. */
export const CONTENDERS = [
  { ...fastXmlParser, counts: ALL },
  { ...flexibleXmlParser, counts: MIDDLE },
  { ...txml, counts: ALL },
  { ...saxes, counts: MIDDLE },
  { ...saxen, counts: MIDDLE },
  { ...tagSoup, counts: MIDDLE },
  { ...saxWasm, counts: MIDDLE },
  { ...libxml2, counts: MIDDLE },
  { ...parseXml, counts: FEW },
  { ...xml2js, counts: FEW },
];

/** To what they make by themselves, where that is not slower than needed for a look. */
export const TREES = CONTENDERS.filter(({ counts }) => counts !== FEW).map((peer) => ({
  ...peer,
  counts: [1_000],
}));
