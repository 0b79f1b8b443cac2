import { readFileSync } from "node:fs";
import { copyInCode, type LoadsCopy } from "./copy-in-code.js";
import { type Loader, notLoaded } from "./loading.js";

/** Reads the file, or takes the copy in the code where a bundler left the file behind. */
export function fromDisk(place: () => string | URL, copy: LoadsCopy, custom: string): Loader {
  return () => {
    let file: string | URL = "its file";
    try {
      file = place();
      return readFileSync(file);
    } catch (cause) {
      return copyInCode(copy).catch(() => {
        throw notLoaded(String(file), custom, cause);
      });
    }
  };
}
