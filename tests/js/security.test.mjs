// SECURITY.md: each risk of agents has its controls, and each control a test that exists.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { eachCase } from "./support/table.mjs";

const ROOT = new URL("../../", import.meta.url);

/** The OWASP Top 10 for Agentic Applications, 2026. */
const RISKS = [
  "ASI01 Agent Goal Hijack",
  "ASI02 Tool Misuse and Exploitation",
  "ASI03 Identity and Privilege Abuse",
  "ASI04 Agentic Supply Chain Vulnerabilities",
  "ASI05 Unexpected Code Execution (RCE)",
  "ASI06 Memory & Context Poisoning",
  "ASI07 Insecure Inter-Agent Communication",
  "ASI08 Cascading Failures",
  "ASI09 Human-Agent Trust Exploitation",
  "ASI10 Rogue Agents",
];

const ROW = /^\| (ASI\d\d [^|]+) \| ([^|]+) \| \[(.+)\]\(([\w./-]+)\) \|$/;

const text = await readFile(new URL("SECURITY.md", ROOT), "utf8");
const lines = text.split("\n").filter((line) => line.startsWith("| ASI"));

/** Whether a file has a test whose name begins so: `test("name`, `visitConsole("name` or `fn name`. */
function hasTest(code, file, name) {
  if (file.endsWith(".rs")) return code.includes(`fn ${name}(`);
  const names = code.matchAll(/\b(?:test|visitConsole|inEachBrowser)\(\s*(["`])(.*?)\1/gs);
  return [...names].some(([, , found]) => found.startsWith(name));
}

test("given the table, then it has every risk by its name, in order, each with controls", () => {
  const told = lines.map((line) => ROW.exec(line)?.[1] ?? line);
  assert.deepEqual([...new Set(told)], RISKS);
  assert.equal(new Set(lines.map((line) => ROW.exec(line)[2])).size, lines.length);
});

test("given a control, then the test that it names exists", () =>
  eachCase(
    "controls",
    lines.map((line) => {
      const [, , control, name, file] = ROW.exec(line);
      return [control, name, file];
    }),
    async (name, file) => {
      const code = await readFile(new URL(file, ROOT), "utf8").catch(() => null);
      assert.ok(code !== null, `there is no ${file}`);
      assert.ok(name.length > 10, name);
      assert.ok(hasTest(code, file, name), `${file} has no test "${name}"`);
    },
  ));

test("given a name that no test has, then it would be found", async () => {
  const file = "tests/js/security.test.mjs";
  const code = await readFile(new URL(file, ROOT), "utf8");
  assert.ok(hasTest(code, file, "given a control, then the test"));
  assert.ok(!hasTest(code, file, "given a control that nobody"));
});
