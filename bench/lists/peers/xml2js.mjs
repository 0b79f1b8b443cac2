import xml2js from "xml2js";
import { rowsOfObjects } from "../typing.mjs";

const EXACT = { explicitArray: false, normalize: false, trim: false, emptyTag: "" };
const READING = {
  text: (value) => (typeof value === "string" ? value : (value._ ?? "")),
  language: (value) => value.$.id,
  isAttribute: (name) => name === "$" || name === "_",
};
const decoder = new TextDecoder();

export const NAME = "xml2js";
export const tree = (body) => xml2js.parseStringPromise(decoder.decode(body));
export async function typed(body, shape) {
  const { prestashop } = await xml2js.parseStringPromise(decoder.decode(body), EXACT);
  return rowsOfObjects(shape, prestashop[shape.resource], READING);
}
