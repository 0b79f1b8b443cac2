// How events are sent when endpoints, shops or clocks misbehave, in virtual time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../edge/support/here.mjs";
import { eachCase } from "../js/support/table.mjs";
import { ENGINES } from "./support/engines.mjs";
import {
  DAY_MS,
  KEPT_MS,
  newEndpoint,
  simulatedReceiver,
  startProcess,
} from "./support/events-world.mjs";

const { makeMasterSecret, readMasterSecrets } = await load("sites/sealed.ts");

const BEGIN = Date.UTC(2026, 10, 30);
const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];
const KINDS = ["order.created", "order.status_changed", "product.updated"];
const [ENGINE] = Object.values(ENGINES).filter(({ skip }) => !skip);
const skip = ENGINE === undefined && "there is no database";

/** A worker with endpoints; `log(site, records)` logs events as a poll would, `pass(ms, step)` lets time go by. */
async function delivering(t, { sites = ["one"], more = {} } = {}) {
  const engine = await ENGINE.open();
  t.after(engine.stop);
  const clock = { now: BEGIN };
  const receiver = simulatedReceiver();
  const asked = [];
  const world = { clock, receiver, asked, database: engine.database, answer: () => 200 };
  receiver.answer = (url, event) => {
    const { resource, id, version } = event.data;
    const at = clock.now - BEGIN;
    asked.push({ url, at, record: `${resource}/${id}`, version, id: event.id });
    return world.answer(url, event);
  };
  const worker = startProcess({ database: engine.database, receiver, clock, ...more });
  const { store } = worker.events;
  const endpoints = {};
  for (const site of sites) {
    const endpoint = await newEndpoint(receiver, site, `https://${site}.example/`, KINDS, BEGIN);
    await store.endpoints.add(endpoint, BEGIN);
    endpoints[site] = endpoint.id;
  }
  const run = async (name) => {
    await worker.run(name);
  };
  return Object.assign(world, {
    worker,
    store,
    endpoints,
    run,
    log: async (site, records) => {
      const feed = await store.feeds.hold(site, clock.now);
      const found = records.map((record, version) => ({
        kind: "product.updated",
        record,
        once: null,
        data: { version },
      }));
      const step = { cursor: "{}", epoch: "e", due: clock.now + 300 * DAY_MS, problem: null };
      await store.feeds.advance(feed, { found, ...step }, clock.now);
    },
    pass: async (ms, step = SECOND) => {
      for (const until = clock.now + ms; clock.now < until; clock.now += step) await run("sending");
    },
    endpoint: (site = "one") => store.endpoints.find(site, endpoints[site]),
    deliveries: async () =>
      (
        await store.log.list("one", {
          limit: 100,
          before: null,
          kinds: KINDS,
          endpoints: Object.values(endpoints),
        })
      )
        .flatMap(({ record, deliveries }) => deliveries.map(({ state }) => `${record} ${state}`))
        .reverse(),
  });
}

test("given an endpoint that is down for a day, then it is asked less and less, disabled, and told everything once it is enabled", {
  skip,
}, async (t) => {
  const world = await delivering(t);
  world.answer = () => 500;
  await world.log("one", ["products/1", "products/1", "products/2", "products/3"]);
  await world.pass(10 * MINUTE);
  const early = world.asked.length;
  const times = [...new Set(world.asked.map(({ at }) => at / SECOND))];
  assert.ok(times[0] === 0 && times[1] >= 4 && times[1] <= 7, `${times}`);
  assert.ok(times[2] - times[1] >= 24 && times[2] - times[1] <= 38, `${times}`);
  await world.pass(27 * HOUR, MINUTE);
  const failed = await world.endpoint();
  assert.equal(failed.disabledFor, "failing");
  assert.deepEqual(
    world.worker.told.map(({ disabled }) => disabled),
    ["failing"],
  );
  const attempts = world.asked.length;
  assert.ok(early <= 9 && attempts <= 70, `${early} attempts, then ${attempts}`);
  world.answer = () => 200;
  await world.pass(HOUR, MINUTE);
  assert.equal(world.asked.length, attempts, "it is asked nothing while it is disabled");
  await world.store.endpoints.disable(failed.id, null, world.clock.now);
  await world.pass(2 * HOUR, MINUTE);
  assert.deepEqual(world.receiver.accepted.map(({ data }) => data.version).sort(), [0, 1, 2, 3]);
  const ofOne = world.receiver.accepted.filter(({ data }) => data.id === 1);
  assert.deepEqual(
    ofOne.map(({ data }) => data.version),
    [0, 1],
  );
  console.log(`${attempts} attempts in a day`);
});

