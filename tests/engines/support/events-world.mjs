// Shops, a receiver and workers in virtual time, with a fault wherever one can be.
import { Webhook } from "standardwebhooks";
import { load } from "../../edge/support/here.mjs";

const {
  openEvents,
  readShop,
  makeMasterSecret,
  readMasterSecrets,
  newSigningSecret,
  sealedSecret,
} = await load("events/open.ts", "events/read-shop.ts", "sites/sealed.ts", "events/secret.ts");

export const SECRETS = readMasterSecrets(makeMasterSecret("tests"));
export const DAY_MS = 86_400_000;
export const KEPT_MS = 7 * DAY_MS;
const EVERY_MS = 60_000;
const PAGE = 100;
/** Of the shop's statuses, the one that counts as paid. */
const PAID = 2;

/** A shop as the package shows it, with a list of everything that happens in it; `expected` are its events. */
export function simulatedShop(name, random) {
  const log = [];
  const histories = [];
  const made = new Map();
  const paid = new Set();
  const expected = [];
  let [orders, customers, products, moments] = [0, 0, 0, 0];
  const expect = (kind, record, once) => expected.push(`${name} ${kind} ${record} ${once}`);
  const moment = () => {
    moments += 1;
    return new Date(moments * 1_000).toISOString().slice(0, 19).replace("T", " ");
  };
  const any = (most) => 1 + Math.floor(random() * most);
  const told = (resource, kind, row) =>
    log.push({ resource, kind, key: `${resource}-${row.id}-${row.date_upd ?? row.id}`, row });
  const enter = (id_order, id_order_state) => {
    const row = { id: histories.length + 1, id_order, id_order_state, date_add: moment() };
    histories.push(row);
    told("order_states", "created", row);
    expect("order.status_changed", `orders/${id_order}`, row.id);
    if (id_order_state === PAID && !paid.has(id_order)) {
      paid.add(id_order);
      expect("order.paid", `orders/${id_order}`, row.id);
    }
  };
  const happenings = [
    () => {
      orders += 1;
      const row = { id: orders, reference: `REF${orders}`, date_add: moment(), current_state: 1 };
      made.set(orders, row);
      told("orders", "created", row);
      expect("order.created", `orders/${orders}`, row.date_add);
      enter(orders, 1);
    },
    () => orders > 0 && enter(any(orders), any(5)),
    () => {
      customers += 1;
      const row = { id: customers, date_add: moment(), is_guest: false };
      told("customers", "created", row);
      expect("customer.created", `customers/${customers}`, row.date_add);
    },
    () => {
      products += 1;
      const row = { id: products, date_add: moment(), date_upd: moment(), active: true };
      told("products", "created", row);
      expect("product.created", `products/${products}`, row.date_add);
    },
    () => {
      if (products === 0) return;
      const row = { id: any(products), date_add: "", date_upd: moment(), active: true };
      told("products", "updated", row);
      expect("product.updated", `products/${row.id}`, row.date_upd);
    },
  ];
  const client = {
    changes: async (_, cursor = String(log.length)) => {
      const from = Number(cursor);
      const changes = log.slice(from, from + PAGE);
      // What was told before may be told again, under the same keys.
      const again = random() < 0.1 ? log.slice(Math.max(0, from - 5), from) : [];
      const next = from + changes.length;
      return {
        changes: [...again, ...changes],
        cursor: String(next),
        has_more: next < log.length,
        warnings: [],
      };
    },
    orders: {
      list: async ({ filter: { id } }) => id.map((one) => made.get(one)),
    },
    orderHistories: {
      list: async ({ filter: { id_order } }) =>
        histories.filter((row) => id_order.includes(row.id_order)),
    },
    orderStates: {
      list: async () => [1, 2, 3, 4, 5].map((id) => ({ id, paid: id === PAID })),
    },
  };
  return {
    name,
    client,
    expected,
    happen: () => happenings[Math.floor(random() * happenings.length)](),
  };
}

