// What stands behind an action: requests to be copied, run and taken along.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { keep } from "./pictures.mjs";
import { expectNoKey } from "./secrecy.mjs";
import { visitorOf } from "./visitor.mjs";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** Actions whose requests are tried outside of the page as well. */
const ACTIONS = ["get_order_by_reference", "get_customer"];

const SECRETS = /<(passwd|secure_key|reset_password_token)\b[^>]*>(?!\*\*\*<)[^<]|authorization/i;

/** Every member that the HAR 1.2 format requires, by where it stands. */
const HAR = {
  log: ["version", "creator", "entries"],
  entry: ["startedDateTime", "time", "request", "response", "cache", "timings"],
  request: "method url httpVersion cookies headers queryString headersSize bodySize".split(" "),
  response:
    "status statusText httpVersion cookies headers content redirectURL headersSize bodySize".split(
      " ",
    ),
  content: ["size", "mimeType"],
  timings: ["send", "wait", "receive"],
};

/** Looks behind actions on the server of the demo store. */
export async function inspect(t, browser, { site, server }) {
  const visitor = visitorOf(browser);
  const key = server.keys["shop 1"];
  await browser.resize(1440, 900);
  await visitor.open(site.url);
  await visitor.connectTo(server.url, key);

  for (const action of ACTIONS) {
    await t.test(
      `given ${action}, then its requests and its code run outside as well`,
      async () => {
        await visitor.goTo(action);
        await visitor.run();
        await visitor.openEverything();
        const { whole, exchanges } = await codes(browser);
        assert.match(evaluate(whole, "answer", key), /^\{/);
        assert.ok(exchanges.length > 0);
        for (const { curl, code } of exchanges) {
          assert.match(shell(curl, key), /<prestashop/);
          const [, name] = /const (rows|record|rights) =/.exec(code) ?? [];
          assert.match(evaluate(code, `[request.url, ${name}]`, key), /\/api\/.*",[[{]/);
        }
      },
    );
  }

  await t.test("given exchanges, then each tells status, time and size", async () => {
    const summary = await visitor.textOf("#exchanges .exchange summary");
    assert.match(summary, /GET200.+\d+ ms[\d.]+ k?B/);
    await keep(browser, "inspector");
    await expectNoKey(browser, server);
  });

  await t.test("given only a keyboard, when code is copied, then it is said", async () => {
    await browser.evaluate(() => {
      const own = navigator.clipboard.writeText.bind(navigator.clipboard);
      navigator.clipboard.writeText = (text) => {
        window.copied = text;
        return own(text);
      };
      document.querySelector("#exchanges .ascode .copy").focus();
    });
    await browser.press("Enter");
    await browser.waitFor(
      () => document.querySelector("#exchanges .ascode [role=status]").textContent !== "",
    );
    assert.equal(await visitor.textOf("#exchanges .ascode [role=status]"), "Copied");
    assert.match(await browser.evaluate(() => window.copied), /shop\.run\("get_customer"/);
  });

  await t.test(
    "given a key in the address, when taken along, then no secret is in it",
    async () => {
      await browser.click("#shop-auth");
      await visitor.connectTo(server.url, server.keys.everything);
      await visitor.openForm("update_customer");
      await visitor.edit({ field: "note", language: null, text: "Asked for a catalogue." });
      await visitor.preview();
      const previewed = await harOf(browser);
      assert.ok(previewed.text.includes("ws_key=***"));
      await visitor.confirm();
      const { har, text } = await harOf(browser);
      expectHar(har);
      assert.ok(
        har.log.entries.some(({ request }) => request.postData?.text.includes("<prestashop")),
      );
      for (const one of [text, previewed.text]) {
        for (const secret of Object.values(server.keys)) assert.ok(!one.includes(secret), "a key");
        assert.doesNotMatch(one, SECRETS);
      }
      await visitor.openEverything();
      const { exchanges } = await codes(browser);
      for (const { curl } of exchanges) assert.match(curl, /ws_key='"\$KEY"/);
      // It is in the addresses that were asked for, as chosen, and in nothing that is shown.
      const page = await browser.evaluate(() => document.documentElement.outerHTML);
      assert.ok(!page.includes(server.keys.everything));
    },
  );

  await t.test("given all of this, then nothing was complained about", () => {
    assert.deepEqual(browser.complaints, []);
  });
}

/** Of the exchanges that are unfolded: what an answer asks for later, on its own unfolding, is not. */
function codes(browser) {
  return browser.evaluate(() => ({
    whole: document.querySelector("#exchanges .ascode pre").textContent,
    exchanges: [...document.querySelectorAll("#exchanges .exchange[open]")].map((one) => {
      const block = (label) => one.querySelector(`pre[aria-label="${label}"]`)?.textContent ?? "";
      return { curl: block("The request as curl"), code: block("The request as code") };
    }),
  }));
}

/** Presses the button, and reads the file it hands over. */
async function harOf(browser) {
  await browser.evaluate(() => {
    window.file = null;
    const own = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      URL.createObjectURL = own;
      blob.text().then((text) => {
        window.file = text;
      });
      return own.call(URL, blob);
    };
  });
  await browser.click("#exchanges .download");
  await browser.waitFor(() => window.file !== null);
  const text = await browser.evaluate(() => window.file);
  return { text, har: JSON.parse(text) };
}

function expectHar({ log }) {
  const has = (value, names, where) => {
    for (const name of names) assert.ok(name in value, `${where} has ${name}`);
  };
  has(log, HAR.log, "log");
  assert.equal(log.version, "1.2");
  has(log.creator, ["name", "version"], "creator");
  assert.ok(log.entries.length > 0);
  for (const entry of log.entries) {
    has(entry, HAR.entry, "entry");
    for (const part of ["request", "response", "timings"]) has(entry[part], HAR[part], part);
    has(entry.response.content, HAR.content, "content");
    assert.ok(!Number.isNaN(Date.parse(entry.startedDateTime)));
    assert.equal(typeof entry.time, "number");
    for (const { name, value } of [...entry.request.headers, ...entry.request.queryString]) {
      assert.deepEqual([typeof name, typeof value], ["string", "string"]);
    }
  }
}

function shell(command, key) {
  const env = { ...process.env, KEY: key };
  const ran = spawnSync("bash", ["-c", `${command.trim()} --silent`], { env, encoding: "utf8" });
  assert.equal(ran.status, 0, ran.stderr);
  return ran.stdout;
}

/** Runs code as a program of its own, and answers a value of it as JSON. */
function evaluate(code, value, key) {
  const program = `${code}\nconsole.log(JSON.stringify(${value}));`;
  const ran = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: ROOT,
    env: { ...process.env, KEY: key },
    encoding: "utf8",
  });
  assert.equal(ran.status, 0, `${code}\n${ran.stderr}`);
  return ran.stdout.trim();
}
