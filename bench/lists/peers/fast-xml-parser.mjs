import { XMLParser } from "fast-xml-parser";
import { rowsOfObjects } from "../typing.mjs";

const untyped = new XMLParser({ ignoreAttributes: false });
const exact = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
});
const READING = {
  text: (value) => (typeof value === "string" ? value : (value["#text"] ?? "")),
  language: (value) => value["@_id"],
  isAttribute: (name) => name === "#text" || name.startsWith("@_"),
};
const decoder = new TextDecoder();

export const NAME = "fast-xml-parser";
export const tree = (body) => untyped.parse(decoder.decode(body));
export const typed = (body, shape) =>
  rowsOfObjects(shape, exact.parse(decoder.decode(body)).prestashop[shape.resource], READING);
