// Jest as it comes: CommonJS in a sandbox, of Node's kind and of jsdom's, which has no fetch.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";
import { run } from "../support/run.mjs";
import { folderOf, versionOf } from "../support/tools.mjs";

const row = (name, environment, file) => ({
  name: `Jest ${versionOf("jest")}${name}`,
  run: ({ folder, shop, key }) => runTests({ folder, environment, file, shop, key }),
});

export const ROWS = [row("", "node", "node.test.cjs"), row(", jsdom", "jsdom", "jsdom.test.cjs")];

async function runTests({ folder, environment, file, shop, key }) {
  const args = [
    join(folderOf("jest"), "bin/jest.js"),
    "--rootDir",
    join(folder, "jest"),
    "--env",
    folderOf(`jest-environment-${environment}`),
    "--testMatch",
    `**/${file}`,
    "--cacheDirectory",
    join(folder, "jest-cache"),
    "--watchman=false",
  ];
  const checks = await readFile(join(folder, "conformance.mjs"), "utf8");
  const { code } = await transform(checks, { format: "cjs" });
  const commonjs = join(folder, "conformance.cjs");
  await writeFile(commonjs, code);
  const reports = join(folder, "reports.json");
  const env = { SHOP: shop, KEY: key, CONFORMANCE: commonjs, REPORTS: reports };
  await run(process.execPath, args, folder, env);
  return JSON.parse(await readFile(reports, "utf8"));
}
