import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { SAXParser, SaxEventType } from "sax-wasm";
import { rowsOfEvents } from "../typing.mjs";

const module = await readFile(createRequire(import.meta.url).resolve("sax-wasm/lib/sax-wasm.wasm"));
const HEARD = SaxEventType.OpenTag | SaxEventType.CloseTag | SaxEventType.Cdata;
const parser = new SAXParser(HEARD);
await parser.prepareWasm(module);

/** Its memory takes no more at a time. */
const PIECE = 32 * 1024;

export const NAME = "sax-wasm";
/** Its events alone: it makes no tree. */
export function tree(body) {
  let count = 0;
  parser.eventHandler = () => {
    count += 1;
  };
  write(body);
  return count;
}
export function typed(body, shape) {
  const { open, text, close, rows } = rowsOfEvents(shape);
  parser.eventHandler = (event, detail) => {
    if (event === SaxEventType.OpenTag) {
      const { name } = detail;
      open(name, name === "language" ? detail.attributes[0].value.value : undefined);
    } else if (event === SaxEventType.Cdata) text(detail.value);
    else close(detail.name);
  };
  write(body);
  return rows;
}

function write(body) {
  for (let at = 0; at < body.length; at += PIECE) parser.write(body.subarray(at, at + PIECE));
  parser.end();
}
