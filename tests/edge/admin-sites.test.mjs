// Sites as administrators manage them: connected, shown, changed and removed over HTTP.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Validator } from "@cfworker/json-schema";
import { eachCase } from "../js/support/table.mjs";
import { bearer } from "./support/callers.mjs";
import { SKIP, startCloudflare } from "./support/cloudflare.mjs";
import { startConnected } from "./support/connected.mjs";

const SITES = "/v1/admin/sites";
const WRONG_KEY = "WRONG0KEY0WRONG0KEY0WRONG0KEY000";
const ADDRESS = "https://shop.example";

let world;
before(async () => {
  world = await startConnected();
});
after(() => world?.stop());

const ask = (...args) => world.ask(...args);
const status = async (...args) => (await ask(...args)).status;
const accessOf = (id) => status("writer", "GET", `/v1/sites/${id}/access`);

test("given an address and a key, then the shop is checked, sealed and served at once, and can be changed and removed", async () => {
  const { shop, key, namespace } = world;
  const added = await ask("admin", "POST", SITES, { id: "clay", name: "Clay", url: shop.url, key });
  assert.equal(added.status, 201, added.text);
  assert.equal(added.headers.get("Location"), `${SITES}/clay`);
  assert.deepEqual(added.body.site, { id: "clay", name: "Clay", url: shop.url });
  assert.deepEqual(
    [added.body.access.verdict, added.body.access.shop_name],
    ["ready_but_too_much", "Clay & Leaf"],
  );
  assert.equal(await accessOf("clay"), 200);
  assert.deepEqual((await ask("writer", "GET", "/v1/sites")).body, {
    sites: [{ id: "clay", name: "Clay", installation: "clay" }],
  });
  const shown = await ask("admin", "GET", `${SITES}/clay`);
  assert.deepEqual(shown.body, { site: { id: "clay", name: "Clay", url: shop.url } });
  assert.deepEqual((await ask("admin", "GET", SITES)).body, {
    sites: [{ id: "clay", name: "Clay", installation: new URL(shop.url).origin }],
    next: null,
  });

  const renamed = { name: "Clay & Leaf", url: `${shop.url}/`, shopId: 1 };
  const changed = await ask("admin", "PUT", `${SITES}/clay`, renamed);
  assert.equal(changed.status, 200, changed.text);
  assert.deepEqual(changed.body.site, { id: "clay", ...renamed });
  assert.equal(await accessOf("clay"), 200, "the key is the one it had");

  const refused = await ask("admin", "PUT", `${SITES}/clay/key`, { key: WRONG_KEY });
  assert.deepEqual([refused.status, refused.body.kind], [502, "authentication"], refused.text);
  assert.equal(await accessOf("clay"), 200, "a key that the shop refuses replaces none");
  const other = shop.keys["products only"];
  const replaced = await ask("admin", "PUT", `${SITES}/clay/key`, { key: ` ${other}\n` });
  assert.deepEqual([replaced.status, replaced.body.access.verdict], [200, "not_ready"]);
  assert.equal(
    await status("writer", "POST", "/v1/sites/clay/actions/get_customer", { id: 2 }),
    403,
  );

  assert.equal(await status("admin", "DELETE", `${SITES}/clay`), 204);
  assert.equal(await accessOf("clay"), 404);
  assert.equal(await status("admin", "DELETE", `${SITES}/clay`), 404);
  assert.equal(await status("admin", "GET", `${SITES}/clay`), 404);
  assert.equal(namespace.kept.size, 0);
  assertSecret([key, other, WRONG_KEY]);
});

test("given no id, then one is made of the name or the address, and a second shop of that name gets another", () =>
  eachCase(
    "names",
    [
      ["Latin letters", { name: "Café & Thé" }, "cafe-the"],
      ["the same again", { name: "Café & Thé" }, "cafe-the-2"],
      ["no Latin letters", { name: "متجر الشاي", url: "https://tea.example" }, "tea-example"],
      ["no name", { url: "https://www.shop.example" }, "shop-example"],
      ["neither", { name: "!!!", url: "https://例え.テスト" }, "xn-r8jz45g-xn-zckzah"],
      [
        "a long one",
        { name: "tea ".repeat(25) },
        "tea-tea-tea-tea-tea-tea-tea-tea-tea-tea-tea-tea",
      ],
    ],
    async (given, expected) => {
      const site = { url: ADDRESS, key: world.key, unchecked: true, ...given };
      const { status, body, text } = await ask("admin", "POST", SITES, site);
      assert.deepEqual([status, body.site?.id, body.access], [201, expected, null], text);
    },
  ));

