// Who manages which callers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eachCase } from "../js/support/table.mjs";
import { added, manage, NEW, opens } from "./support/managed.mjs";

/** Who may not manage, and what: `[who, method, path, body]`. */
const FOREIGN = [
  ["GET", ""],
  ["POST", "", NEW],
  ["GET", "/ID"],
  ["PATCH", "/ID", { disabled: true }],
  ["POST", "/ID/rotate", {}],
  ["DELETE", "/ID"],
].map(([method, path, body]) => [`${method} ${path}`, method, path, body]);

test("given a token that is no administrator's, or none, then it manages nothing", async () => {
  const worker = manage();
  const { caller, token } = await added(worker, { level: "write", sites: "*" });
  await eachCase("routes", FOREIGN, async (method, path, body) => {
    const whole = `/v1/admin/callers${path.replace("ID", caller.id)}`;
    for (const who of [{ caller: "writer" }, { token }]) {
      const refused = await worker.ask(method, whole, { ...who, ...(body && { body }) });
      assert.deepEqual([refused.status, refused.body.kind], [403, "forbidden"]);
    }
    assert.equal((await worker.ask(method, whole, body && { body })).status, 401);
  });
  assert.equal(await opens(worker, token), 200);
});

test("given an administrator of some sites, then it gives away no others, and does not see who has them", async () => {
  const worker = manage();
  const own = "admin of tea";
  const all = await added(worker, { sites: "*", level: "write" });
  const clay = await added(worker, { sites: ["tea", "clay"] });
  const colleague = await added(worker, { sites: ["tea"], level: "admin" });
  const tea = await added(worker, { name: `${own}.app` }, own);
  await eachCase(
    "callers of others",
    [all, clay, colleague].flatMap(({ caller: { id } }) =>
      FOREIGN.slice(2).map(([what, method, path, body]) => [
        `${what} ${id}`,
        method,
        path,
        body,
        id,
      ]),
    ),
    async (method, path, body, id) => {
      const { status, body: problem } = await worker.admin(
        method,
        path.replace("ID", id),
        body,
        own,
      );
      const none = await worker.admin(method, path.replace("ID", "0-0"), body, own);
      assert.deepEqual([status, problem.kind], [404, "no_such_caller"]);
      const { instance: _, ...same } = problem;
      const { instance: __, ...of } = none.body;
      assert.deepEqual(same, of, "nobody learns that it exists");
    },
  );
  await eachCase(
    "gifts",
    [
      ["all sites", { sites: "*" }],
      ["another site", { sites: ["tea", "clay"] }],
      ["all sites to an admin", { sites: "*", level: "admin" }],
      ["its own sites to an admin", { level: "admin" }],
    ],
    async (members) => {
      const name = `${own}.other`;
      const made = await worker.admin("POST", "", { ...NEW, name, ...members }, own);
      assert.deepEqual([made.status, made.body.kind], [403, "forbidden"]);
      const changed = await worker.admin("PATCH", `/${tea.caller.id}`, members, own);
      assert.equal(changed.status, 403, changed.text);
    },
  );
  await eachCase(
    "names of others",
    ["dashboard", "writer", "admin", own, "admin of tea2.app"].map((name) => [name, name]),
    async (name) => {
      const made = await worker.admin("POST", "", { ...NEW, name }, own);
      assert.deepEqual([made.status, made.body.field], [422, "name"], "it would share its limits");
    },
  );
  const { body } = await worker.admin("GET", "", undefined, own);
  assert.deepEqual(
    body.callers.map(({ id }) => id),
    [tea.caller.id],
  );
  assert.equal((await worker.admin("GET", `/${all.caller.id}`)).status, 200);
});

test("given an administrator's token, then it runs no action and no tool", async () => {
  const worker = manage();
  const { body } = await worker.ask("GET", "/v1/actions", { caller: "admin" });
  assert.deepEqual(body.actions, []);
  for (const action of ["check_access", "get_product", "update_product_content"]) {
    const path = `/v1/sites/tea/actions/${action}`;
    const { status } = await worker.ask("POST", path, { caller: "admin", body: { id: 5 } });
    assert.equal(status, 403, action);
  }
});
