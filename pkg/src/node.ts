import { readFileSync } from "node:fs";
import { provide } from "./runtime.js";

provide(() => readFileSync(new URL("./wasm/prestashop_bg.wasm", import.meta.url)));

export * from "./index.js";