/** Who is told: checks every signature, and keeps what is new by its id. */
export function simulatedReceiver() {
  const secrets = new Map();
  const seen = new Set();
  const accepted = [];
  const wrong = [];
  return {
    secrets,
    accepted,
    wrong,
    requests: 0,
    repeats: 0,
    take(url, { headers, body }) {
      this.requests += 1;
      const id = headers["webhook-id"];
      const at = new Date(Number(headers["webhook-timestamp"]) * 1_000);
      const signature = new Webhook(secrets.get(url)).sign(id, at, body);
      if (!headers["webhook-signature"].split(" ").includes(signature)) wrong.push(body);
      if (seen.has(`${url} ${id}`)) this.repeats += 1;
      else accepted.push(JSON.parse(body));
      seen.add(`${url} ${id}`);
    },
  };
}

/** What an accepted event was expected as. */
export function asExpected({ site, type, data }) {
  return `${site} ${type} ${data.resource}/${data.id} ${data.history ?? data.date}`;
}

/** An endpoint for every event of a site, as a row; the receiver learns its secret. */
export async function newEndpoint(receiver, site, url, kinds, created) {
  const [id, secret] = [crypto.randomUUID(), newSigningSecret()];
  receiver.secrets.set(url, secret);
  return {
    ...{ id, site, caller: "tests", url, kinds, created, oldSecret: null, oldUntil: 0 },
    secret: await sealedSecret(SECRETS, id, secret),
    ...{ failures: 0, failingSince: null, restsUntil: 0, lastAt: null, lastResult: null },
    ...{ disabledAt: null, disabledFor: null },
  };
}

/** What a process that was killed says in the place of going on. */
class Killed extends Error {}

/**
 * A worker of a database; `fault(kind)` says for each step whether something happens before it or after
 * it: `"before"`, `"after"`, `"kill before"`, `"kill after"`, or `null`. `run(name)` does one piece of
 * its background work and says whether it lives on.
 */
export function startProcess({
  database,
  shops = [],
  receiver,
  clock,
  random = () => 0.5,
  fault = () => null,
  secrets = SECRETS,
  read,
  budget,
}) {
  let isAlive = true;
  const told = [];
  /** A step of the process, which may fail on either side of what it does. */
  const step = async (kind, work) => {
    if (!isAlive) throw new Killed();
    const happens = fault(kind);
    if (happens?.startsWith("kill")) isAlive = false;
    if (happens?.endsWith("before")) throw isAlive ? new Error(`no ${kind}`) : new Killed();
    const answer = await work();
    if (happens?.endsWith("after")) throw isAlive ? new Error(`lost ${kind}`) : new Killed();
    if (!isAlive) throw new Killed();
    return answer;
  };
  const faulty = {
    all: (...args) => step("database", () => database.all(...args)),
    batch: (...args) => step("database", () => database.batch(...args)),
    close: async () => {},
  };
  const events = openEvents({
    database: faulty,
    secrets,
    read: async (site, asked) => {
      try {
        if (read) return await read(site, asked);
        const { client } = shops.find(({ name }) => name === site);
        const { signal } = new AbortController();
        return await step("shop", () => readShop(client, { ...asked, now: clock.now, signal }));
      } catch (thrown) {
        if (thrown instanceof Killed) throw thrown;
        return { problem: { kind: "network", detail: "The shop is down.", retryAfterMs: null } };
      }
    },
    problemOf: () => null,
    everyMs: EVERY_MS,
    keptMs: KEPT_MS,
    budget,
    now: () => clock.now,
    random,
    tell: (line) => told.push(line),
    failed: () => {},
    send: async (url, init) => {
      const answer = (await receiver.answer?.(url, JSON.parse(init.body))) ?? 200;
      const { status, headers } = typeof answer === "number" ? { status: answer } : answer;
      return step("receiver", async () => {
        if (status === 200) receiver.take(url, init);
        return new Response(null, { status, headers });
      });
    },
  });
  return {
    events,
    told,
    run: async (name) => {
      const work = events.background.find((one) => one.name === `events: ${name}`);
      try {
        await work.run(new AbortController().signal);
      } catch (thrown) {
        if (!/^(?:no|lost) database$/.test(thrown.message) && !(thrown instanceof Killed))
          throw thrown;
      }
      return isAlive;
    },
  };
}
