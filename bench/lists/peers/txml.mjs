import { parse } from "txml";
import { rowsOfNodes } from "../typing.mjs";

const READING = {
  // It leaves blank texts out, so that only elements stand beside elements.
  kids: (node) => node.children,
  nameOf: (node) => node.tagName,
  text: (node) => (node.children.length === 0 ? "" : node.children.join("")),
  language: (node) => node.attributes.id,
};
const decoder = new TextDecoder();

export const NAME = "txml";
export const tree = (body) => parse(decoder.decode(body));
export function typed(body, shape) {
  const root = parse(decoder.decode(body)).find((node) => node.tagName === "prestashop");
  return rowsOfNodes(shape, root.children[0], READING);
}
