// The routes of events, over HTTP: who may have events sent where, and what arrives there.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { Validator } from "@cfworker/json-schema";
import { Webhook } from "standardwebhooks";
import { bearer, makeCaller } from "../edge/support/callers.mjs";
import { load, serveHere } from "../edge/support/here.mjs";
import { eachCase } from "../js/support/table.mjs";
import { ENGINES } from "./support/engines.mjs";

const { createWorker, eventStore, makeMasterSecret, readMasterSecrets, sqlSites } = await load(
  "worker.ts",
  "events/store.ts",
  "sites/sealed.ts",
  "sites/sql.ts",
);

const KEPT_MS = 7 * 86_400_000;
const MASTER_SECRETS = makeMasterSecret("tests");
const SITE = { url: "https://shop.example", key: "K".repeat(32) };
const AT = "/v1/sites/one/events";
const [ENGINE] = Object.values(ENGINES).filter(({ skip }) => !skip);

const callers = {
  writer: makeCaller("writer"),
  colleague: makeCaller("colleague"),
  admin: makeCaller("admin", { level: "admin" }),
  reader: makeCaller("reader", { level: "read" }),
  proposer: makeCaller("proposer", { level: "propose" }),
  named: makeCaller("named", { level: ["get_product"] }),
  confirmer: makeCaller("confirmer", { confirm: "required" }),
  talker: makeCaller("talker", { claim: "required" }),
  outsider: makeCaller("outsider", { sites: ["two"] }),
};
const SETTINGS = {
  SITES: JSON.stringify({ one: SITE, two: SITE }),
  CALLERS: JSON.stringify(Object.values(callers).map(({ entry }) => entry)),
  MASTER_SECRETS,
  RATE_PER_MINUTE: "60000",
  CLAIM_SECRET: "a secret of the tests, long enough for HS256",
  PRIVATE_ADDRESSES: "allow",
};

let engine;
let store;
let worker;
let receiver;
let described;
before(async () => {
  engine = await ENGINE.open();
  store = eventStore(await engine.beside(), KEPT_MS);
  worker = await serveHere(createWorker, SETTINGS, { bound: engine.database });
  receiver = await startReceiver();
  described = await (await worker.fetch("/openapi.json")).json();
});
after(async () => {
  await Promise.all([worker?.stop(), receiver?.stop(), engine?.stop()]);
});

