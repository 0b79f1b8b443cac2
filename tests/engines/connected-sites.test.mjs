// Shops that are connected while workers run, in each database: at once, at all of them, and never twice.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { startConnected } from "../edge/support/connected.mjs";
import { sitesScript } from "../edge/support/sites-script.mjs";
import { eachCase } from "../js/support/table.mjs";
import { ENGINES } from "./support/engines.mjs";

const SITES = "/v1/admin/sites";
/** Rows by engine; that of D1 here is slow. */
const ROWS = { sqlite: 300, postgres: process.env.PROOFS === "1" ? 10_000 : 300, d1: 40 };
const AT_ONCE = 20;
/** Milliseconds within which a change counts everywhere. */
const AT_ONCE_MS = 1_000;

for (const [name, { skip, open }] of Object.entries(ENGINES)) {
  test(`given two workers over one ${name}, then what is connected at one is served by both, once`, {
    skip,
  }, async (t) => {
    const engine = await open();
    const rowCount = ROWS[name];
    const [one, other] = await twoWorkers(engine);
    const { key, shop } = one;
    const connect = (worker, site) => worker.ask("admin", "POST", SITES, site);
    const accessOf = async (worker, id) =>
      (await worker.ask("writer", "GET", `/v1/sites/${id}/access`)).status;
    try {
      await t.test(
        "given a site, then both serve it at once, and not a moment longer than it is there",
        async () => {
          const site = { id: "clay", name: "Clay", url: shop.url, key };
          assert.equal((await connect(one, site)).status, 201);
          assert.equal(await accessOf(other, "clay"), 200);
          const products = shop.keys["products only"];
          const changed = await other.ask("admin", "PUT", `${SITES}/clay/key`, { key: products });
          assert.equal(changed.body.access.verdict, "not_ready");
          const input = { id: 2 };
          const refused = await one.ask(
            "writer",
            "POST",
            "/v1/sites/clay/actions/get_customer",
            input,
          );
          assert.equal(refused.body.kind, "permission");
          const began = performance.now();
          assert.equal((await one.ask("admin", "DELETE", `${SITES}/clay`)).status, 204);
          assert.equal(await accessOf(other, "clay"), 404);
          assert.ok(performance.now() - began < AT_ONCE_MS);
        },
      );

      await t.test(
        "given one id at both workers at once, then one site is made, and the others are told",
        async () => {
          const answers = await Promise.all(
            Array.from({ length: AT_ONCE }, (_, at) =>
              connect([one, other][at % 2], {
                id: "raced",
                name: `Number ${at}`,
                url: "https://raced.example",
                key,
                unchecked: true,
              }),
            ),
          );
          const statuses = answers.map(({ status }) => status).sort();
          assert.deepEqual(statuses, [201, ...Array(AT_ONCE - 1).fill(409)]);
          const { name: kept } = answers.find(({ status }) => status === 201).body.site;
          for (const worker of [one, other]) {
            assert.equal((await worker.ask("admin", "GET", `${SITES}/raced`)).body.site.name, kept);
          }
        },
      );

      await t.test(
        "given one name at both workers at once, then each site has an id of its own",
        async () => {
          const answers = await Promise.all(
            Array.from({ length: AT_ONCE }, (_, at) =>
              connect([one, other][at % 2], {
                name: "Tea",
                url: `https://tea-${at}.example`,
                key,
                unchecked: true,
              }),
            ),
          );
          const ids = new Set(answers.map(({ body }) => body.site?.id));
          assert.equal(ids.size, AT_ONCE);
          assert.ok([...ids].every((id) => /^tea(-\d+)?$/.test(id)));
        },
      );

      await t.test(
        "given the same table at both workers at once, then each row is there once",
        async () => {
          const rows = Array.from(
            { length: rowCount },
            (_, at) => `row-${at},https://row-${at}.example,${key}`,
          );
          const csv = ["id,url,key", ...rows].join("\n");
          const began = performance.now();
          const results = await Promise.all(
            [one, other].map((worker) =>
              worker.ask("admin", "POST", `${SITES}/import?unchecked=true`, csv),
            ),
          );
          const took = Math.round(performance.now() - began);
          const totals = results.map(({ rows: lines }) => lines.at(-1));
          assert.equal(totals[0].added + totals[1].added, rowCount);
          assert.equal(totals[0].unchanged + totals[1].unchanged, rowCount);
          console.log(`${rowCount} rows twice at once in ${name}: ${took} ms`);
        },
      );

      if (name === "postgres") {
        await t.test(
          "given a table and DATABASE_URL, then the script stores it, and the workers serve it at once",
          async () => {
            const folder = await mkdtemp(join(tmpdir(), "connected-sites-"));
            try {
              await writeFile(join(folder, "shops.csv"), `id,url,key\nscripted,${shop.url},${key}`);
              const { code, out, said } = await sitesScript(
                folder,
                ["import", "shops.csv", "--private"],
                {
                  secrets: one.environment.MASTER_SECRETS,
                  env: { DATABASE_URL: engine.url },
                },
              );
              assert.deepEqual([code, out], [0, "2\tscripted\tadded\tready_but_too_much\n"], said);
              assert.equal(await accessOf(other, "scripted"), 200);
              assert.equal((await one.ask("admin", "DELETE", `${SITES}/scripted`)).status, 204);
            } finally {
              await rm(folder, { recursive: true });
            }
          },
        );
      }

      await t.test("given each list, then its pages hold every site once, in order", () =>
        eachCase(
          "lists",
          [
            ["admin", SITES],
            ["writer", "/v1/sites"],
          ].map((row) => [row[1], ...row]),
          async (who, path) => {
            const ids = [];
            let after;
            do {
              const query = new URLSearchParams({ limit: "97", ...(after && { after }) });
              const { body } = await other.ask(who, "GET", `${path}?${query}`);
              ids.push(...body.sites.map(({ id }) => id));
              after = body.next;
            } while (after);
            assert.equal(ids.length, rowCount + AT_ONCE + 1);
            assert.deepEqual(ids, [...new Set(ids)].sort());
          },
        ),
      );
      const seen = [...one.seen(), ...other.seen()];
      const rows = await engine.database.all("SELECT entry, shown FROM sites");
      const texts = [...seen, ...rows.map((row) => JSON.stringify(row))];
      assert.ok(
        texts.every((text) => !text.includes(key)),
        "no key is anywhere",
      );
    } finally {
      await Promise.all([one, other].map((worker) => worker.stop()));
      await engine.stop();
    }
  });
}

async function twoWorkers({ database, beside }) {
  const settings = { SITES_KV: undefined };
  const one = await startConnected(settings, { bound: database });
  const { MASTER_SECRETS } = one.environment;
  const host = { bound: await beside() };
  return [one, await startConnected({ ...settings, MASTER_SECRETS }, host, one.callers)];
}