/** What cannot be connected: `[what, body, status, kind, field]`. */
const REFUSED = [
  ["a private address", { url: "https://169.254.169.254" }, 422, "validation", "url"],
  ["plain http", { url: "http://shop.example" }, 422, "validation", "url"],
  ["an odd spelling", { url: "http://2130706433" }, 422, "validation", "url"],
  ["a port of a database", { url: "https://shop.example:5432" }, 422, "validation", "url"],
  ["a password in the address", { url: "https://me:pass@shop.example" }, 422, "validation", "url"],
  ["another scheme", { url: "ftp://shop.example" }, 422, "validation", "url"],
  ["no address", { url: undefined }, 422, "validation", "url"],
  ["an empty address", { url: " " }, 422, "validation", "url"],
  ["a long address", { url: `${ADDRESS}/${"a".repeat(2_048)}` }, 422, "validation", "url"],
  ["an address that is a number", { url: 5 }, 422, "validation", "url"],
  ["no key", { key: undefined }, 422, "validation", "key"],
  ["a key of blanks", { key: "  " }, 422, "validation", "key"],
  ["a short key", { key: "SHORT0KEY" }, 422, "validation", "key"],
  ["a key that is a number", { key: 5 }, 422, "validation", "key"],
  ["an id with capitals", { id: "Clay" }, 422, "validation", "id"],
  ["the id of a prototype", { id: "__proto__" }, 422, "validation", "id"],
  ["an id that is null", { id: null }, 422, "validation", "id"],
  ["a long name", { name: "a".repeat(101) }, 422, "validation", "name"],
  ["a name with a line break", { name: "Clay\nLeaf" }, 422, "validation", "name"],
  ["a name that turns around", { name: "Clay \u202e" }, 422, "validation", "name"],
  ["a shop that is no id", { shopId: 0 }, 422, "validation", "shopId"],
  ["a language that is none", { defaultLanguage: 1.5 }, 422, "validation", "defaultLanguage"],
  ["another way to send the key", { auth: "cookie" }, 422, "validation", "auth"],
  ["an installation that is none", { installation: "My shops" }, 422, "validation", "installation"],
  ["a member too many", { fetch: "x" }, 422, "validation", null],
  ["unchecked that is a word", { unchecked: "yes" }, 422, "validation", "unchecked"],
];

test("given what cannot be connected, then it is named without its value, and nothing is stored or sent", async () => {
  const before = [...world.namespace.kept.keys()];
  await eachCase(
    "sites that cannot be connected",
    [...REFUSED, ["a list", null, 400, "malformed_body", null]],
    async (change, status, kind, field) => {
      const whole = { url: ADDRESS, key: world.key, ...change };
      const { status: told, body, text } = await ask("admin", "POST", SITES, change ? whole : []);
      assert.deepEqual([told, body.kind, body.field], [status, kind, field], text);
      assert.equal(body.saved, "no");
      for (const value of Object.values(change ?? {})) {
        if (typeof value === "string" && value.length > 8) assert.ok(!text.includes(value), text);
      }
    },
  );
  assert.deepEqual([...world.namespace.kept.keys()], before);
  assert.ok(
    world.lines.every(({ kind, shopRequests }) => kind !== "validation" || shopRequests === 0),
  );
  assertSecret([world.key]);
});

test("given a shop that does not take the key or is none, then the site is not stored, unless unchecked", async () => {
  const { shop, key } = world;
  await eachCase(
    "shops that cannot be connected",
    [
      ["a key it refuses", { url: shop.url, key: WRONG_KEY }, "authentication"],
      [
        "a Webservice that is switched off",
        { url: `${shop.url}/~disabled`, key },
        "webservice_disabled",
      ],
      ["a page that is no shop", { url: `${shop.url}/~html-200`, key }, "wrong_address"],
      ["an address that sends elsewhere", { url: `${shop.url}/~redirect`, key }, "wrong_address"],
    ],
    async (given, kind) => {
      const site = { id: "tried", ...given };
      const { status: told, body, text } = await ask("admin", "POST", SITES, site);
      assert.deepEqual([told, body.kind], [502, kind], text);
      assert.equal(await status("admin", "GET", `${SITES}/tried`), 404);
    },
  );
  const unchecked = { id: "tried", url: shop.url, key: WRONG_KEY, unchecked: true };
  assert.equal(await status("admin", "POST", SITES, unchecked), 201);
  assert.equal(await status("admin", "DELETE", `${SITES}/tried`), 204);
  assertSecret([key, WRONG_KEY]);
});

