// Entries of callers that could never mean anything, and what the routes of callers answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Validator } from "@cfworker/json-schema";
import { eachCase } from "../js/support/table.mjs";
import { added, manage, NEW, SETTLED } from "./support/managed.mjs";

/** What can mean nothing: `[what, members, the member told]`. */
const IMPOSSIBLE = [
  ["no name", { name: undefined }, "name"],
  ["a name with a line break", { name: "a\nb" }, "name"],
  ["a name that a signed token has", { name: "jwt:ann" }, "name"],
  ["a site that none can be", { sites: ["Tea Shop"] }, "sites"],
  ["a site with a star in a list", { sites: ["*"] }, "sites"],
  ["no sites", { sites: [] }, "sites"],
  ["sites that are no list", { sites: "tea" }, "sites"],
  [
    "more sites than can be meant",
    { sites: Array.from({ length: 1_001 }, (_, at) => `s${at}`) },
    "sites",
  ],
  ["an unknown action", { level: ["get_product", "drop_tables"] }, "level"],
  ["an action of the prototype", { level: ["constructor"] }, "level"],
  ["an unknown level", { level: "owner" }, "level"],
  ["no level", { level: undefined }, "level"],
  ["a confirmation of nothing", { level: "read", confirm: "required" }, "confirm"],
  ["a confirmation of reading actions", { level: ["get_stock"], confirm: "required" }, "confirm"],
  ["a confirmation by an admin", { level: "admin", confirm: "required" }, "confirm"],
  ["a claim of an admin", { level: "admin", claim: "required" }, "claim"],
  [
    "a claim for actions that cannot be held",
    { level: ["list_changes"], claim: "required" },
    "claim",
  ],
  ["a claim that is a flag", { claim: true }, "claim"],
  ["no requests", { ratePerMinute: 0 }, "ratePerMinute"],
  ["half a request", { ratePerMinute: 1.5 }, "ratePerMinute"],
  ["a limit that is a text", { ratePerMinute: "100" }, "ratePerMinute"],
  ["an end that is no date", { expires: "soon" }, "expires"],
  ["an end that is past", { expires: "2026-11-30T11:59:59Z" }, "expires"],
  ["another member", { token: "mine" }, null],
  ["a hash of its own", { sha256: "0".repeat(64) }, null],
];

test("given a caller that could never mean anything, then it is refused by the member, when it is added and when it is changed", async () => {
  const worker = manage();
  const { caller } = await added(worker);
  await eachCase("callers", IMPOSSIBLE, async (members, field) => {
    const whole = await worker.admin("POST", "", { ...NEW, ...members });
    assert.deepEqual([whole.status, whole.body.kind, whole.body.field], [422, "validation", field]);
    assert.ok(!whole.text.includes("drop_tables") && !whole.text.includes("mine"));
    if ("name" in members || Object.values(members).includes(undefined)) return;
    const changed = await worker.admin("PATCH", `/${caller.id}`, members);
    assert.deepEqual([changed.status, changed.body.field], [422, field], changed.text);
  });
  const { body } = await worker.admin("GET", "");
  assert.deepEqual(body, { callers: [caller], next: null });
});

test("given the setting CALLERS with an entry that could never mean anything, then the worker says which and what, and serves nothing", async () => {
  const sha256 = "a".repeat(64);
  // The end of a token may well have come, and the hash is the setting's own member.
  const isOfRoutes = ([, members]) => "sha256" in members || members.expires?.startsWith("2026");
  const entries = IMPOSSIBLE.filter((one) => !isOfRoutes(one));
  await eachCase("settings", entries, async (members, field) => {
    const right = SETTLED.writer.entry;
    const CALLERS = JSON.stringify([right, { ...NEW, sha256, ...members }]);
    assert.throws(
      () => manage({ settings: { CALLERS } }),
      ({ setting, message }) => {
        assert.equal(setting, "CALLERS");
        assert.match(
          message,
          field === null ? /unknown member/ : new RegExp(`\\[1\\].*.${field}.`),
        );
        return !message.includes("drop_tables");
      },
    );
  });
  const twice = JSON.stringify([SETTLED.writer.entry, { ...SETTLED.writer.entry, level: "read" }]);
  assert.throws(
    () => manage({ settings: { CALLERS: twice } }),
    /\[1\].*`sha256` is that of an entry/,
  );
});

test("given what these routes answer, then it is what OpenAPI says of them", async () => {
  const worker = manage();
  const { body: document } = await worker.ask("GET", "/openapi.json");
  const { id } = (await added(worker)).caller;
  const routes = [
    ["get", "", 200],
    ["post", "", 201, { ...NEW, ratePerMinute: 5, expires: "2027-01-31" }],
    ["post", "", 422, { ...NEW, level: "owner" }],
    ["post", "", 400, []],
    ["get", "/{id}", 200],
    ["patch", "/{id}", 200, { disabled: true, level: ["get_stock"] }],
    ["patch", "/{id}", 422, { name: "other" }],
    ["post", "/{id}/rotate", 409, {}],
    ["patch", "/{id}", 200, { disabled: false }],
    ["post", "/{id}/rotate", 201, { overlapMinutes: 1 }],
    ["post", "/{id}/rotate", 422, { overlapMinutes: "1" }],
    ["delete", "/{id}", 204],
    ["delete", "/{id}", 404],
    ["get", "/{id}", 404],
  ].map(([method, path, status, body]) => [
    `${method} ${path} ${status}`,
    method,
    path,
    status,
    body,
  ]);
  await eachCase("answers", routes, async (method, path, status, body) => {
    const answer = await worker.admin(method.toUpperCase(), path.replace("{id}", id), body);
    assert.equal(answer.status, status, answer.text);
    const operation = document.paths[`/v1/admin/callers${path}`][method];
    const described = operation.responses[status];
    const { content } = described.$ref
      ? document.components.responses[described.$ref.split("/").at(-1)]
      : described;
    if (content === undefined) return assert.equal(answer.text, "");
    const { schema } = content[answer.headers.get("Content-Type")];
    const whole = { ...schema, components: document.components };
    const { errors } = new Validator(whole, "2020-12", false).validate(answer.body);
    assert.deepEqual(errors, []);
  });
});
