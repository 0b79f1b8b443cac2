import { resolve } from "node:path";
import { fromDisk } from "../from-disk.js";
// By this attribute Bun also packs the file into what `bun build --compile` makes.
import file from "../wasm/demo_store_bg.wasm" with { type: "file" };
import { CUSTOM, provide } from "./runtime.js";

// TypeScript does not look at the attribute, which makes it a path; in a bundle it is relative.
provide(
  fromDisk(
    () => resolve(import.meta.dirname, file as unknown as string),
    () => import("../wasm/demo-store-inline.js"),
    CUSTOM,
  ),
);

export * from "./index.js";