test("given an id that is taken, then it is told, and the site stays", async () => {
  const site = { id: "taken", url: ADDRESS, key: world.key, unchecked: true };
  assert.equal(await status("admin", "POST", SITES, site), 201);
  const { status: told, body } = await ask("admin", "POST", SITES, { ...site, name: "Another" });
  assert.deepEqual([told, body.kind, body.field], [409, "site_exists", "id"]);
  assert.equal((await ask("admin", "GET", `${SITES}/taken`)).body.site.name, "shop.example");
});

test("given a site that is removed while its new key is tried, then it stays gone", async () => {
  const { shop, key } = world;
  const site = { id: "leaving", url: `${shop.url}/~slow-down`, key, unchecked: true };
  assert.equal(await status("admin", "POST", SITES, site), 201);
  const changing = ask("admin", "PUT", `${SITES}/leaving/key`, { key });
  await new Promise((done) => setTimeout(done, 100));
  assert.equal(await status("admin", "DELETE", `${SITES}/leaving`), 204);
  const { status: told, body, text } = await changing;
  assert.deepEqual([told, body.kind], [404, "no_such_site"], text);
  assert.equal(await status("admin", "GET", `${SITES}/leaving`), 404);
});

test("given another address, then the key must be sent again: it never goes to a host by itself", async () => {
  const { key } = world;
  const at = `${SITES}/moved`;
  const site = { id: "moved", url: ADDRESS, key, unchecked: true };
  assert.equal(await status("admin", "POST", SITES, site), 201);
  await eachCase(
    "changes of a site",
    [
      ["another host", { url: "https://thief.example" }, 422],
      ["another host, and null for the key", { url: "https://thief.example", key: null }, 422],
      ["null for the key", { url: ADDRESS, key: null }, 422],
      ["another port", { url: `${ADDRESS}:8443` }, 422],
      ["another way to send the key", { url: ADDRESS, auth: "query" }, 422],
      ["another host, with the key", { url: "https://new.example", key }, 200],
      ["a folder of that host", { url: "https://new.example/fr" }, 200],
      ["another id", { url: "https://new.example", id: "other" }, 422],
      ["no address", { name: "Moved" }, 422],
    ],
    async (change, expected) => {
      const { status, body, text } = await ask("admin", "PUT", at, { ...change, unchecked: true });
      assert.equal(status, expected, text);
      if (status !== 200) assert.equal(body.kind, "validation");
    },
  );
  const { body } = await ask("admin", "GET", at);
  assert.deepEqual(body.site, { id: "moved", name: "new.example", url: "https://new.example/fr" });
  assert.equal(await status("admin", "PUT", `${at}/key`, { key, url: ADDRESS }), 422);
});

test("given tokens of other levels and of other sites, then they manage nothing, and learn nothing", async () => {
  const site = { id: "secret", url: ADDRESS, key: world.key, unchecked: true };
  assert.equal(await status("admin", "POST", SITES, site), 201);
  const routes = [
    ["GET", SITES],
    ["POST", SITES, site],
    ["POST", `${SITES}/import`, "url,key\n"],
    ["GET", `${SITES}/secret`],
    ["PUT", `${SITES}/secret`, site],
    ["DELETE", `${SITES}/secret`],
    ["PUT", `${SITES}/secret/key`, { key: world.key }],
  ];
  const cases = [
    [null, 401],
    ["reader", 403],
    ["writer", 403],
  ].flatMap(([who, expected]) =>
    routes.map((route) => [`${who}: ${route[0]} ${route[1]}`, who, route, expected]),
  );
  await eachCase("requests without the right", cases, async (who, route, expected) => {
    assert.equal(await status(who, ...route), expected);
  });
  const one = "admin of clay";
  for (const [method, path, body] of routes.slice(3)) {
    const there = await ask(one, method, path, body);
    const nowhere = await ask(one, method, path.replace("secret", "nowhere"), body);
    assert.deepEqual([there.status, there.body.kind], [403, "forbidden"]);
    const told = ({ body: { instance: _, ...rest } }) => rest;
    assert.deepEqual(told(there), told(nowhere), "whether it exists is not told");
  }
  assert.deepEqual((await ask(one, "GET", SITES)).body, { sites: [], next: null });
  assert.equal(await status(one, "POST", SITES, site), 403);
  assert.equal(await status(one, "POST", SITES, { ...site, id: undefined }), 403, "of its choice");
  assert.equal(await status(one, "POST", SITES, { ...site, id: "clay" }), 201);
  assert.equal(await status("admin", "POST", "/v1/sites/clay/actions/get_product", { id: 5 }), 403);
  const allowed = await ask("admin", "PATCH", `${SITES}/clay`);
  assert.deepEqual([allowed.status, allowed.headers.get("Allow")], [405, "GET, HEAD, PUT, DELETE"]);
});

