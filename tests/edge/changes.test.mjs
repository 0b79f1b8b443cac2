// Changes and their undoing through the worker, with every journal there is.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Validator } from "@cfworker/json-schema";
import { startJournaled } from "./support/journaled.mjs";
import { JOURNALS } from "./support/journals.mjs";

/** Every writing action of the package, and where the shop shows what it wrote. */
const WRITES = [
  {
    action: "update_product_content",
    input: {
      id: 5,
      name: { en: "Tea of the week", fr: "Thé de la semaine" },
      description: "<p>New</p>",
      language: "en",
    },
    record: ["products", 5],
    shows: [
      ["products/5", "name", 1],
      ["products/5", "name", 2],
      ["products/5", "description", 1],
    ],
    lasting: [],
  },
  {
    action: "update_product_seo",
    input: { id: 6, link_rewrite: { en: "tea-of-the-week" }, meta_title: { fr: "Thé" } },
    record: ["products", 6],
    shows: [
      ["products/6", "link_rewrite", 1],
      ["products/6", "meta_title", 2],
    ],
    lasting: [/new address/],
  },
  {
    action: "update_customer",
    input: { id: 3, firstname: "Clara", new_email: "clara@example.org", note: "Prefers a call." },
    record: ["customers", 3],
    shows: [
      ["customers/3", "firstname"],
      ["customers/3", "email"],
      ["customers/3", "note"],
    ],
    lasting: [/first name/, /new address/],
  },
  {
    action: "update_order_status",
    input: { id: 5, state: 4 },
    record: ["orders", 5],
    shows: [["orders/5", "current_state"]],
    lasting: [/history/, /invoice/, /payment/, /delivery number/, /stock/],
  },
];

