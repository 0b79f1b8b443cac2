// Many products at once, the same in every browser.
import assert from "node:assert/strict";
import { bulkVisitor } from "./bulk-visitor.mjs";
import { shopValues } from "./demo-server.mjs";
import { keep } from "./pictures.mjs";
import { visitorOf } from "./visitor.mjs";

const IDS = Array.from({ length: 40 }, (_, place) => place + 21);
/** Somebody else changes it between preview and write. */
const CONTESTED = 30;

/** Two rows for each product, and four that cannot be sent or found. */
const TABLE = [
  "id;language;meta_title;meta_description",
  ...IDS.flatMap((id) => [
    `${id};en;"Fired ""by hand"", no. ${id}";"Thrown; dried and fired by hand."`,
    `${id};fr;Façonné à la main, n° ${id};`,
  ]),
  "9999;en;Nobody has this;",
  "21;xx;No such language;",
  "x;en;=no id;",
  "22;en;;",
].join("\r\n");

/** Everything it does, in light colours. */
export async function changeMany(t, browser, { site, server }) {
  const page = visitorOf(browser);
  const visitor = bulkVisitor(browser);
  await browser.resize(1280, 900);
  await page.open(site.url);

  await t.test("given the list of actions, when followed, then it is there", async () => {
    await browser.click('#actions a[href="#bulk_seo"]');
    await visitor.ready();
    assert.equal(await page.focused(), "bulk");
    const [current, shown] = await browser.evaluate(() => [
      [...document.querySelectorAll("#actions [aria-current]")].map((one) => one.hash),
      getComputedStyle(document.querySelector("#action")).display,
    ]);
    assert.deepEqual([current, shown], [["#bulk_seo"], "none"]);
    await keep(browser, "bulk-empty");
  });

  await t.test("given what is no table, then the reason is told", async () => {
    for (const [csv, says] of [
      ['id;meta_title\n1;"not closed\n2;b', /not closed/],
      ["id;meta_title", /only one row/],
      ["", /is empty/],
    ]) {
      await visitor.paste(csv);
      assert.match(await visitor.alert(), says);
    }
    await visitor.choose([0x50, 0x4b, 3, 4]);
    await browser.waitFor(() => document.querySelector("#bulk .bad").textContent.includes("sheet"));
    await keep(browser, "bulk-bad-csv");
  });

  await t.test("given columns of no use, then what is missing is told", async () => {
    await visitor.paste("name,price\na,1\n");
    await visitor.read();
    await browser.click("#bulk form button.primary");
    assert.match(await visitor.alert(), /ID or the reference/);
  });

  await t.test("given a file of an old spreadsheet, then its letters are right", async () => {
    await visitor.choose([
      ...new TextEncoder().encode("id;meta_title\n7;"),
      0x9c,
      0x75,
      0x66,
      0xe9,
    ]);
    await visitor.read();
    assert.match(await visitor.text("#bulk-read"), /windows-1252/);
    assert.equal(
      await visitor.text("#bulk .bulkexample ~ *, #bulk tr:last-child .bulkexample"),
      "œufé",
    );
  });

  await t.test("given a table in two languages, then its columns are known", async () => {
    await visitor.choose([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(TABLE)]);
    await browser.waitFor(() => document.querySelectorAll("[id^=bulk-column]").length === 4);
    assert.match(await visitor.text("#bulk-read"), /84 rows of 4 columns, separated by semicolons/);
    assert.deepEqual(await visitor.roles(), ["id", "language", "meta_title", "meta_description"]);
    await keep(browser, "bulk-columns");
  });

  await t.test("given the table, when previewed, then all differences are shown", async () => {
    assert.match(await visitor.preview(), /^Previewed: 1 not found, 40 to be written\.$/);
    assert.equal(await page.focused(), "h2 Preview");
    assert.match(await visitor.text("#bulk .bulkleft"), /3 rows are left out/);
    const seen = [];
    for (;;) {
      seen.push(...(await visitor.entries()));
      const isLast = await browser.evaluate(
        () =>
          document.querySelector("#bulk .bulklist .bulkpager button:nth-child(2)").ariaDisabled ===
          "true",
      );
      if (isLast) break;
      await browser.click("#bulk .bulklist .bulkpager button:nth-child(2)");
    }
    const ready = seen.filter(({ state }) => state === "To be written");
    assert.deepEqual(
      ready.map(({ id }) => id),
      IDS,
    );
    for (const { id, after } of ready) {
      assert.deepEqual(after.sort(), [
        `Façonné à la main, n° ${id}`,
        `Fired "by hand", no. ${id}`,
        "Thrown; dried and fired by hand.",
      ]);
    }
    await keep(browser, "bulk-preview");
  });

  await t.test("given the preview, when something else is written, then it waits", async () => {
    await writeInBetween(browser, page);
    await browser.click('#actions a[href="#bulk_seo"]');
    assert.match(await visitor.text("#bulk-write"), /Write 40 products/);
  });

  await t.test("given a run, when stopped, then what is done is told", async () => {
    await visitor.stopAfter(10);
    const told = await visitor.write();
    const [, written] = /^Stopped: .*?(\d+) written\./.exec(told) ?? [];
    assert.ok(Number(written) >= 8 && Number(written) < 40, told);
    assert.doesNotMatch(told, /unknown/);
    await keep(browser, "bulk-stopped");
  });

  await t.test("given a stopped run, when resumed, then the rest is written", async () => {
    assert.match(await visitor.write(), /^Done: 1 conflict, 1 not found, 39 written\.$/);
    assert.equal(await page.focused(), "h2 Report");
    await browser.choose("#bulk-filter", "conflict");
    const [entry, ...others] = await visitor.entries();
    assert.deepEqual([entry.id, others], [CONTESTED, []]);
    await keep(browser, "bulk-conflict");
  });

  await t.test("given the report, then it has a line for each row", async () => {
    const lines = (await visitor.report()).trim().split("\r\n");
    assert.equal(lines.length, 85);
    const count = (outcome) => lines.filter((line) => line.includes(`,${outcome},`)).length;
    assert.deepEqual(["written", "conflict", "not found", "left out"].map(count), [78, 2, 1, 3]);
    assert.match(lines.at(-3), /^83,21,,,,left out,The shop has no language “xx”/u);
  });

  await t.test("given a conflict, when previewed again, then it can be written", async () => {
    await browser.click("#bulk-forgive");
    assert.match(await visitor.ended(), /1 to be written/);
    await browser.choose("#bulk-filter", "ready");
    assert.match((await visitor.entries())[0].text, /Somebody else’s/);
    assert.match(await visitor.write(), /^Done: 1 not found, 40 written\.$/);
  });

  await t.test("given all of it, then the shop stored each text once", async () => {
    await page.goTo("update_product_seo");
    const stored = await browser.evaluate(() => {
      const rows = [];
      for (;;) {
        const shown = [...document.querySelectorAll("#outbox .stored tbody tr")];
        const words = ({ cells }) => [...cells].slice(0, 3).map((cell) => cell.textContent);
        rows.push(...shown.map((row) => words(row).join(" ")));
        const next = document.querySelector("#outbox .stored .pager button:nth-child(2)");
        if (next === null || next.disabled || next.ariaDisabled === "true") return rows;
        next.click();
      }
    });
    const given = /^products\/(\d+) (meta_title\[[12]\]|meta_description\[1\]) /;
    const texts = stored.filter((one) => ![null, CONTESTED].includes(idOf(given.exec(one))));
    // Shops have texts of their own, where a product is sold in several.
    const places = new Set(texts.map((one) => one.replace(/ \S+$/, "")));
    assert.equal(places.size, 39 * 3);
    assert.equal(new Set(texts).size, texts.length);
  });

  await t.test("given the same table again, then there is nothing to write", async () => {
    await browser.click('#actions a[href="#bulk_seo"]');
    await visitor.choose(new TextEncoder().encode(TABLE));
    await browser.waitFor(() => document.querySelector("#bulk .bulkend") === null);
    await browser.waitFor(() => document.querySelector("#bulk-column-0") !== null);
    assert.match(await visitor.preview(), /^Previewed: 1 not found, 40 unchanged\.$/);
    assert.equal(await browser.evaluate(() => document.querySelector("#bulk-write").hidden), true);
  });

  await t.test(
    "given references and a column for each language, then both are followed",
    async () => {
      const csv = [
        "reference\tmeta_title_ar\tmeta_title_fr\tslug",
        "TPT-0001\tإبريق\tThéière\t",
        "TWICE-17\tx\tx\t",
        "grn-0002\t\tUn <b>\t",
        "NTB-0003\t\t\tnot a slug?",
      ].join("\n");
      await again(browser, visitor, csv);
      assert.deepEqual(await visitor.roles(), [
        "reference",
        "meta_title@ar",
        "meta_title@fr",
        "link_rewrite",
      ]);
      await browser.choose("#bulk-column-3", "link_rewrite@en");
      assert.match(await visitor.preview(), /^Previewed: 3 refused, 1 to be written\.$/);
      const entries = await visitor.entries();
      assert.match(entries[1].text, /Several products have this reference: 17, 18/);
      assert.match(await visitor.write(), /^Done: 3 refused, 1 written\.$/);
      await keep(browser, "bulk-references");
      const report = await visitor.report();
      assert.match(report, /^4,grn-0002,2,fr,meta_title,refused,.+,.+$/m);
    },
  );

  await t.test("given only a keyboard, then the whole way can be gone", async () => {
    await again(browser, visitor, "id\n1");
    await browser.type("#bulk-text", "id;meta_title\n7;By keyboard");
    await browser.press("Tab");
    assert.equal(await page.focused(), "bulk-paste");
    await browser.press("Enter");
    await browser.waitFor(() => document.querySelector("#bulk-column-1") !== null);
    assert.match(await page.focused(), /^h2 What the columns hold/);
    for (let stops = 0; stops < 4; stops += 1) await browser.press("Tab");
    assert.equal(await page.focused(), "button Preview all");
    await browser.press("Enter");
    await visitor.ended();
    assert.equal(await page.focused(), "h2 Preview");
    await browser.press("Tab");
    assert.equal(await page.focused(), "bulk-write");
    await browser.press("Enter");
    await browser.waitFor(() => /^Done/.test(document.querySelector("#bulk .bulkend").textContent));
    assert.equal(await page.focused(), "h2 Report");
  });

  await t.test(
    "given products being written, when one is written beside them, then the shop stays chosen to the end",
    async () => {
      const rows = Array.from({ length: 40 }, (_, place) => `${place + 1};Kept ${place}`);
      await again(browser, visitor, `id;meta_title\n${rows.join("\n")}`);
      await visitor.preview();
      await browser.click('#actions a[href="#update_customer"]');
      await page.formFilled();
      await page.edit({ field: "note", language: null, text: "Written beside the list" });
      await page.preview();
      const held = await browser.evaluate(async () => {
        const isHeld = () => [
          document.querySelector("#connect").inert,
          !dispatchEvent(new Event("beforeunload", { cancelable: true })),
        ];
        const ended = (selector) =>
          new Promise((resolve) => {
            const look = () => (document.querySelector(selector) ? resolve() : setTimeout(look));
            look();
          });
        document.querySelector("#bulk-write").click();
        document.querySelector("#answer .decision button.primary").click();
        await ended("#answer [data-state=written]");
        const beside = document.querySelector("#bulk-stop").hidden ? [true, true] : isHeld();
        await ended("#bulk-stop[hidden]");
        return [beside, isHeld()];
      });
      assert.deepEqual(held, [
        [true, true],
        [false, false],
      ]);
      await browser.click('#actions a[href="#bulk_seo"]');
      assert.match(await visitor.ended(), /^Done: /);
    },
  );

  await t.test("given five thousand rows, then the page holds one page of them", async () => {
    const rows = Array.from({ length: 5000 }, (_, place) => `${place + 1};xx;Title`);
    await again(browser, visitor, `id;language;meta_title\n${rows.join("\n")}`);
    await browser.click("#bulk form button.primary");
    await browser.waitFor(() => document.querySelector("#bulk .bulkleft") !== null);
    assert.match(await visitor.text("#bulk .bulkleft"), /5,000 rows are left out/);
    const drawn = await browser.evaluate(
      () => document.querySelectorAll("#bulk .bulkleft tr").length,
    );
    assert.equal(drawn, 21);
  });

  await t.test("given a key that may not read languages, then that is told", async () => {
    await page.choose("#demo-key", "products-only");
    await visitor.ready();
    await visitor.paste("id;meta_title\n1;a");
    await visitor.read();
    assert.match(await visitor.alert(), /languages of the shop can’t be read.*not allowed/);
    await page.choose("#demo-key", "shop-1");
  });

  await t.test("given a shop over HTTP, then it is written there", async () => {
    await page.connectTo(server.url, server.keys["shop 1"]);
    await visitor.ready();
    const title = `${browser.name} over HTTP`;
    await again(browser, visitor, `id;meta_title\n61;${title}\n62;${title}`);
    await visitor.preview();
    assert.match(await visitor.write(), /^Done: 2 written\.$/);
    const path = "products?filter[id]=[61|62]&display=[meta_title]&language=1";
    assert.deepEqual(await shopValues(server, path, "language"), [title, title]);
  });

  await t.test("given all of this, then nothing was complained about or asked elsewhere", () => {
    assert.deepEqual(browser.complaints, []);
    const elsewhere = browser.requests.filter(
      (url) =>
        ![site.url, server.url, "about:", "data:", "blob:"].some((start) => url.startsWith(start)),
    );
    assert.deepEqual(elsewhere, []);
  });
}

