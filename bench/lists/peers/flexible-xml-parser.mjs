import { CompactBuilderFactory } from "@nodable/compact-builder";
import XMLParser from "@nodable/flexible-xml-parser";
import { rowsOfObjects } from "../typing.mjs";

const untyped = new XMLParser({ skip: { attributes: false } });
const exact = new XMLParser({
  skip: { attributes: false },
  OutputBuilder: new CompactBuilderFactory({
    tags: { valueParsers: [] },
    attributes: { valueParsers: [] },
  }),
});
const READING = {
  text: (value) => (typeof value === "string" ? value : (value["#text"] ?? "")),
  language: (value) => value["@_id"],
  isAttribute: (name) => name === "#text" || name.startsWith("@_"),
};
const decoder = new TextDecoder();

export const NAME = "@nodable/flexible-xml-parser";
export const tree = (body) => untyped.parse(decoder.decode(body));
export const typed = (body, shape) =>
  rowsOfObjects(shape, exact.parse(decoder.decode(body)).prestashop[shape.resource], READING);
