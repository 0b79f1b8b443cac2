// The job of the console's bulk change: preview, write, stop, resume, and nothing twice.
import assert from "node:assert/strict";
import { test } from "node:test";
import { consoleModules } from "./support/console.mjs";

const bulk = await consoleModules(
  "language/en.ts",
  "bulk/job.ts",
  "bulk/passes.ts",
  "bulk/rows.ts",
  "bulk/report.ts",
);

/** A shop with one text for each product, that fails where it is told to. */
function shopOf(count) {
  const titles = new Map(Array.from({ length: count }, (_, place) => [place + 1, "old"]));
  const [writes, looks] = [[], []];
  const faults = new Map();
  let [running, most] = [0, 0];
  const update = ({ id, meta_title: texts, preview, expect }) => {
    if (!titles.has(id)) throw failure("not_found");
    const [before, after] = [titles.get(id), texts.en];
    const language = { id: 1, iso_code: "en" };
    const fields = before === after ? [] : [{ field: "meta_title", language, before, after }];
    const answer = { written: false, fields, differences: [], warnings: [], token: before };
    if (preview) return answer;
    if (expect !== before) throw failure("conflict");
    writes.push(id);
    titles.set(id, after);
    return { ...answer, written: fields.length > 0, token: after };
  };
  const run = async (action, input, signal) => {
    running += 1;
    most = Math.max(most, running);
    try {
      await new Promise((resolve) => setImmediate(resolve));
      const key = `${input.preview ? "preview" : "write"} ${input.id ?? input.reference}`;
      const fault = faults.get(key);
      faults.delete(key);
      if (fault?.before) throw fault.before;
      if (signal.aborted) throw failure("aborted");
      if (action === "get_product") return { products: fault.products };
      const answer = update(input);
      if (fault?.after) throw fault.after;
      return answer;
    } finally {
      running -= 1;
    }
  };
  /** What a client says of a write, as far as this shop shows it. */
  const lookAgain = async (write) => {
    looks.push(write.id);
    return { written: titles.get(write.id) === write.changes[0].after };
  };
  return { run, lookAgain, onLook: () => {}, titles, writes, looks, faults, most: () => most };
}

function failure(kind, saved = "no", more = {}) {
  return Object.assign(new Error(`it is ${kind}`), { kind, saved, hint: `mend ${kind}`, ...more });
}

/** A write whose answer was lost, as the package's errors name it. */
function lostWrite(id) {
  const change = { field: "meta_title", language: 1, before: "old", after: "new" };
  return { resource: "products", id, changes: [change] };
}

function jobOf(products) {
  const rows = products.map((product, place) => ({
    number: place + 2,
    named: String(product.id ?? product.reference),
    product,
    given: [{ field: "meta_title", language: "en", text: "new" }],
    problem: null,
    notes: [],
  }));
  return { rows, job: bulk.jobOf(bulk.byProduct(rows)) };
}

const ids = (count) => Array.from({ length: count }, (_, place) => ({ id: place + 1 }));
const states = (job) => job.map(({ state }) => state);

function options(onStep = () => {}) {
  const abort = new AbortController();
  const all = { abort, isDrained: false };
  return Object.assign(all, {
    signal: abort.signal,
    isDraining: () => all.isDrained,
    onStep: (_, step) => {
      if (step === "end") onStep(all);
    },
    sending: [],
    beforeSend: async ({ named }) => {
      all.sending.push(named);
    },
  });
}

test("given products, when previewed and written, then each is noted and written once, two at a time", async () => {
  const shop = shopOf(40);
  const { job } = jobOf(ids(40));
  assert.deepEqual(await bulk.previewAll(job, shop, options()), { kind: "done" });
  assert.deepEqual(shop.writes, []);
  const writing = options();
  assert.deepEqual(await bulk.writeAll(job, shop, writing), { kind: "done" });
  assert.equal(writing.sending.length, 40);
  assert.deepEqual(new Set(states(job)), new Set(["written"]));
  assert.deepEqual(
    [...shop.writes].sort((one, other) => one - other),
    ids(40).map(({ id }) => id),
  );
  assert.equal(shop.most(), 2);
});