/** How it looks, narrow and wide, and from right to left. */
export async function lookAtMany(t, browser, { site, colours }) {
  const page = visitorOf(browser);
  const visitor = bulkVisitor(browser);
  for (const width of [360, 1440]) {
    await t.test(`given ${colours} colours and ${width} pixels, then it fits`, async () => {
      await browser.resize(width, 800);
      await page.open(`${site.url}#bulk_seo`);
      await visitor.ready();
      const lookAt = async (step) => {
        await page.expectNoSidewaysScroll(width);
        await keep(browser, `bulk-${step}-${colours}-${width}`);
      };
      await lookAt("start");
      await again(browser, visitor, TABLE);
      await lookAt("columns");
      await visitor.preview();
      await lookAt("preview");
      await visitor.stopAfter(5);
      await visitor.write();
      await lookAt("stopped");
      await browser.evaluate(() => {
        document.documentElement.dir = "rtl";
      });
      await lookAt("rtl");
    });
  }
}

/** The id in what was found; `null` for nothing. */
function idOf(found) {
  return found === null ? null : Number(found[1]);
}

/** Another table in the place of the one before. */
async function again(browser, visitor, csv) {
  await visitor.paste(csv);
  await browser.waitFor(
    (columns) => document.querySelectorAll("#bulk select[id^=bulk-column]").length === columns,
    csv.split("\n", 1)[0].split(/[;\t,]/).length,
  );
}

