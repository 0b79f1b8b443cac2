// What the forge runs: the same checks as anywhere, with no more rights than they need.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { parseDocument } from "yaml";

const FOLDER = new URL("../../.github/workflows/", import.meta.url);
const CHECKS = ".ci/run";
const PUBLISHES = "npm run release";

const workflows = {};

before(async () => {
  for (const file of await readdir(FOLDER)) {
    const text = await readFile(new URL(file, FOLDER), "utf8");
    const document = parseDocument(text, { strict: true, uniqueKeys: true });
    assert.deepEqual([...document.errors, ...document.warnings], [], file);
    workflows[file] = document.toJS();
  }
});

const stepsOf = ({ jobs }) => Object.values(jobs).flatMap(({ steps }) => steps);
const commandsOf = (workflow) => stepsOf(workflow).flatMap(({ run }) => run?.trim() ?? []);

test("given the workflows, then one tests and one publishes", () => {
  assert.deepEqual(Object.keys(workflows).sort(), ["ci.yml", "release.yml"]);
});

test("given a push or a pull request, then every check runs, on the oldest Node too", async () => {
  const ci = workflows["ci.yml"];
  assert.deepEqual(Object.keys(ci.on).sort(), ["pull_request", "push"]);
  assert.ok(commandsOf(ci).includes(CHECKS));
  assert.ok(!commandsOf(ci).includes(PUBLISHES));
  const { engines } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url)));
  assert.ok(ci.jobs.test.strategy.matrix.node.includes(engines.node.replace(">=", "")));
});

test("given a tag of a version, then it is tested first and published then", () => {
  const release = workflows["release.yml"];
  assert.deepEqual(release.on, { push: { tags: ["v*"] } });
  const commands = commandsOf(release);
  assert.ok(commands.indexOf(CHECKS) >= 0);
  assert.ok(commands.indexOf(CHECKS) < commands.indexOf(PUBLISHES));
  const { test: tests, publish } = release.jobs;
  assert.equal(publish.needs, "test", "what failed is not published");
  // What tests run is other people's code, and could publish with the rights of its job.
  assert.ok(tests.steps.some(({ run }) => run === CHECKS));
  assert.ok(!publish.steps.some(({ run }) => run === CHECKS));
});

test("given what publishes, then it has no token that could be stolen, and leaves its report and SBOMs", () => {
  const text = JSON.stringify(workflows["release.yml"]);
  assert.doesNotMatch(text, /secrets\.|NPM_TOKEN|_authToken/);
  const { publish } = workflows["release.yml"].jobs;
  const kept = publish.steps.flatMap(({ with: given }) => given?.path ?? []).join("\n");
  for (const file of ["release/report.md", "release/*.cdx.json", "release/*.tgz"]) {
    assert.ok(kept.includes(file), file);
  }
});

test("given what checks, then it is what `npm test` runs", async () => {
  const script = await readFile(new URL("../../.ci/run", import.meta.url), "utf8");
  assert.match(script, /^npm test$/m);
});

test("given the rights, then only what publishes may show who it is, and nothing may write", () => {
  for (const [file, workflow] of Object.entries(workflows)) {
    assert.deepEqual(workflow.permissions, { contents: "read" }, file);
  }
  const jobs = Object.values(workflows).flatMap(({ jobs }) => Object.entries(jobs));
  const asking = jobs.filter(([, { permissions }]) => permissions !== undefined);
  assert.deepEqual(
    asking.map(([name, { permissions }]) => [name, permissions]),
    [["publish", { contents: "read", "id-token": "write" }]],
  );
});

test("given the steps, then actions are pinned and no text of others becomes a command", () => {
  const steps = Object.values(workflows).flatMap(stepsOf);
  for (const { uses, run } of steps) {
    if (uses !== undefined) assert.match(uses, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    if (run !== undefined) assert.doesNotMatch(run, /\$\{\{/);
  }
  console.log(`${steps.length} steps`);
});