/** A server that keeps what it is sent; `answer` may be set to what it does. */
async function startReceiver() {
  const one = { got: [], answer: (_, response) => response.writeHead(204).end() };
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { url, headers } = request;
    one.got.push({ url, headers, body: Buffer.concat(chunks).toString() });
    one.answer(request, response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(one, {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  });
}

async function ask(method, path, { who = "writer", body, headers, at = worker } = {}) {
  const response = await at.fetch(path, {
    method,
    headers: {
      ...bearer(callers[who]),
      ...(body && { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  assertDescribed(method, path, response.status, JSON.parse(text));
  return { status: response.status, text, body: JSON.parse(text) };
}

/** Every answer keeps to what OpenAPI says of its route. */
function assertDescribed(method, path, status, body) {
  const route = path
    .replace(/\?.*$/, "")
    .replace(/\/sites\/[^/]+/, "/sites/{site}")
    .replace(/\/endpoints\/[^/]+/, "/endpoints/{endpoint}");
  const said = described.paths[route][method.toLowerCase()].responses[status];
  const { content } = said.$ref
    ? described.components.responses[said.$ref.split("/").at(-1)]
    : said;
  const [{ schema }] = Object.values(content);
  const whole = { ...schema, components: described.components };
  const { errors } = new Validator(whole, "2020-12", false).validate(body);
  assert.deepEqual(
    errors.map(({ error }) => error),
    [],
    `${method} ${route} ${status}`,
  );
}

async function added(events, { who = "writer", url = `${receiver.url}/hook` } = {}) {
  const answer = await ask("POST", `${AT}/endpoints`, { who, body: { url, events } });
  assert.equal(answer.status, 201, answer.text);
  return answer.body;
}

/** Logs events as a poll would. */
async function logged(...found) {
  const feed = await store.feeds.hold("one", Date.now());
  const step = {
    cursor: "{}",
    epoch: crypto.randomUUID(),
    due: Date.now() + 3_600_000,
    problem: null,
  };
  await store.feeds.advance(feed, { found, ...step }, Date.now());
}

const order = (id) => ({
  kind: "order.created",
  record: `orders/${id}`,
  once: String(id),
  data: { reference: `REF${id}` },
});

const skip = ENGINE === undefined && "there is no database";

test("given an endpoint and its secret, then a library of Standard Webhooks verifies what it is sent", {
  skip,
}, async () => {
  const { id, secret } = await added(["order.created"]);
  const tried = await ask("POST", `${AT}/endpoints/${id}/test`);
  assert.deepEqual([tried.body.delivered, tried.body.result], [true, "204"]);
  const { headers, body } = receiver.got.at(-1);
  const event = new Webhook(secret).verify(body, headers);
  assert.deepEqual([event.type, event.site, event.id], ["test", "one", headers["webhook-id"]]);
  assert.equal(headers["content-type"], "application/json");
  assert.throws(() => new Webhook(secret).verify(body.replace("one", "two"), headers));
  const late = { ...headers, "webhook-timestamp": "1700000000" };
  assert.throws(() => new Webhook(secret).verify(body, late));
  await ask("DELETE", `${AT}/endpoints/${id}`);
});

test("given a rotated secret, then the old and the new one verify, and only the answer had it", {
  skip,
}, async () => {
  const { id, secret } = await added(["order.created"]);
  const rotated = (await ask("POST", `${AT}/endpoints/${id}/rotate`)).body;
  assert.notEqual(rotated.secret, secret);
  await ask("POST", `${AT}/endpoints/${id}/test`);
  const { headers, body } = receiver.got.at(-1);
  for (const one of [secret, rotated.secret]) new Webhook(one).verify(body, headers);
  const listed = await ask("GET", `${AT}/endpoints`);
  const row = JSON.stringify(await engine.database.all("SELECT * FROM event_endpoints"));
  for (const text of [listed.text, row]) {
    for (const one of [secret, rotated.secret]) assert.ok(!text.includes(one.slice(6)));
  }
  await ask("DELETE", `${AT}/endpoints/${id}`);
});

test("given addresses and events that cannot be, then nothing is added and the member is named", {
  skip,
}, async () => {
  const strict = await serveHere(
    createWorker,
    { ...SETTINGS, PRIVATE_ADDRESSES: "refuse" },
    { bound: await engine.beside() },
  );
  const url = "https://hooks.example/shop";
  const events = ["order.created"];
  const bodies = [
    ...[
      "http://127.0.0.1/x",
      "https://127.0.0.1/x",
      "https://169.254.169.254/latest/meta-data",
      "https://[::ffff:10.0.0.1]/",
      "https://localhost/",
      "https://0x7f.1/",
      "https://user:secret@hooks.example/",
      "http://hooks.example/",
      "ftp://hooks.example/",
      "https://hooks.example:6379/",
      "hooks.example",
      `https://hooks.example/${"x".repeat(2_048)}`,
      7,
    ].map((one) => ["url", { url: one, events }]),
    ["events", { url, events: [] }],
    ["events", { url, events: ["order.deleted"] }],
    ["events", { url, events: "order.created" }],
    ["events", { url, events: [["order.created"]] }],
    ["events", { url, events: ["__proto__"] }],
    ["secret", { url, events, secret: "mine" }],
  ];
  await eachCase(
    "refused endpoints",
    bodies.map(([field, body]) => [JSON.stringify(body).slice(0, 90), field, body]),
    async (field, body) => {
      const answer = await ask("POST", `${AT}/endpoints`, { body, at: strict });
      assert.deepEqual(
        [answer.status, answer.body.kind, answer.body.field],
        [400, "invalid_request", field],
      );
    },
  );
  assert.deepEqual((await ask("GET", `${AT}/endpoints`)).body.endpoints, []);
  await strict.stop();
});

test("given callers of every kind, then only those who may write freely, and administrators, have events sent", {
  skip,
}, async () => {
  const { id } = await added(["order.created"], {
    url: `${receiver.url}/hook?token=secret-of-writer`,
  });
  const requests = [
    ["GET", AT],
    ["GET", `${AT}/endpoints`],
    ["POST", `${AT}/endpoints`, { url: "https://hooks.example", events: ["order.created"] }],
    ["GET", `${AT}/endpoints/${id}`],
    ["POST", `${AT}/endpoints/${id}/rotate`],
    ["POST", `${AT}/endpoints/${id}/test`],
    ["POST", `${AT}/endpoints/${id}/disable`],
    ["POST", `${AT}/endpoints/${id}/enable`],
    ["POST", `${AT}/replay`, { endpoint: id, since: "2026-01-01T00:00:00Z" }],
    ["DELETE", `${AT}/endpoints/${id}`],
  ];
  const refused = ["reader", "proposer", "named", "confirmer", "talker", "outsider"];
  await eachCase(
    "callers and routes",
    refused.flatMap((who) =>
      requests.map(([...one]) => [`${who} ${one[0]} ${one[1]}`, who, ...one]),
    ),
    async (who, method, path, body) => {
      const answer = await ask(method, path, { who, body });
      const expected = who === "talker" ? [401, "unauthorized"] : [403, "forbidden"];
      assert.deepEqual([answer.status, answer.body.kind], expected);
    },
  );
  // A colleague is not told that it exists; an administrator sees it without its query.
  for (const [method, path, body] of requests.filter(([, path]) => path.includes(id))) {
    const answer = await ask(method, path, { who: "colleague", body });
    assert.deepEqual([answer.status, answer.body.kind], [404, "no_such_endpoint"], path);
  }
  assert.deepEqual((await ask("GET", `${AT}/endpoints`, { who: "colleague" })).body.endpoints, []);
  const elsewhere = await ask("GET", `/v1/sites/two/events/endpoints/${id}`);
  assert.equal(elsewhere.body.kind, "no_such_endpoint");
  const seen = await ask("GET", `${AT}/endpoints`, { who: "admin" });
  assert.equal(seen.body.endpoints[0].url, `${receiver.url}/hook`);
  assert.equal((await ask("DELETE", `${AT}/endpoints/${id}`, { who: "admin" })).status, 200);
});

test("given a log and deliveries, then they are listed by pages, and replayed to whom is asked for", {
  skip,
}, async () => {
  const mine = await added(["order.created"]);
  const other = await added(["order.created", "customer.created"], { who: "colleague" });
  await logged(order(1), order(2), {
    kind: "customer.created",
    record: "customers/7",
    once: "7",
    data: {},
  });
  const first = (await ask("GET", `${AT}?limit=2`)).body;
  assert.deepEqual(
    first.events.map(({ type, data }) => [type, data.id]),
    [
      ["customer.created", 7],
      ["order.created", 2],
    ],
  );
  const second = (await ask("GET", `${AT}?limit=2&before=${first.next}`)).body;
  assert.deepEqual(
    second.events.map(({ data }) => data.reference),
    ["REF1"],
  );
  assert.equal(second.next, null);
  const [delivery] = second.events[0].deliveries;
  assert.deepEqual([delivery.endpoint, delivery.state, delivery.tries], [mine.id, "waiting", 0]);
  assert.equal(second.events[0].deliveries.length, 1, "those of others are theirs");
  const byType = (await ask("GET", `${AT}?type=customer.created`)).body;
  assert.deepEqual(
    byType.events.map(({ data }) => data.id),
    [7],
  );

  const { events } = (await ask("GET", AT)).body;
  const seqs = events.filter(({ type }) => type === "order.created").map(({ seq }) => seq);
  const attempts = seqs.map((seq) => ({ seq, state: "delivered", at: 1, due: 1, result: "204" }));
  await store.deliveries.settle(mine.id, attempts);
  const since = "2026-01-01T00:00:00Z";
  const replayed = async (body) =>
    (await ask("POST", `${AT}/replay`, { body: { since, ...body } })).body;
  assert.deepEqual(await replayed({ endpoint: mine.id }), { replayed: 0, next: null });
  assert.deepEqual(await replayed({ endpoint: mine.id, all: true }), { replayed: 2, next: null });
  assert.deepEqual(
    await replayed({ endpoint: mine.id, all: true }),
    { replayed: 0, next: null },
    "they wait",
  );
  assert.equal((await replayed({ endpoint: other.id })).kind, "no_such_endpoint");
  const ahead = { endpoint: mine.id, since: "2999-01-01T00:00:00Z", all: true };
  assert.equal((await replayed(ahead)).replayed, 0);
  for (const { id, caller } of [mine, other])
    await ask("DELETE", `${AT}/endpoints/${id}`, { who: caller });
});

test("given questions that cannot be, then the field is named", { skip }, () =>
  eachCase(
    "refused questions",
    [
      ["limit", "GET", `${AT}?limit=0`],
      ["limit", "GET", `${AT}?limit=101`],
      ["before", "GET", `${AT}?before=x`],
      ["type", "GET", `${AT}?type=order.deleted`],
      ["colour", "GET", `${AT}?colour=red`],
      ["endpoint", "POST", `${AT}/replay`, { since: "2026-01-01T00:00:00Z" }],
      ["since", "POST", `${AT}/replay`, { endpoint: "x" }],
      ["since", "POST", `${AT}/replay`, { endpoint: "x", since: 5 }],
      ["after", "POST", `${AT}/replay`, { endpoint: "x", since: "2026-01-01", after: -1 }],
      ["all", "POST", `${AT}/replay`, { endpoint: "x", since: "2026-01-01", all: "yes" }],
    ].map((one) => [
      one
        .slice(1)
        .map((part) => JSON.stringify(part))
        .join(" "),
      ...one,
    ]),
    async (field, method, path, body) => {
      const answer = await ask(method, path, { body });
      assert.deepEqual([answer.status, answer.body.field], [400, field], answer.text);
    },
  ),
);

test("given a receiver that redirects, hangs on or sends without end, then nobody else is asked and nothing more is read", {
  skip,
}, async () => {
  const { id } = await added(["order.created"]);
  const elsewhere = await startReceiver();
  let closed = 0;
  const answers = [
    ["302", (_, response) => response.writeHead(302, { Location: elsewhere.url }).end()],
    ["307", (_, response) => response.writeHead(307, { Location: elsewhere.url }).end()],
    ["500", (_, response) => response.writeHead(500).end("a secret of the receiver")],
    ["no_connection", (request) => request.socket.destroy()],
    [
      "200",
      (_, response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write("x".repeat(1 << 16)), 1);
        response.on("close", () => {
          clearInterval(timer);
          closed += 1;
        });
      },
    ],
  ];
  await eachCase(
    "answers of receivers",
    answers.map(([result, answer]) => [result, result, answer]),
    async (result, answer) => {
      receiver.answer = answer;
      const tried = await ask("POST", `${AT}/endpoints/${id}/test`);
      assert.deepEqual([tried.body.result, tried.body.delivered], [result, result === "200"]);
      assert.ok(!tried.text.includes("secret of the receiver"));
    },
  );
  for (let tries = 0; closed === 0 && tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.deepEqual([elsewhere.got.length, closed], [0, 1]);
  receiver.answer = (_, response) => response.writeHead(204).end();
  await elsewhere.stop();
  await ask("DELETE", `${AT}/endpoints/${id}`);
});

test("given as many endpoints as a site may have, then one more is refused, and disabled ones count", {
  skip,
}, async () => {
  const ids = [];
  for (let count = 0; count < 20; count += 1) ids.push((await added(["stock.out"])).id);
  const disabled = await ask("POST", `${AT}/endpoints/${ids[0]}/disable`);
  assert.equal(disabled.body.disabled.reason, "by_caller");
  const body = { url: receiver.url, events: ["stock.out"] };
  const refused = await ask("POST", `${AT}/endpoints`, { body });
  assert.deepEqual([refused.status, refused.body.kind], [400, "invalid_request"]);
  const enabled = await ask("POST", `${AT}/endpoints/${ids[0]}/enable`);
  assert.equal(enabled.body.disabled, null);
  for (const id of ids) await ask("DELETE", `${AT}/endpoints/${id}`);
  assert.equal((await ask("POST", `${AT}/endpoints`, { body })).status, 201);
});

test("given a worker without a database or without master secrets, then the answer says what to set", {
  skip,
}, async () => {
  const { MASTER_SECRETS: _, ...unsealed } = SETTINGS;
  const cases = [
    [SETTINGS, {}],
    [unsealed, { bound: await engine.beside() }],
  ];
  for (const [settings, host] of cases) {
    const one = await serveHere(createWorker, settings, host);
    const answer = await ask("GET", `${AT}/endpoints`, { at: one });
    assert.deepEqual([answer.status, answer.body.kind], [503, "not_configured"]);
    assert.match(answer.body.hint, /DATABASE_URL.*MASTER_SECRETS/);
    await one.stop();
  }
});

test("given a site that is removed, then its endpoints and its log go with it", {
  skip,
}, async () => {
  const connected = {
    id: "three",
    name: "Three",
    url: "https://three.example",
    key: "K".repeat(32),
  };
  const endpoints = "/v1/sites/three/events/endpoints";
  await sqlSites(engine.database, readMasterSecrets(MASTER_SECRETS)).put(connected);
  const body = { url: receiver.url, events: ["order.created"] };
  assert.equal((await ask("POST", endpoints, { who: "writer", body })).status, 201);
  const removed = await worker.fetch("/v1/admin/sites/three", {
    method: "DELETE",
    headers: bearer(callers.admin),
  });
  assert.equal(removed.status, 204);
  const left = await engine.database.all("SELECT id FROM event_endpoints WHERE site = 'three'");
  assert.deepEqual(left, []);
});

test("given the same request with a key twice, then one endpoint is added, and both answers have its secret", {
  skip,
}, async () => {
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  const body = { url: `${receiver.url}/keyed`, events: ["order.created"] };
  const count = async () => (await ask("GET", `${AT}/endpoints`)).body.endpoints.length;
  const before = await count();
  const first = await ask("POST", `${AT}/endpoints`, { body, headers });
  const second = await ask("POST", `${AT}/endpoints`, { body, headers });
  assert.deepEqual(second.body, first.body);
  assert.equal(await count(), before + 1);
});
