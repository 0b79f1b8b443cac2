// A Node that has SQLite in it, where this one is older.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { skipFor } from "../../js/support/left-out.mjs";

const INSTALLED = fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));
const [MAJOR] = process.versions.node.split(".").map(Number);

/** The program. */
export const NEWER_NODE = MAJOR >= 22 ? process.execPath : INSTALLED;

/** Why what needs it is left out here; `false` where it is there. */
export const SKIP = skipFor(
  existsSync(NEWER_NODE) ? undefined : "Node 22 is not installed in tests/engines",
);