test("given what the shop has already, then it is unchanged and not sent", async () => {
  const shop = shopOf(2);
  shop.titles.set(1, "new");
  const { job } = jobOf(ids(2));
  await bulk.previewAll(job, shop, options());
  assert.deepEqual(states(job), ["unchanged", "ready"]);
  await bulk.writeAll(job, shop, options());
  assert.deepEqual(shop.writes, [2]);
});

test("given a change in between, then it is a conflict until it is previewed again", async () => {
  const shop = shopOf(2);
  const { job } = jobOf(ids(2));
  await bulk.previewAll(job, shop, options());
  shop.titles.set(1, "theirs");
  await bulk.writeAll(job, shop, options());
  assert.deepEqual(states(job), ["conflict", "written"]);
  assert.equal(shop.titles.get(1), "theirs");
  // As the page does when somebody wants it tried again.
  Object.assign(job.filter(bulk.isContested)[0], { state: "waiting", token: null, message: [] });
  await bulk.previewAll(job, shop, options());
  assert.equal(job[0].changes[0].before, "theirs");
  await bulk.writeAll(job, shop, options());
  assert.deepEqual(states(job), ["written", "written"]);
  assert.deepEqual(shop.writes, [2, 1]);
});

test("given a stop, when resumed, then what is done stays done and nothing is written twice", async () => {
  const shop = shopOf(30);
  const { job } = jobOf(ids(30));
  await bulk.previewAll(job, shop, options());
  let steps = 0;
  const stopping = options((all) => {
    steps += 1;
    if (steps === 10) all.isDrained = true;
  });
  assert.deepEqual(await bulk.writeAll(job, shop, stopping), { kind: "stopped" });
  assert.ok(shop.writes.length >= 10 && shop.writes.length < 30, `${shop.writes.length} written`);
  assert.equal(states(job).filter((one) => one === "unknown").length, 0);
  assert.deepEqual(await bulk.writeAll(job, shop, options()), { kind: "done" });
  assert.equal(shop.writes.length, 30);
  assert.equal(new Set(shop.writes).size, 30);
});

/** Writes without an answer, and how often the client is asked what became of them. */
const LOST = [
  { name: "written", fault: { after: failure("outcome_unknown", "unknown") } },
  { name: "not written", fault: { before: failure("timeout", "unknown") } },
  { name: "cut off", fault: { after: failure("aborted", "unknown") } },
  { name: "a fault of nobody's kind", fault: { after: new Error("odd") } },
  {
    name: "written, and the client knows the write",
    fault: { after: failure("outcome_unknown", "unknown", { write: lostWrite(1) }) },
    looks: 1,
  },
  {
    name: "not written, and the client knows the write",
    fault: { before: failure("outcome_unknown", "unknown", { write: lostWrite(1) }) },
    looks: 1,
  },
];

for (const { name, fault, looks = 0 } of LOST) {
  test(`given a lost answer (${name}), when resumed, then it is read first and written once`, async () => {
    const shop = shopOf(1);
    const { job } = jobOf(ids(1));
    await bulk.previewAll(job, shop, options());
    shop.faults.set("write 1", fault);
    await bulk.writeAll(job, shop, options());
    assert.deepEqual(states(job), ["unknown"]);
    await bulk.writeAll(job, shop, options());
    assert.deepEqual(states(job), ["written"]);
    assert.deepEqual([shop.writes.length, shop.looks.length], [1, looks]);
    assert.equal(shop.titles.get(1), "new");
  });
}

test("given a lost answer and somebody else's change, when resumed, then nothing is overwritten", async () => {
  const shop = shopOf(1);
  const { job } = jobOf(ids(1));
  await bulk.previewAll(job, shop, options());
  shop.faults.set("write 1", { after: failure("outcome_unknown", "unknown") });
  await bulk.writeAll(job, shop, options());
  shop.titles.set(1, "theirs");
  await bulk.writeAll(job, shop, options());
  assert.deepEqual(states(job), ["conflict"]);
  assert.equal(shop.titles.get(1), "theirs");
});

const OWN = [
  { kind: "validation", state: "refused" },
  { kind: "invalid_request", state: "refused" },
  { kind: "not_found", state: "not_found" },
];

