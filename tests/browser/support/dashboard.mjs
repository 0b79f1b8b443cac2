// A visit to the dashboard example, the same in every browser.
import assert from "node:assert/strict";
import { PrestaShop } from "@aismarttalk/prestashop";
import { dashboardVisitor } from "./dashboard-visitor.mjs";
import { shopValues } from "./demo-server.mjs";
import { keep } from "./pictures.mjs";

const NARROW = 360;
const WIDE = 1280;
const NOBODY = "nobody@example.org";
const CUSTOMER = 3;

/** Everything the page does. */
export async function visit(t, browser, { server, edge, gate, site }) {
  const visitor = dashboardVisitor(browser);
  const ofCustomer = async (element) =>
    (await shopValues(server, `customers/${CUSTOMER}`, element))[0];
  const email = await ofCustomer("email");
  const given = (name, doing) => t.test(`given ${name}`, doing);
  await browser.resize(WIDE, 900);

  await given(
    "wrong settings, then each is told beside its field, and nothing is sent",
    async () => {
      await browser.open(site.url);
      await visitor.send("#connect-form", { url: "ftp://worker.example", token: "two words" });
      await visitor.isTold("#connect-form", { url: /https:/, token: /no spaces/ });
      assert.equal(await visitor.focused(), "url");
      assert.deepEqual(gate.sent, []);
    },
  );

  await given("a token that the worker does not know, then the error says what to do", async () => {
    await visitor.send("#connect-form", { url: gate.url, token: "A".repeat(32) });
    await visitor.shows(".problem[data-kind=authentication] .hint");
  });

  await given("a key without orders, then the error names the right", async () => {
    await visitor.connect(gate.url, edge.tokens.writer, "products-only");
    await visitor.send("#orders-form", { email });
    await visitor.shows(".problem[data-kind=permission] .hint");
    const told = await visitor.text(".problem");
    await visitor.leave();
    assert.match(told, /customers/);
  });

  await given("a token that reaches no shop, then that is said", async () => {
    await visitor.send("#connect-form", { url: gate.url, token: edge.tokens.outsider });
    await visitor.shows("#connect-form ~ [role=status]");
    assert.match(await visitor.text("#connect-form ~ [role=status]"), /reaches no shop/);
  });

  await given(
    "a shop that is chosen, then its name is shown, and the token is nowhere",
    async () => {
      const key = edge.tokens.writer;
      await visitor.connect(gate.url, key, "shop-1");
      assert.equal(await visitor.text("h1"), "Shop 1");
      const kept = await browser.evaluate(() => [
        document.documentElement.outerHTML,
        location.href,
        JSON.stringify({ ...localStorage, ...sessionStorage }),
        document.cookie,
      ]);
      assert.ok(!kept.join().includes(key));
      assert.deepEqual(
        browser.requests.filter((url) => url.endsWith(".wasm")),
        [],
      );
    },
  );

  await given("what is no e-mail address, then that stands beside the field", async () => {
    const before = gate.sent.length;
    await visitor.send("#orders-form", { email: "" });
    await visitor.isTold("#orders-form", { email: /^E-mail address is missing\.$/ });
    await visitor.send("#orders-form", { email: "nobody" });
    await visitor.isTold("#orders-form", { email: /^E-mail address is no e-mail address\.$/ });
    assert.equal(gate.sent.length, before);
  });

  await given("a slow shop, when the visitor cancels, then the request ends", async () => {
    gate.shut();
    await visitor.send("#orders-form", { email });
    await visitor.shows(".loading [role=status]");
    await browser.click(".loading button");
    await gate.left;
    gate.open();
    await visitor.shows("#orders-form:last-child");
  });

  await given("an address of nobody, then that is said", async () => {
    await visitor.send("#orders-form", { email: NOBODY });
    await visitor.shows("#orders-form + [role=status]");
    assert.match(await visitor.text("#orders-form + [role=status]"), /^Nobody/);
  });

  await given("a customer, then the orders are those of the shop, newest first", async () => {
    await visitor.send("#orders-form", { email });
    await visitor.shows(".orders");
    const query = `orders?display=full&filter[id_customer]=[${CUSTOMER}]&sort=[id_DESC]`;
    const references = await shopValues(server, query, "reference");
    const shown = await visitor.texts(".order strong");
    assert.ok(shown.length > 0);
    assert.deepEqual(shown, references.slice(0, shown.length));
  });

  await given("several wrong fields, then each is told, and nothing is sent", async () => {
    const before = gate.sent.length;
    await visitor.send("#customer-form", { email: "x", new_email: "y" });
    await visitor.isTold("#customer-form", {
      email: /^E-mail address of the customer is no e-mail address\.$/,
      new_email: /^New e-mail address is no e-mail address\.$/,
    });
    assert.equal(await visitor.focused(), "email");
    await visitor.send("#customer-form", { email });
    await visitor.isTold("#customer-form", { firstname: /at least one/ });
    assert.equal(gate.sent.length, before);
  });

  await given("a name that no shop takes, then its rule stands beside the field", async () => {
    await visitor.send("#customer-form", { email, lastname: "Agent 7" });
    await visitor.isTold("#customer-form", { lastname: /^Last name .*digits/ });
  });

  await given("a change, then it is previewed, and written when that is confirmed", async () => {
    const old = await ofCustomer("note");
    await visitor.preview({ email, note: "Prefers a call." });
    assert.deepEqual(await visitor.texts(".preview dt, .preview ins"), [
      "Private note",
      "Prefers a call.",
    ]);
    assert.equal(await ofCustomer("note"), old);
    await visitor.confirm();
    await visitor.shows(".preview[data-state=written]");
    assert.equal(await ofCustomer("note"), "Prefers a call.");
  });

  await given("the same change once more, then there is nothing to write", async () => {
    await visitor.send("#customer-form", { email, note: "Prefers a call." });
    await visitor.shows("#customer-form + [role=status]");
    assert.match(await visitor.text("#customer-form + [role=status]"), /already/);
  });

  await given(
    "a preview, when somebody else writes first, then nothing is overwritten",
    async () => {
      await visitor.preview({ email, note: "Prefers a letter." });
      const other = new PrestaShop({ url: server.url, key: server.keys["shop 1"] });
      await other.customers.update(CUSTOMER, { note: "Has moved." });
      await visitor.confirm();
      await visitor.shows(".problem[data-kind=conflict] .hint");
      assert.equal(await ofCustomer("note"), "Has moved.");
    },
  );

  await given(
    "a write whose answer is lost, then the page says so, and what is sent again is not written twice",
    async () => {
      await visitor.preview({ email, note: "Prefers a visit." });
      gate.losesAnswers = true;
      await visitor.confirm();
      await visitor.shows(".problem[data-kind=outcome_unknown] .hint");
      assert.match(await visitor.text(".problem"), /not known yet/);
      await browser.evaluate(() => {
        document.querySelector(".problem").dataset.first = "";
      });
      await browser.click(".problem button");
      await visitor.shows(".problem[data-kind=outcome_unknown]:not([data-first]) button");
      gate.losesAnswers = false;
      // What somebody else writes by then would be lost if the write were carried out once more.
      const other = new PrestaShop({ url: server.url, key: server.keys["shop 1"] });
      await other.customers.update(CUSTOMER, { note: "Has moved again." });
      await browser.click(".problem button");
      await visitor.shows(".preview[data-state=written]");
      assert.equal(await ofCustomer("note"), "Has moved again.");
    },
  );

  await given(
    "what was written, then the journal has each change once, the newest first",
    async () => {
      await browser.waitFor(() => document.querySelectorAll(".changes li").length === 2);
      for (const line of await visitor.texts(".changes li")) {
        assert.match(line, /^customers 3 note saved, writer/);
      }
    },
  );

  await given("a preview, when the visitor goes back, then the form stands as it was", async () => {
    await visitor.preview({ email, firstname: "Ada" });
    await browser.click(".preview button:last-child");
    await visitor.shows("#customer-form:last-child");
    assert.equal(await visitor.value("#customer-form [name=firstname]"), "Ada");
  });

  await given("the whole visit, then the page complained of nothing", () => {
    // Browsers put answers such as 401, and those that were lost, on the console themselves.
    const theirs = /^Failed to load resource|CORS request did not succeed/;
    const own = browser.complaints.filter((one) => !theirs.test(one));
    assert.deepEqual(own, []);
  });
}

