import { resolve } from "node:path";
import { fromDisk } from "./from-disk.js";
import { CUSTOM, provide } from "./runtime.js";
// By this attribute Bun also packs the file into what `bun build --compile` makes.
import file from "./wasm/prestashop_bg.wasm" with { type: "file" };

// TypeScript does not look at the attribute, which makes it a path; in a bundle it is relative.
provide(
  fromDisk(
    () => resolve(import.meta.dirname, file as unknown as string),
    () => import("./wasm/inline.js"),
    CUSTOM,
  ),
);

export * from "./index.js";
