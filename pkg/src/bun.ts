import { readFileSync } from "node:fs";
import { provide } from "./runtime.js";
// By this attribute Bun also packs the file into what `bun build --compile` makes.
import file from "./wasm/prestashop_bg.wasm" with { type: "file" };

// TypeScript does not look at the attribute, which makes it a path.
provide(() => readFileSync(file as unknown as string));

export * from "./index.js";
