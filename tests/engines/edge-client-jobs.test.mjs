// The jobs of a worker through the package's client, in every database.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EdgeShop } from "@aismarttalk/prestashop/edge";
import { ENGINES } from "./support/engines.mjs";
import { startJobs } from "./support/jobs.mjs";

const SEO = "update_product_seo";
const CSV = "id;meta_title:en\n6;Green tea\n9;White tea\n";

for (const [name, { skip, open }] of Object.entries(ENGINES)) {
  test(`given ${name}, then a job is made, paged, paused, resumed, confirmed and undone by the client`, {
    skip,
  }, async () => {
    const engine = await open();
    const edge = await startJobs(engine.database);
    try {
      const { jobs } = new EdgeShop({
        url: "https://edge.example",
        token: edge.token("writer"),
        site: "one",
        fetch: (url, init) => edge.worker(new Request(url, init)),
      });
      const made = await jobs.create({ action: SEO, csv: CSV });
      assert.deepEqual([made.state, made.total, made.token], ["previewing", 2, null]);
      assert.equal((await jobs.pause(made.id)).state, "paused");
      assert.equal((await jobs.resume(made.id)).state, "previewing");
      await edge.until(made.id, ["previewed"]);
      const previewed = await jobs.get(made.id);
      const first = await jobs.items(made.id, { limit: 1, state: "ready" });
      assert.deepEqual(
        [first.items[0].record, first.items[0].fields[0].after],
        ["products/6", "Green tea"],
      );
      const rest = await jobs.items(made.id, { after: first.next });
      assert.deepEqual([rest.items.map(({ row }) => row), rest.next], [[2], null]);
      const wrong = await jobs.confirm(made.id, "wrong").catch((error) => error);
      assert.deepEqual(
        [wrong.name, wrong.problem, wrong.saved],
        ["ConflictError", "confirmation_invalid", "no"],
      );
      assert.equal((await jobs.confirm(made.id, previewed.token)).state, "running");
      const done = await edge.until(made.id, ["done"]);
      assert.equal(done.items.written, 2);
      const undoing = await jobs.undo(made.id);
      assert.equal(undoing.undoes, made.id);
      assert.equal((await jobs.stop(undoing.id)).state, "stopped");
      const [one, other] = await jobs.list();
      assert.deepEqual([one.id, other.id], [undoing.id, made.id]);
      const written = await jobs.create([{ action: SEO, input: { id: 6, meta_title: "Tea" } }]);
      assert.equal(written.total, 1);
    } finally {
      await edge.stop();
      await engine.stop();
    }
  });
}
