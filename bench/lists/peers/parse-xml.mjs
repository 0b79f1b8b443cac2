import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { rowsOfNodes } from "../typing.mjs";

const READING = {
  kids: (node) => node.children.filter((child) => child instanceof XmlElement),
  nameOf: (node) => node.name,
  text: (node) => node.text,
  language: (node) => node.attributes.id,
};
const decoder = new TextDecoder();

export const NAME = "@rgrove/parse-xml";
export const tree = (body) => parseXml(decoder.decode(body));
export function typed(body, shape) {
  const { root } = parseXml(decoder.decode(body));
  return rowsOfNodes(shape, READING.kids(root)[0], READING);
}
