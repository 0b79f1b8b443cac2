import { Parser } from "saxen";
import { rowsOfEvents } from "../typing.mjs";

const decoder = new TextDecoder();

export const NAME = "saxen";
/** Its events alone: it makes no tree. */
export function tree(body) {
  let count = 0;
  const parser = new Parser();
  parser.on("openTag", (_, attributes) => {
    count += 1;
    attributes();
  });
  parser.on("cdata", () => {});
  parser.parse(decoder.decode(body));
  return count;
}
export function typed(body, shape) {
  const { open, text, close, rows } = rowsOfEvents(shape);
  const parser = new Parser();
  parser.on("openTag", (name, attributes) =>
    open(name, name === "language" ? attributes().id : undefined),
  );
  parser.on("cdata", text);
  parser.on("closeTag", close);
  parser.parse(decoder.decode(body));
  return rows;
}