test("given many sites, then both lists are paged, and every page follows the one before", async () => {
  const many = Array.from({ length: 25 }, (_, at) => `page-${String(at).padStart(2, "0")}`);
  for (const id of many) {
    const site = { id, url: `https://${id}.example`, key: world.key, unchecked: true };
    assert.equal(await status("admin", "POST", SITES, site), 201);
  }
  const whole = (await ask("admin", "GET", SITES)).body.sites.map(({ id }) => id);
  assert.ok(many.every((id) => whole.includes(id)));
  for (const [who, path] of [
    ["admin", SITES],
    ["writer", "/v1/sites"],
  ]) {
    for (const limit of [1, 7, whole.length, 1_000]) {
      const found = [];
      let after;
      do {
        const query = new URLSearchParams({ limit, ...(after && { after }) });
        const { body } = await ask(who, "GET", `${path}?${query}`);
        assert.ok(body.sites.length <= limit);
        found.push(...body.sites.map(({ id }) => id));
        after = body.next;
      } while (after);
      assert.deepEqual(found, whole, `${path} by ${limit}`);
    }
    for (const limit of ["0", "-1", "1e3", "", "100000", "x"]) {
      const { status, body } = await ask(who, "GET", `${path}?limit=${limit}`);
      assert.deepEqual([status, body.kind, body.field], [400, "invalid_request", "limit"]);
    }
    const beyond = await ask(who, "GET", `${path}?after=zzz`);
    assert.deepEqual(beyond.body.sites, []);
  }
  console.log(`${whole.length} sites in pages`);
});

test("given a private address that is stored already, then it is not called, unless the settings name that shop", async () => {
  const { shop, key, namespace } = world;
  const site = { id: "inside", url: shop.url, key, unchecked: true };
  assert.equal(await status("admin", "POST", SITES, site), 201);
  const { MASTER_SECRETS } = world.environment;
  await eachCase(
    "workers with the same store",
    [
      ["private addresses allowed", { PRIVATE_ADDRESSES: "allow" }, 200],
      ["as it is by default", { PRIVATE_ADDRESSES: "" }, 502],
      ["private addresses refused", { PRIVATE_ADDRESSES: "refuse" }, 502],
      [
        "a host of the settings",
        { PRIVATE_ADDRESSES: "", SITES: JSON.stringify({ own: { url: shop.url, key } }) },
        200,
      ],
    ],
    async (settings, expected) => {
      const other = await startConnected({ SITES_KV: namespace, MASTER_SECRETS, ...settings });
      try {
        const {
          status: told,
          body,
          text,
        } = await other.ask("writer", "GET", "/v1/sites/inside/access");
        assert.equal(told, expected, text);
        if (told === 200) return;
        assert.deepEqual([body.kind, body.field], ["network", null]);
        assert.match(body.detail, /PRIVATE_ADDRESS/);
        assert.ok(!text.includes(new URL(shop.url).host), "where it would be is not told");
      } finally {
        await other.stop();
      }
    },
  );
  assert.equal(await status("admin", "DELETE", `${SITES}/inside`), 204);
});

