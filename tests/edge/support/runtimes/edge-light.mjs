// Vercel's edge runtime, which has a server of its own.
import { fileURLToPath } from "node:url";
import { listen } from "./command-line.mjs";

const PROGRAM = fileURLToPath(new URL("edge-light-server.mjs", import.meta.url));

export const EDGE_LIGHT = {
  "edge-runtime": {
    missing: async () => undefined,
    start: (settings, hear) => listen(process.execPath, [PROGRAM], settings, hear),
  },
};