/** By the usual form, while the list waits. */
async function writeInBetween(browser, page) {
  await browser.evaluate((id) => {
    location.hash = `#update_product_seo?id=${id}`;
  }, CONTESTED);
  await browser.waitFor((id) => document.querySelector("#input-id")?.value === `${id}`, CONTESTED);
  await page.formFilled();
  await page.edit({ field: "meta_title", language: "en", text: "Somebody else’s" });
  await page.preview();
  await page.confirm();
}

/** Through the worker, with a token for everything and with one for SEO texts alone. */
export async function changeManyThrough(t, browser, { site, server, edge }) {
  const page = visitorOf(browser);
  const visitor = bulkVisitor(browser);
  await browser.resize(1280, 900);
  await page.open(site.url);

  await t.test("given many products, when written through the worker, then they are", async () => {
    await page.connectThrough(edge.url, edge.tokens.writer);
    await browser.click('#actions a[href="#bulk_seo"]');
    await visitor.ready();
    const title = `${browser.name} through the worker`;
    await again(browser, visitor, `reference;meta_title_en\nWAX-0021;${title}\nJAR-0022;${title}`);
    assert.match(await visitor.preview(), /^Previewed: 2 to be written\.$/);
    assert.match(await visitor.write(), /^Done: 2 written\.$/);
    const path = "products?filter[id]=[21|22]&display=[meta_title]&language=1";
    assert.deepEqual(await shopValues(server, path, "language"), [title, title]);
  });

  await t.test("given a token for SEO texts alone, then references halt and ids work", async () => {
    await page.connectThrough(edge.url, edge.tokens.seoEditor);
    await visitor.ready();
    await again(browser, visitor, "reference;meta_title_en\nWAX-0021;x");
    assert.match(await visitor.preview(), /^Stopped: 1 not previewed\.$/);
    assert.match(await visitor.alert(), /not allowed to run get_product/);
    await again(browser, visitor, `id;meta_title_en\n23;${browser.name}, SEO alone`);
    assert.match(await visitor.preview(), /^Previewed: 1 to be written\.$/);
    assert.match(await visitor.write(), /^Done: 1 written\.$/);
  });
}
