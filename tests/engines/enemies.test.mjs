// What becomes of what is kept where something breaks: a statement, a process, a connection, a clock.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { changeAt } from "../edge/support/changes.mjs";
import { load } from "../edge/support/here.mjs";
import { eachCase } from "../js/support/table.mjs";
import { inSql, SECRETS } from "./stores/places.mjs";
import { ENGINES } from "./support/engines.mjs";

const worker = await load(
  "journal/timed.ts",
  "limits/rate.ts",
  "limits/sql.ts",
  "locks/contended.ts",
  "locks/leases.ts",
  "sites/sql.ts",
);

const AT = { site: "one", installation: "clay" };
const opened = (ms, more) => ({ ...changeAt(Date.now() + ms, { ...AT, ...more }), isOpen: true });
const HOUR_MS = 3_600_000;
/** How long a lease lasts, and a moment. */
const LEASE_MS = 15_000;
const never = () => new Promise(() => {});
const rejects = async () => {
  throw new Error("connection refused");
};

for (const [name, { skip, open }] of Object.entries(ENGINES)) {
  test(`given ${name}, when a statement fails half way, then nothing of a write is kept`, {
    skip,
  }, async (t) => {
    const engine = await open();
    t.after(engine.stop);
    const whole = inSql("journal", engine.database);
    const failing = (at) => ({
      ...engine.database,
      batch: (statements, serial) => {
        const isOpening = statements.some(({ sql }) => sql.startsWith("INSERT INTO changes"));
        const spoilt = statements.toSpliced(at, 0, { sql: "SELECT nothing FROM nowhere" });
        return engine.database.batch(isOpening ? spoilt : statements, serial);
      },
    });
    const cases = [0, 1, 2, 3, 4].map((at) => [
      `before statement ${at + 1}`,
      async () => {
        const confirmation = { id: crypto.randomUUID(), until: Date.now() + HOUR_MS };
        const change = opened(at);
        await assert.rejects(inSql("journal", failing(at)).open(change, confirmation));
        assert.equal(await whole.find(AT, change.id), undefined);
        assert.equal(await whole.isUsed(confirmation), false);
        assert.equal(await whole.open(change, confirmation), "kept");
        await whole.drop(AT, change.id);
      },
    ]);
    await eachCase(`statements of ${name} that fail`, cases, (run) => run());
  });

  test(`given ${name}, then a shop's key is in no row, and a row that was edited opens nothing`, {
    skip,
  }, async (t) => {
    const engine = await open();
    t.after(engine.stop);
    const sites = inSql("sites", engine.database);
    const key = "SEALED0KEY0SEALED0KEY0SEALED0KEY";
    for (const id of ["one", "two"]) {
      await sites.put({ id, name: id, url: `https://${id}.example`, key });
    }
    const rows = await engine.database.all("SELECT * FROM sites");
    assert.equal(rows.length, 2);
    for (const form of [key, btoa(key), btoa(`${key}:`)]) {
      assert.ok(!JSON.stringify(rows).includes(form.replace(/=+$/, "")));
    }
    await engine.database.all(
      "UPDATE sites SET entry = (SELECT entry FROM sites WHERE id = $1) WHERE id = $2",
      ["one", "two"],
    );
    await assert.rejects(sites.find("two"), ({ problem }) => problem.kind === "site_unreadable");
    assert.equal((await sites.find("one")).key, key);
  });
}

const { sqlite, postgres } = ENGINES;

test("given a process that is killed while it keeps changes, then the next one has all that were said to be kept", {
  skip: sqlite.skip,
}, async (t) => {
  const engine = await sqlite.open();
  t.after(engine.stop);
  const process = await engine.beside();
  const journal = inSql("journal", process);
  const kept = [];
  const work = async (from) => {
    for (let at = from; ; at += 4) {
      const change = opened(at, { record: at });
      await journal.open(change, null);
      kept.push(change.id);
    }
  };
  const all = [0, 1, 2, 3].map((from) => assert.rejects(work(from)));
  await sleep(150 + 150 * Math.random());
  await process.kill();
  await Promise.all(all);
  const left = inSql("journal", engine.database);
  for (const id of kept) assert.equal((await left.find(AT, id))?.id, id);
  const [integrity] = await engine.database.all("PRAGMA integrity_check");
  assert.equal(integrity.integrity_check, "ok");
  assert.ok(kept.length > 0);
  t.diagnostic(`${kept.length} kept before it was killed`);
});

