// MCP's own conformance tool at an address that takes access tokens.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { load } from "../edge/support/here.mjs";
import { ENGINES } from "./support/engines.mjs";
import { NEWER_NODE, SKIP } from "./support/newer-node.mjs";
import { granted, resourceAt, startOAuthWorld } from "./support/oauth-world.mjs";

const TOOL = fileURLToPath(
  new URL("node_modules/@modelcontextprotocol/conformance/dist/index.js", import.meta.url),
);
const ENGINE = ["sqlite", "postgres", "d1"].find((name) => !ENGINES[name].skip);
const { PACKAGE_ACTIONS } = await load("actions/of-package.ts");

/** The scenarios for what the worker has; the others need tools of the tool's own that answer word for word, or resources, prompts, logging, sampling and streams. */
const APPLICABLE = [
  "server-initialize",
  "ping",
  "tools-list",
  "tools-call-error",
  "server-sse-multiple-streams",
  "dns-rebinding-protection",
];

/** The tool that one of the scenarios calls: it fails. */
const FAILING = {
  name: "test_error_handling",
  title: "Fails",
  description: "Fails.",
  example: {},
  inputSchema: { type: "object", properties: {}, additionalProperties: false },
  outputSchema: { type: "object", properties: {} },
  annotations: {
    title: "Fails",
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  },
  needs: [],
  writes: null,
  run: async () => {
    throw new Error("This tool fails.");
  },
};

test("given MCP's conformance tool with an access token, then every scenario passes for which the worker has something", {
  skip: SKIP,
}, async () => {
  const world = await startOAuthWorld(ENGINE, {}, [...PACKAGE_ACTIONS, FAILING]);
  const folder = await mkdtemp(join(tmpdir(), "conformance-"));
  const { access_token } = await granted(world, { code: world.callers.reader.token });
  world.token = access_token;
  try {
    const url = resourceAt(world);
    const said = await run([TOOL, "server", "--url", url, "--suite", "all", "-o", folder]);
    const results = new Map(
      [...said.matchAll(/^([✓✗]) ([\w-]+): /gmu)].map(([, sign, name]) => [name, sign === "✓"]),
    );
    for (const name of APPLICABLE)
      assert.equal(results.get(name), true, `${name}\n${said.slice(-3_000)}`);
    console.log(`${APPLICABLE.length} of ${results.size} scenarios apply, and pass`);
  } finally {
    await world.stop();
    await rm(folder, { recursive: true });
  }
});

/** What a program of the newer Node prints; the tool fails for what does not apply, too. */
function run(args) {
  return new Promise((resolve) => {
    execFile(NEWER_NODE, args, { maxBuffer: 64 << 20 }, (_, stdout) => resolve(stdout));
  });
}
