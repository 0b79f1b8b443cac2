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
export async function visit(t, browser, { server, gate, site }) {
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
      await visitor.send("#connect-form", { url: "ftp://shop.example", key: "SHORT" });
      await visitor.isTold("#connect-form", { url: /https:/, key: /32 letters/ });
      assert.equal(await visitor.focused(), "url");
      assert.deepEqual(gate.sent, []);
    },
  );

  await given("a key that the shop does not know, then the error says what to do", async () => {
    await visitor.send("#connect-form", { url: gate.url, key: "A".repeat(32) });
    await visitor.shows(".problem[data-kind=authentication] .hint");
  });

  await given("a key without orders, then the error names the right", async () => {
    await visitor.connect(gate.url, server.keys["products only"]);
    await visitor.send("#orders-form", { email });
    await visitor.shows(".problem[data-kind=permission] .hint");
    const told = await visitor.text(".problem");
    await visitor.leave();
    assert.match(told, /customers/);
  });

  await given("a shop that answers, then its name is shown, and the key is nowhere", async () => {
    const key = server.keys["shop 1"];
    await visitor.connect(gate.url, key);
    assert.equal(await visitor.text("h1"), "Clay & Leaf");
    const kept = await browser.evaluate(() => [
      document.documentElement.outerHTML,
      location.href,
      JSON.stringify({ ...localStorage, ...sessionStorage }),
      document.cookie,
    ]);
    assert.ok(!kept.join().includes(key));
  });

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
    "a write that may still come, then the page says so, and looks again when asked",
    async () => {
      await visitor.leave();
      await visitor.connect(`${server.url}/~late-504-3600000`, server.keys["shop 1"]);
      await hurry(browser);
      await visitor.preview({ email, note: "Prefers a visit." });
      await visitor.confirm();
      await visitor.shows(".problem[data-kind=outcome_unknown] .hint");
      assert.match(await visitor.text(".problem"), /not known yet/);
      await browser.click(".problem button");
      await visitor.shows(".problem[data-kind=outcome_unknown] .hint");
      // Others may have written it by then as well.
      const other = new PrestaShop({ url: server.url, key: server.keys["shop 1"] });
      await other.customers.update(CUSTOMER, { note: "Prefers a visit." });
      await browser.click(".problem button");
      await visitor.shows("#customer-form ~ p[role=status]");
      assert.equal(await visitor.text("#customer-form ~ p[role=status]"), "It is saved.");
      await visitor.leave();
      await visitor.connect(gate.url, server.keys["shop 1"]);
    },
  );

  await given("a preview, when the visitor goes back, then the form stands as it was", async () => {
    await visitor.preview({ email, firstname: "Ada" });
    await browser.click(".preview button:last-child");
    await visitor.shows("#customer-form:last-child");
    assert.equal(await visitor.value("#customer-form [name=firstname]"), "Ada");
  });

  await given("the whole visit, then the page complained of nothing", () => {
    // Browsers put answers such as 401 on the console themselves.
    const own = browser.complaints.filter((one) => !one.startsWith("Failed to load resource"));
    assert.deepEqual(own, []);
  });
}

/** Lets the time for which the page waits pass at twenty times its speed. */
function hurry(browser) {
  return browser.evaluate(() => {
    const real = window.setTimeout.bind(window);
    window.setTimeout = (doing, ms, ...given) => real(doing, ms / 20, ...given);
  });
}

/** The page narrow and wide, in one colour scheme. */
export async function look(t, browser, { server, gate, site, colours }) {
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
        await visitor.send("#connect-form", { url: "shop", key: "SHORT" });
        await visitor.shows("[aria-invalid=true]");
        await lookAt("connect");
        await visitor.connect(gate.url, server.keys["products only"]);
        await visitor.send("#orders-form", { email });
        await visitor.shows(".problem");
        await visitor.send("#customer-form", {
          email: "x",
          new_email: "y",
          lastname: "z".repeat(40),
        });
        await lookAt("refused");
        await visitor.leave();
        await visitor.connect(gate.url, server.keys["shop 1"]);
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