test("given connections that break while changes are kept, then all that were said to be kept are there, and work goes on", {
  skip: postgres.skip,
}, async (t) => {
  const engine = await postgres.open();
  t.after(engine.stop);
  const journal = inSql("journal", engine.database);
  const [kept, failed] = [[], []];
  let isOver = false;
  const work = async (from) => {
    for (let at = from; !isOver; at += 4) {
      const change = opened(at, { record: at });
      await journal.open(change, null).then(
        () => kept.push(change.id),
        () => failed.push(change.id),
      );
    }
  };
  const all = [0, 1, 2, 3].map(work);
  for (let time = 0; time < 3; time += 1) {
    await sleep(120);
    await engine.fail();
  }
  await sleep(120);
  isOver = true;
  await Promise.all(all);
  const found = await Promise.all(kept.map((id) => journal.find(AT, id)));
  assert.equal(found.filter(Boolean).length, kept.length);
  assert.ok(failed.length > 0 && kept.length > 0);
  t.diagnostic(`${kept.length} kept, ${failed.length} failed`);
});

test("given a lock whose connection breaks, then it is known to be lost, and another process has it", {
  skip: postgres.skip,
}, async (t) => {
  const engine = await postgres.open();
  t.after(engine.stop);
  const [locks, beside] = [engine.database, await engine.beside()].map((one) =>
    inSql("locks", one),
  );
  const lock = await locks.acquire("record", 5_000);
  assert.equal(await beside.acquire("record", 50), null);
  await engine.fail();
  const next = await beside.acquire("record", 10_000);
  for (let waited = 0; lock.isHeld() && waited < 100; waited += 1) await sleep(20);
  assert.deepEqual([lock.isHeld(), next.isHeld()], [false, true]);
  await lock.release();
  assert.equal(next.isHeld(), true);
  await next.release();
  const again = await locks.acquire("record", 5_000);
  assert.equal(again.isHeld(), true);
});

test("given leases, then clocks and processes that stop give none of them to two", {
  skip: sqlite.skip,
}, async (t) => {
  const engine = await sqlite.open();
  t.after(engine.stop);
  t.mock.timers.enable({ apis: ["setInterval"] });
  const underWay = new Set();
  const watched =
    (method) =>
    (...values) => {
      const answer = engine.database[method](...values).finally(() => underWay.delete(answer));
      underWay.add(answer);
      return answer;
    };
  const database = { all: watched("all"), batch: watched("batch") };
  const scene = () => {
    const time = { wall: Date.now(), steady: 0 };
    const pass = (ms) => {
      time.wall += ms;
      time.steady += ms;
    };
    const clocks = { now: () => time.wall, steady: () => time.steady };
    const [one, two] = [1, 2].map(() => worker.leases(database, clocks));
    return { time, pass, one, two, name: crypto.randomUUID() };
  };
  const renewed = async (pass) => {
    pass(4_000);
    t.mock.timers.tick(4_000);
    do await sleep(2);
    while (underWay.size > 0);
  };
  const cases = [
    [
      "one that is not renewed ends for its holder before another has it",
      async ({ pass, one, two, name }) => {
        const lock = await one(name);
        pass(LEASE_MS - 3_500);
        assert.deepEqual([lock.isHeld(), await two(name)], [true, null]);
        pass(1_000);
        assert.deepEqual([lock.isHeld(), await two(name)], [false, null]);
        pass(3_000);
        const next = await two(name);
        assert.equal(next.isHeld(), true);
        await lock.release();
        assert.equal(await one(name), null, "a late release frees nothing");
        await next.release();
      },
    ],
    [
      "one that is renewed stays",
      async ({ pass, one, two, name }) => {
        const lock = await one(name);
        for (let times = 0; times < 10; times += 1) {
          await renewed(pass);
          assert.deepEqual([lock.isHeld(), await two(name)], [true, null]);
        }
        await lock.release();
        assert.equal((await two(name)).isHeld(), true);
      },
    ],
    [
      "of a process that died before the clock was set back, it ends in its own time",
      async ({ time, pass, one, two, name }) => {
        await one(name);
        time.wall -= HOUR_MS;
        assert.equal(await two(name), null);
        pass(LEASE_MS - 1);
        assert.equal(await two(name), null);
        pass(2);
        assert.equal((await two(name)).isHeld(), true);
      },
    ],
    [
      "one that is renewed stays when the clock is set back",
      async ({ time, pass, one, two, name }) => {
        const lock = await one(name);
        time.wall -= HOUR_MS;
        for (let times = 0; times < 8; times += 1) {
          assert.deepEqual([lock.isHeld(), await two(name)], [true, null]);
          await renewed(pass);
        }
        await lock.release();
      },
    ],
    [
      "one that somebody took away is known to be lost",
      async ({ pass, one, two, name }) => {
        const lock = await one(name);
        await engine.database.all("DELETE FROM leases WHERE name = $1", [name]);
        const next = await two(name);
        await renewed(pass);
        assert.deepEqual([lock.isHeld(), next.isHeld()], [false, true]);
        await lock.release();
        assert.equal(await one(name), null);
      },
    ],
  ];
  await eachCase("leases", cases, (run) => run(scene()));
});