test("given all that was answered so far, then it is as the OpenAPI document says", async () => {
  const table = `id,url,key\nimported,${ADDRESS},${world.key}\nNot An Id,${ADDRESS},${world.key}`;
  assert.equal(await status("admin", "POST", `${SITES}/import?unchecked=true`, table), 200);
  const { components, paths } = (await ask(null, "GET", "/openapi.json")).body;
  const described = (one) =>
    one?.$ref === undefined ? one : components[one.$ref.split("/")[2]][one.$ref.split("/")[3]];
  const cases = world.asked
    .filter(({ path }) => path.startsWith(SITES))
    .map(({ method, path, response, text }) => [
      `${method} ${path} ${response.status}`,
      method,
      path,
      response,
      text,
    ]);
  const routes = Object.keys(paths).filter((path) => path.startsWith(SITES));
  const patternOf = (route) => new RegExp(`^${route.replace("{site}", "(?!import$)[^/]+")}$`);
  const met = new Set();
  await eachCase("answers of administration", cases, (method, path, response, text) => {
    const route = routes.find((one) => patternOf(one).test(path.replace(/\?.*/, "")));
    const operation = paths[route]?.[method.toLowerCase()];
    if (operation === undefined) return assert.equal(response.status, 405);
    met.add(`${method} ${route}`);
    const answer = described(operation.responses[response.status]);
    assert.ok(answer, text);
    if (answer.content === undefined) return assert.equal(text, "");
    const type = response.headers.get("Content-Type").replace(/;.*/, "");
    const schema = { ...answer.content[type].schema, components };
    for (const part of type === "application/x-ndjson" ? text.trimEnd().split("\n") : [text]) {
      const { errors } = new Validator(schema, "2020-12", false).validate(JSON.parse(part));
      assert.deepEqual(
        errors.map(({ error }) => error),
        [],
      );
    }
  });
  console.log(`${met.size} operations were met: ${[...met].join(", ")}`);
});

test("given Cloudflare's own runtime and namespace, then shops are connected, imported and removed there", {
  skip: SKIP,
}, async () => {
  const { shop, key, callers, environment } = world;
  const { CALLERS, MASTER_SECRETS, PRIVATE_ADDRESSES } = environment;
  const settings = { CALLERS, MASTER_SECRETS, PRIVATE_ADDRESSES };
  const cloudflare = await startCloudflare({ it: { settings, kvNamespaces: ["SITES_KV"] } });
  const send = async (who, method, path, body) => {
    const type = typeof body === "string" ? "text/csv" : "application/json";
    const response = await cloudflare.fetch("it", path, {
      method,
      headers: { ...bearer(callers[who]), ...(body !== undefined && { "Content-Type": type }) },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  };
  try {
    const added = await send("admin", "POST", SITES, { name: "Clay", url: shop.url, key });
    assert.equal(added.status, 201, added.text);
    assert.equal(JSON.parse(added.text).access.verdict, "ready_but_too_much");
    const again = await send("admin", "POST", SITES, { id: "clay", url: shop.url, key });
    assert.equal(again.status, 409, again.text);
    const table = `id;name;url;key\ntea;"=1+1; ""tea""";${shop.url};${key}\nwrong;;${shop.url};${WRONG_KEY}\n`;
    const imported = await send("admin", "POST", `${SITES}/import`, table);
    const lines = imported.text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ id, result, done }) => done ?? `${id} ${result}`),
      ["tea added", "wrong failed", true],
    );
    for (const id of ["clay", "tea"]) {
      assert.equal((await send("writer", "GET", `/v1/sites/${id}/access`)).status, 200);
    }
    const listed = JSON.parse((await send("writer", "GET", "/v1/sites")).text);
    assert.deepEqual(
      listed.sites.map(({ name }) => name),
      ["Clay", '=1+1; "tea"'],
    );
    assert.equal((await send("admin", "DELETE", `${SITES}/tea`)).status, 204);
    assert.equal((await send("admin", "GET", `${SITES}/tea`)).status, 404);
    assert.ok(![added, again, imported].some(({ text }) => text.includes(key)));
    assert.ok(!cloudflare.said().includes(key));
  } finally {
    await cloudflare.stop();
  }
});

function assertSecret(secrets) {
  const seen = [...world.seen(), ...[...world.namespace.kept.values()].map(({ value }) => value)];
  assert.ok(seen.length > 0);
  for (const text of seen) {
    for (const secret of secrets) assert.ok(!text.includes(secret), text);
  }
}
