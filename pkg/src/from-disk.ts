import { readFileSync } from "node:fs";
import { copyInCode } from "./copy-in-code.js";
import { type Loader, notLoaded } from "./runtime.js";

/** Reads the file, or takes the copy in the code where a bundler left the file behind. */
export function fromDisk(place: () => string | URL): Loader {
  return () => {
    let file: string | URL = "prestashop_bg.wasm";
    try {
      file = place();
      return readFileSync(file);
    } catch (cause) {
      return copyInCode().catch(() => {
        throw notLoaded(String(file), cause);
      });
    }
  };
}