test("given a database that is down or hangs, then each store says so in time, and works again after", {
  skip: sqlite.skip,
  timeout: 60_000,
}, async (t) => {
  const engine = await sqlite.open();
  t.after(engine.stop);
  const ways = { "is down": rejects, hangs: never };
  const cases = Object.entries(ways).flatMap(([how, way]) => {
    const state = { isBroken: true };
    const ask =
      (method) =>
      (...values) =>
        state.isBroken ? way() : engine.database[method](...values);
    const database = { all: ask("all"), batch: ask("batch") };
    const journal = worker.timedJournal(inSql("journal", database), 50);
    const sites = worker.sqlSites(database, SECRETS);
    const locks = worker.contended(worker.leases(database));
    const reports = [];
    const own = worker.memoryLimiter(2);
    const rates = worker.sharedLimiter(worker.sqlLimiter(database, 60), own, (part) =>
      reports.push(part),
    );
    return [
      [
        `a journal that ${how}`,
        async () => {
          await assert.rejects(journal.open(opened(0), null));
          await assert.rejects(journal.list([AT], { limit: 1 }));
        },
      ],
      [
        `sites that are where it ${how}`,
        async () => {
          const isTold = ({ problem }) => problem.kind === "site_unreadable" && problem.retryable;
          await Promise.all([
            assert.rejects(sites.find("one"), isTold),
            assert.rejects(
              sites.list(() => true),
              isTold,
            ),
            assert.rejects(
              sites.put({ id: "one", name: "", url: "https://a.example", key: "K" }),
              isTold,
            ),
            assert.rejects(sites.remove("one"), isTold),
          ]);
        },
      ],
      [`a lock where it ${how}`, () => assert.rejects(locks.acquire("record", 100))],
      [
        `a limit where it ${how}`,
        async () => {
          const told = [
            await rates.allow("one"),
            await rates.allow("one"),
            await rates.allow("one"),
          ];
          assert.deepEqual([told.slice(0, 2), typeof told[2]], [[true, true], "number"]);
          assert.deepEqual(reports, ["rate_limiter"]);
        },
      ],
      [
        `all of them after it ${how}`,
        async () => {
          if (way === never) return;
          state.isBroken = false;
          const change = opened(9, { record: (Math.random() * 1e9) | 0 });
          assert.equal(await journal.open(change, null), "kept");
          assert.equal(await sites.find("one"), undefined);
          await (await locks.acquire("record", 100)).release();
        },
      ],
    ];
  });
  // Those that hang wait at once, as long as the time limit of stores.
  const hanging = cases.filter(([name]) => name.includes("hangs"));
  const others = cases.filter(([name]) => !name.includes("hangs"));
  const told = await Promise.allSettled(hanging.map(([, run]) => run()));
  const failed = told.filter(({ status }) => status === "rejected");
  assert.deepEqual(
    failed.map(({ reason }) => reason.message),
    [],
  );
  await eachCase("stores whose database is down", others, (run) => run());
  t.diagnostic(`${hanging.length} stores whose database hangs`);
});
