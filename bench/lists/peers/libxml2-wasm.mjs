import { ParseOption, XmlDocument, XmlElement } from "libxml2-wasm";
import { rowsOfNodes } from "../typing.mjs";

const OPTIONS = { option: ParseOption.XML_PARSE_HUGE };
const READING = {
  *kids(node) {
    for (let child = node.firstChild; child !== null; child = child.next) {
      if (child instanceof XmlElement) yield child;
    }
  },
  nameOf: (node) => node.name,
  text: (node) => node.content,
  language: (node) => node.attr("id").value,
};

export const NAME = "libxml2-wasm";
/** Its tree stays within the WebAssembly: it makes no objects. */
export const tree = (body) => XmlDocument.fromBuffer(body, OPTIONS).dispose();
export function typed(body, shape) {
  const document = XmlDocument.fromBuffer(body, OPTIONS);
  try {
    const [around] = READING.kids(document.root);
    return rowsOfNodes(shape, around, READING);
  } finally {
    document.dispose();
  }
}
