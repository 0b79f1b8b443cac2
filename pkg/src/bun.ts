import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { notLoaded, provide } from "./runtime.js";
// By this attribute Bun also packs the file into what `bun build --compile` makes.
import file from "./wasm/prestashop_bg.wasm" with { type: "file" };

provide(() => {
  // TypeScript does not look at the attribute, which makes it a path; in a bundle it is relative.
  const path = resolve(import.meta.dirname, file as unknown as string);
  try {
    return readFileSync(path);
  } catch (cause) {
    throw notLoaded(path, cause);
  }
});

export * from "./index.js";