for (const [place, { missing, open }] of Object.entries(JOURNALS)) {
  const skip = (await missing()) ?? false;
  describe(`given a journal ${place}`, { skip }, () => {
    let journal;
    let edge;
    let schemas;

    before(async () => {
      journal = await open();
      edge = await startJournaled(journal.settings);
      const actions = await edge.actions();
      schemas = new Map(actions.map(({ name, outputSchema }) => [name, outputSchema]));
    });
    after(async () => {
      await edge?.stop();
      await journal?.stop();
    });

    const fits = (action, body) => {
      const { valid, errors } = new Validator(schemas.get(action), "2020-12").validate(body);
      assert.ok(valid, JSON.stringify(errors, null, 1));
    };
    const done = async (action, input, who) => {
      const answer = await edge.run(action, input, who);
      assert.equal(answer.status, 200, answer.text);
      if (schemas.has(action)) fits(action, answer.body);
      return answer;
    };
    const newest = async () => {
      const { body } = await edge.list("limit=1");
      fits("list_changes", body);
      return body.changes[0];
    };

    for (const { action, input, record, shows, lasting } of WRITES) {
      test(`when ${action} wrote, then it is listed, and its undoing is previewed, done, listed and undone`, async () => {
        const seen = () => shows.map((where) => edge.shop.text(...where));
        const first = seen();
        const wrote = await done(action, input);
        const changed = seen();
        assert.ok(
          first.every((value, at) => value !== changed[at]),
          "all of it is changed",
        );

        const listed = await newest();
        assert.equal(listed.id, wrote.id);
        assert.deepEqual([listed.resource, listed.record], record);
        assert.equal(listed.action, action);
        assert.equal(listed.caller, "writer");
        assert.equal(listed.outcome, "written");
        assert.equal(listed.fields.length, shows.length);
        for (const { before, after } of listed.fields) {
          assert.ok(first.includes(before) && changed.includes(after));
        }
        assert.equal(listed.lasting.length, lasting.length, String(listed.lasting));
        for (const [at, sentence] of lasting.entries()) assert.match(listed.lasting[at], sentence);

        const shown = await done("undo_change", { change: wrote.id, preview: true });
        assert.equal(shown.body.written, false);
        assert.equal(shown.id, null, "a preview is no change");
        assert.equal(shown.body.fields.length, shows.length);
        for (const sentence of listed.lasting) assert.ok(shown.body.lasting.includes(sentence));
        assert.deepEqual(seen(), changed, "a preview writes nothing");

        const undone = await done("undo_change", { change: wrote.id, expect: shown.body.token });
        assert.equal(undone.body.written, true);
        assert.deepEqual(undone.body.fields, shown.body.fields);
        assert.deepEqual(seen(), first, "the shop has what it had");
        const undoing = await newest();
        assert.equal(undoing.id, undone.id);
        assert.equal(undoing.undoes, wrote.id);
        const both = await edge.list("limit=2");
        assert.equal(both.body.changes[1].undone_by, undone.id);

        const again = await done("undo_change", { change: wrote.id });
        assert.equal(again.body.written, false);
        assert.ok(again.body.left_alone.every(({ reason }) => reason === "already_back"));
        assert.match(again.body.warnings[0], new RegExp(`nothing left.* ${undone.id} undid it`));
        assert.equal((await newest()).id, undone.id, "what writes nothing is no change");

        const redone = await done("undo_change", { change: undone.id });
        assert.equal(redone.body.original, action);
        assert.deepEqual(seen(), changed, "the undoing is undone");
        await done("undo_change", { change: redone.id });
        assert.deepEqual(seen(), first);
      });
    }

    test("when one language was edited since, then the others are taken back and that one is listed", async () => {
      const { id } = await done("update_product_content", { id: 7, name: { en: "One", fr: "Un" } });
      const french = edge.shop.text("products/7", "name", 2);
      await done("update_product_content", { id: 7, name: { en: "Edited since" } });
      const { body } = await done("undo_change", { change: id });
      assert.deepEqual(
        body.fields.map(({ language, before }) => [language.iso_code, before]),
        [["fr", french]],
      );
      assert.deepEqual(body.left_alone, [
        {
          field: "name",
          language: { id: 1, iso_code: "en" },
          expected: "One",
          found: "Edited since",
          reason: "edited_since",
        },
      ]);
      assert.match(body.warnings.join(), /left alone: 1/);
      assert.equal(edge.shop.text("products/7", "name", 1), "Edited since");
      assert.equal((await newest()).fields.length, 1, "only what was written is noted");
    });

    test("when everything was edited since, then nothing is written", async () => {
      const { id } = await done("update_customer", { id: 4, note: "One" });
      await done("update_customer", { id: 4, note: "Two" });
      const { body } = await done("undo_change", { change: id });
      assert.equal(body.written, false);
      assert.deepEqual(body.fields, []);
      assert.equal(body.left_alone[0].found, "Two");
      assert.equal(edge.shop.text("customers/4", "note"), "Two");
    });

    test("when the order went on since, then its status is left alone", async () => {
      const { id } = await done("update_order_status", { id: 6, state: 9 });
      await done("update_order_status", { id: 6, state: 4 });
      const { body } = await done("undo_change", { change: id });
      assert.equal(body.written, false);
      assert.deepEqual([body.left_alone[0].expected, body.left_alone[0].found], ["9", "4"]);
      assert.equal(edge.shop.text("orders/6", "current_state"), "4");
    });

    test("when the record changes between preview and confirmation, then nothing is written", async () => {
      const { id } = await done("update_product_content", { id: 8, name: { en: "One" } });
      const { body } = await edge.run("undo_change", { change: id, preview: true });
      await done("update_product_content", { id: 8, description: { en: "<p>Meanwhile</p>" } });
      const refused = await edge.run("undo_change", { change: id, expect: body.token });
      assert.equal(refused.status, 409);
      assert.equal(refused.body.kind, "conflict");
      assert.equal(refused.id, null);
      assert.equal(edge.shop.text("products/8", "name", 1), "One");
    });

    test("when somebody writes between the reading and the writing of an undo, then they are not overwritten", async () => {
      const { id } = await done("update_product_content", { id: 9, name: { en: "One" } });
      let reads = 0;
      edge.shop.before = async ({ method, url }) => {
        if (method !== "GET" || !url.includes("/products/9") || ++reads !== 2) return;
        await edge.shop.write("products/9", "name", 1, "In between");
      };
      const refused = await edge.run("undo_change", { change: id });
      edge.shop.before = async () => {};
      assert.equal(reads >= 2, true);
      assert.equal(refused.status, 409, refused.text);
      assert.equal(edge.shop.text("products/9", "name", 1), "In between");
    });

    test("when the status was told by e-mail, then that is said to last and undoing sends none", async () => {
      const count = edge.shop.mails().length;
      const { id } = await done("update_order_status", { id: 9, state: 4, send_email: true });
      assert.equal(edge.shop.mails().length, count + 1);
      assert.match((await newest()).lasting.join(), /e-mail/);
      const { body } = await done("undo_change", { change: id });
      assert.match(body.lasting.join(), /e-mail/);
      assert.equal(edge.shop.mails().length, count + 1);
      assert.doesNotMatch((await newest()).lasting.join(), /e-mail/);
    });

    test("when there are many changes, then pages follow each other without gap or double", async () => {
      for (const note of ["a", "b", "c", "d", "e"]) await done("update_customer", { id: 5, note });
      const all = (await edge.list("limit=50&resource=customers&record=5")).body;
      assert.deepEqual(
        all.changes.map(({ fields }) => fields[0].after),
        ["e", "d", "c", "b", "a"],
      );
      assert.equal(all.next, null);
      const paged = [];
      for (let next = ""; next !== null && paged.length <= all.changes.length; ) {
        const { body } = await edge.list(
          `limit=2&resource=customers&record=5${next && `&before=${next}`}`,
        );
        paged.push(...body.changes);
        next = body.next;
      }
      assert.deepEqual(paged, all.changes);
      const others = await edge.list("resource=orders");
      assert.ok(others.body.changes.every(({ resource }) => resource === "orders"));
    });

    test("when a change is of another site, then it is neither found nor listed there", async () => {
      const { id } = await done("update_customer", { id: 6, note: "One" });
      const elsewhere = await edge.run("undo_change", { change: id }, "outsider", "two");
      assert.deepEqual([elsewhere.status, elsewhere.body.kind], [404, "no_such_change"]);
      assert.deepEqual((await edge.list("", "outsider", "two")).body.changes, []);
      assert.equal((await edge.list("", "outsider")).status, 403);
      assert.equal((await edge.run("undo_change", { change: id }, "outsider")).status, 403);
      assert.equal(edge.shop.text("customers/6", "note"), "One");
    });

    test("when a level does not cover the action that is taken back, then undoing is forbidden", async () => {
      const content = await done("update_product_content", { id: 10, name: { en: "One" } });
      const seo = await done("update_product_seo", { id: 10, meta_title: { en: "One" } });
      const cases = [
        ["reader", "list_changes", {}, 200],
        ["reader", "undo_change", { change: seo.id }, 403],
        ["contentEditor", "list_changes", {}, 403],
        ["contentEditor", "undo_change", { change: content.id }, 403],
        ["seoEditor", "undo_change", { change: content.id }, 403],
        ["seoEditor", "undo_change", { change: content.id, preview: true }, 403],
        ["seoEditor", "undo_change", { change: seo.id }, 200],
      ];
      for (const [who, action, input, status] of cases) {
        const answer = await edge.run(action, input, who);
        assert.equal(answer.status, status, `${who} ${action}: ${answer.text}`);
      }
      const undoing = (await newest()).id;
      assert.equal(
        (await edge.run("undo_change", { change: undoing }, "contentEditor")).status,
        403,
      );
      assert.equal(edge.shop.text("products/10", "name", 1), "One");
      console.log(`# ${cases.length} cases of levels`);
    });
  });
}
