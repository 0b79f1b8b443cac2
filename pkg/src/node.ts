import { readFileSync } from "node:fs";
import { copyInCode } from "./copy-in-code.js";
import { notLoaded, provide } from "./runtime.js";

provide(() => {
  let from = "prestashop_bg.wasm";
  try {
    const file = new URL("./wasm/prestashop_bg.wasm", import.meta.url);
    from = file.href;
    return readFileSync(file);
  } catch (cause) {
    return copyInCode().catch(() => {
      throw notLoaded(from, cause);
    });
  }
});

export * from "./index.js";
