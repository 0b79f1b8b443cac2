import { readFileSync } from "node:fs";
import { LEFT_BEHIND, provide } from "./runtime.js";

provide(() => {
  try {
    return readFileSync(new URL("./wasm/prestashop_bg.wasm", import.meta.url));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const what = `The WebAssembly of @aismarttalk/prestashop, prestashop_bg.wasm, cannot be read: ${why}`;
    throw new Error(`${what}. ${LEFT_BEHIND}`, { cause });
  }
});

export * from "./index.js";
