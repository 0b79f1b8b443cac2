// Every action of the catalogue: reading ones answer what the package answers by itself, writing
// ones are previewed and confirmed, and the shop holds what they say.
import assert from "node:assert/strict";
import { PrestaShop } from "@aismarttalk/prestashop";
import { Validator } from "@cfworker/json-schema";
import { shopValues } from "../../browser/support/demo-server.mjs";
import { ask, run } from "../support/world.mjs";
import { assertAnswer } from "./answers.mjs";

const SITE = "shop";
/** With an e-mail, a customer and lines. */
const ORDER = 24;

/** What is asked of each reading action. */
const READS = {
  check_access: () => [{}],
  list_languages: () => [{}],
  get_product: () => [{ id: 5 }, { reference: "TWICE-17", language: "fr" }],
  find_products: () => [{ words: "tea", limit: 3 }, { active: false }],
  audit_seo: () => [{ limit: 3, language: "fr" }],
  find_orders: ({ email }) => [{ paid: true, limit: 3 }, { customer: email }],
  get_order: ({ reference }) => [{ id: ORDER }, { reference, language: "fr" }],
  get_order_by_reference: ({ reference }) => [{ reference }],
  get_orders_by_email: ({ email }) => [{ email, limit: 3 }, { email: "nobody@example.org" }],
  get_last_order: ({ email }) => [{ email }],
  get_order_details: () => [{ id: ORDER }],
  list_order_states: () => [{}, { language: "fr" }],
  get_order_history: () => [{ id: ORDER }],
  find_customers: ({ email }) => [{ email }, { words: "anna", limit: 3 }],
  get_customer: ({ email }) => [{ id: 2 }, { email }],
  get_stock: () => [{ id: 5 }],
};

/** What each writing action is asked, and where the shop then holds which value. */
const WRITES = {
  update_product_content: {
    input: { id: 9, name: { fr: "Théière ronde", ar: "إبريق" } },
    stored: ["products?filter[id]=[9]&display=[name]&language=2", "language", "Théière ronde"],
  },
  update_product_seo: {
    input: { id: 10, meta_title: "A title of its own" },
    stored: [
      "products?filter[id]=[10]&display=[meta_title]&language=1",
      "language",
      "A title of its own",
    ],
  },
  update_order_status: {
    input: { id: ORDER, state: 3, send_email: false },
    stored: [`orders?filter[id]=[${ORDER}]&display=[current_state]`, "current_state", "3"],
  },
  set_tracking_number: {
    input: { order: ORDER, number: "1Z-4711", send_email: false },
    stored: [
      `order_carriers?filter[id_order]=[${ORDER}]&display=[tracking_number]`,
      "tracking_number",
      "1Z-4711",
    ],
  },
  update_customer: {
    input: { id: 2, firstname: "Zoë", note: "Likes <b>tea</b> & \u{1f375}" },
    stored: ["customers?filter[id]=[2]&display=[firstname]", "firstname", "Zoë"],
  },
};

/** Those that the worker adds, which answer for what was done through it before. */
const OWN = ["list_changes", "undo_change"];

/** The cases for a worker of a world. */
export async function actions({ callers, store }, { worker }) {
  // As the worker does, it keeps what it knows of the shop from one answer to the next.
  const direct = new PrestaShop({ url: store.url, key: store.keys.everything });
  const { reference, id_customer } = await direct.orders.get(ORDER);
  const { email } = await direct.customers.get(id_customer);
  const offered = (await ask(worker, { path: "/v1/actions", caller: callers.writer })).body.actions;
  const asked = (action, input, caller = callers.reader) =>
    run(worker, caller, SITE, action, input);

  const reads = Object.entries(READS).flatMap(([action, inputs]) =>
    inputs({ reference, email }).map((input) => [
      `${action} ${JSON.stringify(input)}`,
      async () => {
        const answer = await asked(action, input);
        const line = await assertAnswer(worker, answer, {
          status: 200,
          route: "/v1/sites/:site/actions/:action",
          caller: "reader",
          site: SITE,
          action,
        });
        assert.ok(
          line.shopRequests > 0 || action === "list_languages" || action === "list_order_states",
        );
        assertSchema(offered, action, answer.body);
        assert.deepEqual(answer.body, await direct.run(action, input));
      },
    ]),
  );

  const writes = Object.entries(WRITES).map(([action, { input, stored }]) => [
    `${action}, previewed and confirmed`,
    async () => {
      const [path, element, value] = stored;
      const preview = await asked(action, { ...input, preview: true }, callers.writer);
      await assertAnswer(worker, preview, { status: 200, action, caller: "writer" });
      assertSchema(offered, action, preview.body);
      assert.deepEqual([preview.body.preview, preview.body.written], [true, false]);
      assert.ok(
        !(await shopValues(store, path, element)).includes(value),
        "nothing is written yet",
      );
      const confirmed = await asked(
        action,
        { ...input, expect: preview.body.token },
        callers.writer,
      );
      await assertAnswer(worker, confirmed, { status: 200, action });
      assertSchema(offered, action, confirmed.body);
      assert.equal(confirmed.body.written, true);
      assert.ok(confirmed.headers.get("X-Change-Id"), "the id of the change");
      assert.ok((await shopValues(store, path, element)).includes(value), "it is written");
    },
  ]);

  const own = [
    "list_changes and undo_change, of a write through the worker",
    async () => {
      const [path, element] = WRITES.update_product_seo.stored;
      const before = await shopValues(store, path, element);
      const written = await asked(
        "update_product_seo",
        { id: 10, meta_title: "Another" },
        callers.writer,
      );
      const change = written.headers.get("X-Change-Id");
      const listed = await asked("list_changes", { limit: 5 });
      await assertAnswer(worker, listed, { status: 200, action: "list_changes" });
      assertSchema(offered, "list_changes", listed.body);
      assert.ok(JSON.stringify(listed.body).includes(change));
      const undone = await asked("undo_change", { change }, callers.writer);
      await assertAnswer(worker, undone, { status: 200, action: "undo_change" });
      assertSchema(offered, "undo_change", undone.body);
      assert.deepEqual(await shopValues(store, path, element), before);
    },
  ];

  const known = [...Object.keys(READS), ...Object.keys(WRITES), ...OWN];
  const complete = [
    "every action of the catalogue is asked here",
    async () => assert.deepEqual(offered.map(({ name }) => name).sort(), known.sort()),
  ];
  return [complete, ...reads, ...writes, own];
}

function assertSchema(offered, action, value) {
  const { outputSchema } = offered.find(({ name }) => name === action);
  const { errors } = new Validator(outputSchema, "2020-12", false).validate(value);
  assert.deepEqual(
    errors.map(({ instanceLocation, error }) => `${instanceLocation} ${error}`),
    [],
  );
}
