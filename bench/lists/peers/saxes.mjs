import { SaxesParser } from "saxes";
import { rowsOfEvents } from "../typing.mjs";

const decoder = new TextDecoder();

export const NAME = "saxes";
/** Its events alone: it makes no tree. */
export function tree(body) {
  let count = 0;
  const parser = new SaxesParser();
  parser.on("opentag", () => {
    count += 1;
  });
  parser.on("cdata", () => {});
  parser.write(decoder.decode(body)).close();
  return count;
}
export function typed(body, shape) {
  const { open, text, close, rows } = rowsOfEvents(shape);
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => open(name, attributes.id));
  parser.on("cdata", text);
  parser.on("closetag", ({ name }) => close(name));
  parser.write(decoder.decode(body)).close();
  return rows;
}