for (const { kind, state } of OWN) {
  for (const pass of ["preview", "write"]) {
    test(`given ${kind} at the ${pass} of one product, then the others go on`, async () => {
      const shop = shopOf(5);
      const { job } = jobOf(ids(5));
      shop.faults.set(`${pass} 3`, { before: failure(kind) });
      await bulk.previewAll(job, shop, options());
      await bulk.writeAll(job, shop, options());
      assert.deepEqual(states(job), ["written", "written", state, "written", "written"]);
      assert.deepEqual([job[2].message, job[2].hint], [[`it is ${kind}`], `mend ${kind}`]);
    });
  }
}

for (const kind of ["authentication", "permission", "webservice_disabled", "rate_limited"]) {
  test(`given ${kind}, then the job halts, and goes on later without reading again`, async () => {
    const shop = shopOf(20);
    const { job } = jobOf(ids(20));
    await bulk.previewAll(job, shop, options());
    shop.faults.set("write 2", { before: failure(kind) });
    const end = await bulk.writeAll(job, shop, options());
    assert.deepEqual(end, { kind: "halted", message: `it is ${kind}`, hint: `mend ${kind}` });
    assert.equal(job[1].state, "ready");
    assert.ok(shop.writes.length < 5, `${shop.writes.length} written after it`);
    await bulk.writeAll(job, shop, options());
    assert.equal(new Set(shop.writes).size, 20);
    assert.equal(shop.writes.length, 20);
  });
}

test("given no network at a preview, then the job halts and the rest waits", async () => {
  const shop = shopOf(20);
  const { job } = jobOf(ids(20));
  shop.faults.set("preview 1", { before: failure("network") });
  assert.equal((await bulk.previewAll(job, shop, options())).kind, "halted");
  assert.ok(bulk.pending(job, "preview").length > 10);
  assert.equal((await bulk.previewAll(job, shop, options())).kind, "done");
  assert.deepEqual(bulk.pending(job, "preview"), []);
});

test("given references, then one product is found, several or none are refused", async () => {
  const shop = shopOf(3);
  shop.faults.set("write a", { products: [{ id: 1 }] });
  shop.faults.set("write b", { products: [{ id: 2 }, { id: 3 }] });
  shop.faults.set("write c", { before: failure("not_found") });
  const { job } = jobOf([{ reference: "a" }, { reference: "b" }, { reference: "c" }]);
  await bulk.previewAll(job, shop, options());
  assert.deepEqual(states(job), ["ready", "refused", "not_found"]);
  assert.match(job[1].message[0](bulk.en), /Several products.*2, 3/);
  assert.equal(job[0].id, 1);
});

test("given two references of one product, then the second is refused", async () => {
  const shop = shopOf(3);
  shop.faults.set("write a", { products: [{ id: 1 }] });
  shop.faults.set("write á", { products: [{ id: 1 }] });
  const { job } = jobOf([{ reference: "a" }, { reference: "á" }]);
  await bulk.previewAll(job, shop, options());
  assert.deepEqual(states(job).sort(), ["ready", "refused"]);
});

test("given a job, then the report has a line for each row of the file", async () => {
  const shop = shopOf(2);
  const { rows, job } = jobOf([{ id: 1 }, { id: 9 }]);
  const wrong = {
    ...rows[0],
    number: 4,
    named: "=x",
    product: null,
    problem: () => "It is wrong.",
  };
  await bulk.previewAll(job, shop, options());
  await bulk.writeAll(job, shop, options());
  const lines = bulk
    .reportCsv({ rows: [...rows, wrong], job }, (id) => `Pot ${id ?? "?"}`, bulk.en)
    .trim()
    .split("\r\n");
  assert.deepEqual(lines, [
    "row,product,id,name,languages,fields,outcome,message,hint",
    "2,1,1,Pot 1,en,meta_title,saved,,",
    "3,9,9,Pot 9,en,meta_title,not found,it is not_found,mend not_found",
    '4,"\'=x",,Pot ?,en,meta_title,unusable,It is wrong.,',
  ]);
});

test("given five thousand products, then none is lost and none is written twice", async () => {
  const shop = shopOf(5000);
  const { job } = jobOf(ids(5000));
  await bulk.previewAll(job, shop, options());
  await bulk.writeAll(job, shop, options());
  assert.equal(shop.writes.length, 5000);
  assert.equal(new Set(shop.writes).size, 5000);
});