test("given one event that an endpoint cannot take, then the others arrive soon, and it is given up after a day", {
  skip,
}, async (t) => {
  await eachCase(
    "answers to one event",
    [500, 302, 404, 422].map((status) => [String(status), status]),
    async (status) => {
      const world = await delivering(t);
      world.answer = (_, { data }) => (data.id === 1 ? status : 200);
      const others = Array.from({ length: 20 }, (_, at) => `products/${at + 2}`);
      await world.log("one", ["products/1", "products/1", ...others]);
      await world.pass(3 * MINUTE, 5 * SECOND);
      assert.equal(world.receiver.accepted.length, others.length, "others arrive");
      assert.ok(!world.asked.some(({ version }) => version === 1), "its record waits");
      await world.pass(29 * HOUR, 5 * MINUTE);
      const rows = await world.deliveries();
      assert.equal(rows[0], "products/1 given_up");
      assert.equal((await world.endpoint()).disabledFor, null);
      assert.ok(
        world.asked.some(({ version }) => version === 1),
        "then its record goes on",
      );
      const attempts = world.asked.filter(({ version }) => version === 0).length;
      assert.ok(attempts > 5 && attempts < 60, `${attempts} attempts`);
    },
  );
});

test("given an endpoint that refuses everything for a day, then it is disabled", {
  skip,
}, async (t) => {
  const world = await delivering(t);
  world.answer = () => 404;
  await world.log("one", ["products/1", "products/2", "products/3"]);
  await world.pass(12 * HOUR, 5 * MINUTE);
  await world.log("one", ["products/4"]);
  await world.pass(17 * HOUR, 5 * MINUTE);
  assert.equal((await world.endpoint()).disabledFor, "failing");
});

test(
  "given an endpoint that wants no more or asks for time, then it is left alone",
  { skip },
  (t) =>
    eachCase(
      "wishes of endpoints",
      [
        ["410", { status: 410 }, null, "gone"],
        ["429 for 300 s", { status: 429, headers: { "Retry-After": "300" } }, 300 * SECOND, null],
        [
          "503 until a moment",
          { status: 503, headers: { "Retry-After": new Date(BEGIN + 20 * MINUTE).toUTCString() } },
          20 * MINUTE,
          null,
        ],
        ["503 for a week", { status: 503, headers: { "Retry-After": "604800" } }, HOUR, null],
        ["429 for nothing", { status: 429, headers: { "Retry-After": "-5" } }, 5 * SECOND, null],
        ["429 for soup", { status: 429, headers: { "Retry-After": "soup" } }, 5 * SECOND, null],
      ],
      async (answer, waitMs, disabledFor) => {
        const world = await delivering(t);
        let answered = 0;
        world.answer = () => {
          answered += 1;
          return answered === 1 ? answer : 200;
        };
        await world.log("one", ["products/1"]);
        await world.pass(90 * MINUTE, 15 * SECOND);
        assert.equal((await world.endpoint()).disabledFor, disabledFor);
        if (waitMs === null) return assert.equal(world.asked.length, 1);
        const [, second] = world.asked;
        assert.ok(second.at >= waitMs && second.at <= waitMs + 2 * MINUTE, `asked at ${second.at}`);
        assert.equal(world.receiver.accepted.length, 1);
      },
    ),
);

