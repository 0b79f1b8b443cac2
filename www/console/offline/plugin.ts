import { createHash } from "node:crypto";
import type { Plugin } from "vite";

/** As the page registers it: its address stays the same, so that a browser finds the next one. */
export const WORKER_FILE = "offline.js";

/** Tells the worker which files there are, once all of them are made. */
export function filesForOffline(): Plugin {
  return {
    name: "files-for-offline",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const worker = bundle[WORKER_FILE];
        if (worker?.type !== "chunk") throw new Error(`The build has no ${WORKER_FILE}.`);
        const parts = Object.values(bundle).filter(
          ({ fileName }) => fileName !== WORKER_FILE && !fileName.endsWith(".map"),
        );
        const files = parts
          .map((part) => [
            // A host may answer `index.html` with a redirection to its folder.
            part.fileName.replace(/^index\.html$/, ""),
            `sha256-${digest(part.type === "chunk" ? part.code : part.source, "base64")}`,
          ])
          .sort();
        const list = JSON.stringify(Object.fromEntries(files));
        worker.code = worker.code
          .replace("__FILES__", () => list)
          .replace("__BUILD__", () => JSON.stringify(digest(list, "hex").slice(0, 16)));
      },
    },
  };
}

function digest(content: string | Uint8Array, encoding: "base64" | "hex"): string {
  return createHash("sha256").update(content).digest(encoding);
}