/** The page narrow and wide, in one colour scheme. */
export async function look(t, browser, { server, edge, gate, site, colours }) {
  const visitor = dashboardVisitor(browser);
  const [email] = await shopValues(server, `customers/${CUSTOMER}`, "email");
  for (const width of [NARROW, WIDE]) {
    await t.test(
      `given ${colours} colours and ${width} pixels, then nothing scrolls sideways, and axe-core finds nothing`,
      async () => {
        const lookAt = async (step) => {
          await keep(browser, `dashboard-${step}-${colours}-${width}`);
          const page = await browser.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(page <= width, `${step} is ${page} wide on ${width}`);
        };
        await browser.resize(width, 800);
        await browser.open(site.url);
        await visitor.send("#connect-form", { url: "worker", token: "two words" });
        await visitor.shows("[aria-invalid=true]");
        await lookAt("connect");
        await visitor.connect(gate.url, edge.tokens.writer, "products-only");
        await visitor.send("#orders-form", { email });
        await visitor.shows(".problem");
        await visitor.send("#customer-form", {
          email: "x",
          new_email: "y",
          lastname: "z".repeat(40),
        });
        await lookAt("refused");
        await visitor.leave();
        await visitor.send("#connect-form", { url: gate.url, token: edge.tokens.writer });
        await visitor.shows("[data-site]");
        await lookAt("shops");
        await browser.click("[data-site=shop-1]");
        await visitor.shows("#orders-form");
        gate.shut();
        await visitor.send("#orders-form", { email });
        await visitor.shows(".loading");
        await lookAt("loading");
        gate.open();
        await visitor.send("#orders-form", { email });
        await visitor.shows(".orders");
        await visitor.preview({
          email,
          firstname: "Ada",
          note: "Prefers a long letter. ".repeat(3),
        });
        await lookAt("preview");
      },
    );
  }

  await t.test(`given ${colours} colours, then the page wears them`, async () => {
    const red = await browser.evaluate(() =>
      Number(getComputedStyle(document.body).backgroundColor.match(/\d+/)[0]),
    );
    assert.equal(red < 128 ? "dark" : "light", colours);
  });
}
