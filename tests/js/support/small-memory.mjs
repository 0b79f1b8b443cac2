// The module of the package, whose memory may grow to few pages: what is too large traps.
import { readFileSync } from "node:fs";

const MEMORY_SECTION = 5;
const HAS_MAXIMUM = 1;

/** The bytes of a WebAssembly of the package with a memory of at most `mebibytes`. */
export function withMemory(mebibytes, entry = "@aismarttalk/prestashop/wasm") {
  const file = new URL(import.meta.resolve(entry));
  const bytes = readFileSync(file);
  for (let at = 8; at < bytes.length; ) {
    const id = bytes[at];
    const [size, start] = leb128(bytes, at + 1);
    if (id === MEMORY_SECTION) {
      // One memory, whose limits are flags and the least pages.
      const [least] = leb128(bytes, start + 2);
      const content = [1, HAS_MAXIMUM, ...toLeb128(least), ...toLeb128(mebibytes * 16)];
      const section = [id, ...toLeb128(content.length), ...content];
      return Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from(section),
        bytes.subarray(start + size),
      ]);
    }
    at = start + size;
  }
  throw new Error("The module has no memory.");
}

/** The number at a place, and the place behind it. */
function leb128(bytes, at) {
  const byte = bytes[at];
  if (byte < 128) return [byte, at + 1];
  const [rest, end] = leb128(bytes, at + 1);
  return [(byte & 127) + rest * 128, end];
}

function toLeb128(number) {
  return number < 128 ? [number] : [(number & 127) | 128, ...toLeb128(Math.floor(number / 128))];
}