test("given an endpoint that hangs, then others are told meanwhile", { skip }, async (t) => {
  const world = await delivering(t, { sites: ["one", "two"] });
  let goOn;
  const hanging = new Promise((resolve) => {
    goOn = () => resolve(200);
  });
  world.answer = (url) => (url.includes("one") ? hanging : 200);
  await world.log("one", ["products/1"]);
  await world.log("two", ["products/1", "products/2", "products/2"]);
  const running = world.run("sending");
  for (let tries = 0; world.receiver.accepted.length < 3 && tries < 200; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.deepEqual(
    world.receiver.accepted.map(({ site }) => site),
    ["two", "two", "two"],
  );
  goOn();
  await running;
  assert.equal(world.receiver.accepted.length, 4);
});

test("given two workers and no fault, then no event is sent twice", { skip }, async (t) => {
  const world = await delivering(t, { sites: ["one", "two", "three"] });
  const { database, receiver, clock } = world;
  const beside = startProcess({ database, receiver, clock });
  const records = Array.from({ length: 150 }, (_, at) => `products/${at % 40}`);
  for (const site of ["one", "two", "three"]) await world.log(site, records);
  for (let rounds = 0; rounds < 5; rounds += 1) {
    await Promise.all([world.run("sending"), beside.run("sending")]);
    clock.now += SECOND;
  }
  assert.deepEqual([world.asked.length, world.receiver.accepted.length], [450, 450]);
});

test("given a shop that fails, then it is read less often, tells why, and holds up no other", {
  skip,
}, async (t) => {
  const polls = { one: [], two: [] };
  let isDown = true;
  const world = await delivering(t, {
    sites: ["one", "two"],
    more: {
      read: async (site) => {
        polls[site].push(world.clock.now - BEGIN);
        if (site === "one" && isDown) {
          return { problem: { kind: "network", detail: "The shop is down.", retryAfterMs: null } };
        }
        return { found: [], cursor: "{}", epoch: "e", hasMore: false, problem: null };
      },
    },
  });
  const read = async (ms) => {
    for (
      const until = world.clock.now + ms;
      world.clock.now < until;
      world.clock.now += 10 * SECOND
    ) {
      await world.run("reading shops");
    }
  };
  await read(6 * HOUR);
  assert.ok(polls.two.length > 300 && polls.one.length < 14, `${polls.one.length} polls`);
  const gaps = polls.one.slice(1).map((at, index) => at - polls.one[index]);
  assert.ok(Math.max(...gaps) <= 1.2 * HOUR && gaps[0] <= 2 * MINUTE);
  assert.equal((await world.store.feeds.state("one")).problem, "The shop is down.");
  isDown = false;
  await read(2 * HOUR);
  const { failures, problem } = await world.store.feeds.state("one");
  assert.deepEqual([failures, problem], [0, null]);
  assert.ok(polls.one.length > 50);
  console.log(
    `a failing shop: ${gaps.length + 1} readings in 6 hours, ${polls.two.length} of the other`,
  );
});

test("given a backlog, then the shop is read on only when it has become smaller", {
  skip,
}, async (t) => {
  let polls = 0;
  const world = await delivering(t, {
    more: {
      read: async () => {
        polls += 1;
        const found = Array.from({ length: 500 }, (_, at) => ({
          kind: "product.updated",
          record: `products/${at}`,
          once: null,
          data: {},
        }));
        return { found, cursor: "{}", epoch: "e", hasMore: polls < 13, problem: null };
      },
    },
  });
  await world.run("reading shops");
  assert.equal(polls, 11, "5,000 wait, and more than that are not read");
  for (let rounds = 0; rounds < 100 && polls < 13; rounds += 1) {
    await world.run("sending");
    world.clock.now += 5 * SECOND;
    await world.run("reading shops");
  }
  await world.run("sending");
  assert.deepEqual([polls, world.receiver.accepted.length], [13, 6_500]);
});

test("given a master secret that is gone, then nothing is sent unsigned, and the endpoint says so", {
  skip,
}, async (t) => {
  const world = await delivering(t);
  await world.log("one", ["products/1"]);
  const { database, receiver, clock } = world;
  const secrets = readMasterSecrets(makeMasterSecret("other"));
  const beside = startProcess({ database, receiver, clock, secrets });
  await beside.run("sending");
  assert.equal((await world.endpoint()).lastResult, "secret_unreadable");
  assert.equal(world.asked.length, 0);
  clock.now += MINUTE;
  await world.run("sending");
  assert.equal(world.receiver.accepted.length, 1);
});

test(
  "given a clock that ran ahead and is set right, then holds and rests from the future hold up nothing",
  { skip },
  (t) =>
    eachCase(
      "clocks",
      [
        ["a day", DAY_MS],
        ["a year", 365 * DAY_MS],
      ],
      async (ahead) => {
        const world = await delivering(t);
        await world.log("one", ["products/1"]);
        world.clock.now += ahead;
        await world.store.endpoints.hold(world.endpoints.one, world.clock.now);
        await world.store.feeds.hold("one", world.clock.now);
        world.clock.now -= ahead;
        await world.pass(5 * MINUTE, 10 * SECOND);
        assert.equal(world.receiver.accepted.length, 1);
        assert.ok(await world.store.feeds.hold("one", world.clock.now));
      },
    ),
);

test("given events older than they are kept, then they and their deliveries are forgotten, and newer ones stay", {
  skip,
}, async (t) => {
  const world = await delivering(t);
  world.answer = () => 500;
  await world.log("one", ["products/1", "products/2"]);
  world.clock.now += KEPT_MS / 2;
  await world.log("one", ["products/3"]);
  world.clock.now += KEPT_MS / 2 + MINUTE;
  await world.run("forgetting");
  assert.deepEqual(await world.deliveries(), ["products/3 waiting"]);
  const counts = await world.database.all("SELECT COUNT(*) AS rows FROM event_deliveries");
  assert.equal(counts[0].rows, 1);
});

test("given the last endpoint of a site removed, then the next one is told nothing of the time between", {
  skip,
}, async (t) => {
  const cursors = [];
  const world = await delivering(t, {
    more: {
      read: async (_, { cursor }) => {
        cursors.push(cursor);
        return { found: [], cursor: '{"read":1}', epoch: "e", hasMore: false, problem: null };
      },
    },
  });
  await world.run("reading shops");
  const held = await world.store.feeds.hold("one", world.clock.now);
  await world.store.endpoints.remove("one", world.endpoints.one);
  const found = [{ kind: "product.updated", record: "products/1", once: null, data: {} }];
  const step = { cursor: "{}", epoch: "e", due: world.clock.now, problem: null };
  await world.store.feeds.advance(held, { found, ...step }, world.clock.now);
  const endpoint = await newEndpoint(world.receiver, "one", "https://new.example/", KINDS, BEGIN);
  await world.store.endpoints.add(endpoint, world.clock.now);
  world.clock.now += 2 * MINUTE;
  await world.run("reading shops");
  await world.run("sending");
  assert.deepEqual([cursors, world.asked.length], [[null, null], 0]);
});

test(
  "given a site that is gone, then its endpoints are disabled, and one that is back in time goes on",
  { skip },
  (t) =>
    eachCase(
      "sites that are gone",
      [
        ["for a minute", 1, null],
        ["for an hour", 60, "site_gone"],
      ],
      async (minutes, disabledFor) => {
        const world = await delivering(t, {
          more: {
            read: async () =>
              world.clock.now < BEGIN + minutes * MINUTE
                ? {
                    problem: {
                      kind: "no_such_site",
                      detail: "The site is gone.",
                      retryAfterMs: null,
                    },
                  }
                : { found: [], cursor: "{}", epoch: "e", hasMore: false, problem: null },
          },
        });
        for (let count = 0; count < 200; count += 1) {
          await world.run("reading shops");
          world.clock.now += MINUTE / 2;
        }
        assert.equal((await world.endpoint()).disabledFor, disabledFor);
      },
    ),
);

test("given a runtime that allows so much at a time, then no more is done, and the rest comes next", {
  skip,
}, async (t) => {
  let polls = 0;
  const sites = ["one", "two", "three"];
  const world = await delivering(t, {
    sites,
    more: {
      budget: { polls: 2, turns: 1, rounds: 1 },
      read: async () => {
        polls += 1;
        return { found: [], cursor: "{}", epoch: "e", hasMore: false, problem: null };
      },
    },
  });
  const counts = [];
  for (let count = 0; count < 2; count += 1) {
    await world.run("reading shops");
    counts.push(polls);
  }
  assert.deepEqual(counts, [2, 3]);
  await world.log(
    "one",
    Array.from({ length: 120 }, (_, at) => `products/${at}`),
  );
  const sent = [];
  for (let count = 0; count < 4; count += 1) {
    await world.run("sending");
    sent.push(world.asked.length);
  }
  assert.deepEqual(sent, [50, 100, 120, 120]);
});
