import { XMLDOMParser, XMLSAXParser } from "tag-soup";
import { rowsOfEvents } from "../typing.mjs";

const decoder = new TextDecoder();

export const NAME = "tag-soup";
export const tree = (body) => XMLDOMParser.parseDocument(decoder.decode(body));
export function typed(body, shape) {
  const { open, text, close, rows } = rowsOfEvents(shape);
  XMLSAXParser.parseDocument(decoder.decode(body), {
    onStartTag: (name, attributes, isSelfClosing) => {
      open(name, attributes.id);
      if (isSelfClosing) close(name);
    },
    onCDATASection: text,
    onEndTag: close,
  });
  return rows;
}
