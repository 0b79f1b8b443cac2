// `npx @aismarttalk/prestashop check`: what hosts, firewalls, certificates and typing errors do to it.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { startServer } from "../js/support/http-server.mjs";
import { makeCertificate } from "./support/certificate.mjs";
import { startBench } from "./support/check-bench.mjs";
import { KEYS } from "./support/check-command.mjs";

const PAGES = fileURLToPath(new URL("../client/hosts/pages.txt", import.meta.url));

let folder;
let stores;
let check;
let checkJson;
let stop;

before(async () => {
  ({ folder, stores, check, checkJson, stop } = await startBench(["8.2"]));
});

after(() => stop?.());

test("given what can be wrong, then each is told in a sentence with what to do, and nothing is checked", async () => {
  const { url } = stores["8.2"];
  const key = KEYS.documented;
  const cases = [
    [[url], KEYS.unknown, /does not accept this key/, /status is Yes/],
    [[url], KEYS.disabled, /does not accept this key/, /copy it again/i],
    [[url], "SHORT", /32 letters and digits; this one has 5/, /Copy the whole key/],
    [
      [url],
      key.replace("0", "-"),
      /32 letters and digits; this one has other/,
      /Copy the whole key/,
    ],
    [[url], "", /No key was given/, /PRESTASHOP_KEY/],
    [[url], KEYS.secondShop, /not meant for this shop/, /Shop association/],
    [[`${url}/~disabled`], key, /Webservice of this shop is switched off/, /to Yes/],
    [[`${url}/~html-200`], key, /a web page, not with the Webservice/, /lie in a folder/],
    [[`${url}/nothing`], key, /no Webservice at this address/, /Friendly URL/],
    [[`${url}/~redirect`], key, /sends this address elsewhere/, /Traffic & SEO/],
    [[`${url}/~no-authorization`], key, /saw no key/, /CGI mode/],
    [[`${url}/~truncated`], key, /the answer is damaged/, /try again/],
    [[`${url}/~html-503`], key, /failed \(status 503\)/, /Try again in a moment/],
    [[`${url}/~fatal-200`], key, /failed/, /error log/],
    [[`${url}/~empty-500`], key, /failed \(status 500\)/, /./],
    [[`${url}/admin123xyz`], key, /address of the back office/, /customers see/],
    [[`${url}/admin1/index.php?controller=AdminLogin&token=1`], key, /back office/, /admin folder/],
    [[`${url}/?id_shop=2`], key, /more behind a \?/, /--shop-id/],
    [["shop.example"], key, /no host of the name shop\.example|cannot be reached|looked up/, /./],
    [["http://shop.example"], key, /no encryption/, /check https:\/\/shop\.example/],
    [["not an address"], key, /not the address of a shop/, /such as https:/],
    [["ftp://shop.example"], key, /not the address of a shop/, /such as https:/],
    [[`https://${new URL(url).host}`], key, /does not speak https/, /--allow-http/],
    [["http://127.0.0.1:9"], key, /Nothing answers|cannot be reached/, /./],
    [[url, "--shop-id", "3"], key, /not meant for this shop/, /--shop-id/],
    [[url, "--shop-id", "99"], key, /sends this address elsewhere/, /switched on/],
    [[url, "--shop-id", "two"], key, /--shop-id takes a whole number/, /./],
    [[url, "--auth", "none"], key, /--auth is basic or query/, /./],
    [[url, "--nonsense"], key, /options is not known/, /--help/],
    [[url, url], key, /one address only/, /Example/],
    [[], key, /Name the shop's address/, /https:\/\/shop\.example/],
  ];
  for (const [words, given, what, todo] of cases) {
    const { code, out, err } = await check(words, { key: given });
    assert.equal(code, 2, `${words}: ${out}${err}`);
    assert.equal(out, "", String(words));
    assert.match(err, what);
    assert.match(err, todo);
    assert.doesNotMatch(err, /Error|undefined|\bat .*:\d+/, String(words));
  }
  console.log(`${cases.length} things that are wrong`);
});

test("given a firewall's page, then its product is named with how to be let through", async () => {
  const byProduct = new Map();
  for (const block of (await readFile(PAGES, "utf8")).split("\n\n").slice(1)) {
    const [, head, body, told] = block.split("\n");
    const [kind, by, hint] = (told ?? "").split("|").map((one) => one.trim());
    if (kind === "blocked" && !byProduct.has(by)) byProduct.set(by, { head, body, hint });
  }
  for (const [by, { head, body, hint }] of byProduct) {
    const [status, ...lines] = head.split("|").map((one) => one.trim());
    const host = await startServer((_, response) => {
      const headers = lines.flatMap((line) => /^(.+?): *(.*)$/.exec(line).slice(1));
      response.writeHead(Number(status), headers).end(body === "-" ? "" : body);
    });
    const { code, err } = await check([host.url], { key: KEYS.documented });
    await host.stop();
    assert.equal(code, 2, by);
    assert.ok(
      err.includes(by === "-" ? "A firewall or the host refused" : `(${by}) refused`),
      `${by}: ${err}`,
    );
    assert.ok(err.includes(hint), `${by}: ${err}`);
  }
  assert.ok(byProduct.size > 15, String(byProduct.size));
  console.log(`${byProduct.size} products`);
});

test("given a redirect, then the address it leads to is told, and the key goes nowhere else", async () => {
  const away = await startServer((_, response) => response.end());
  const cases = [
    [`${away.url}/api/`, new RegExp(`has another address: ${away.url}\n.*check ${away.url}`)],
    [`${away.url}/shop/api/`, new RegExp(`check ${away.url}/shop`)],
    [`https://www.shop.example/api/?id_shop=1`, /check https:\/\/www\.shop\.example$/m],
    [`${away.url}/`, new RegExp(`sends this address elsewhere: ${away.url}`)],
    [`${away.url}/?url=products`, /sends this address elsewhere/],
    [`${away.url}/api/?url=products`, /sends this address elsewhere/],
    [`/login`, /sends this address elsewhere/],
  ];
  for (const [target, told] of cases) {
    const host = await startServer((_, response) => {
      response.writeHead(301, { Location: target }).end();
    });
    const { code, err } = await check([host.url], { key: KEYS.documented });
    await host.stop();
    assert.equal(code, 2, target);
    assert.match(err, told);
  }
  assert.equal(away.seen.length, 0);
  await away.stop();
  console.log(`${cases.length} redirects`);
});

const OPEN = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "GET, PUT, POST, PATCH",
  "Access-Control-Allow-Headers": "Authorization, Content-Type",
};

test("given what a host allows, then it is what browsers would let a page do", async () => {
  const page = "https://my-page.example";
  const without = (name) => ({ ...OPEN, [name]: undefined });
  const cases = [
    { about: "all", preflight: OPEN, read: true, write: true },
    { about: "nothing", preflight: {}, answer: {}, read: false, write: false },
    { about: "a preflight that fails", status: 401, preflight: OPEN, read: false, write: false },
    {
      about: "a preflight that redirects",
      status: 302,
      preflight: OPEN,
      read: false,
      write: false,
    },
    { about: "the preflight alone", preflight: OPEN, answer: {}, read: false, write: false },
    {
      about: "this page",
      preflight: { ...OPEN, "Access-Control-Allow-Origin": page },
      read: true,
      write: true,
    },
    {
      about: "another page",
      preflight: { ...OPEN, "Access-Control-Allow-Origin": "https://other.example" },
      read: false,
      write: false,
    },
    {
      about: "no header",
      preflight: without("Access-Control-Allow-Headers"),
      read: false,
      write: false,
    },
    {
      about: "an asterisk, which leaves Authorization out",
      preflight: { ...OPEN, "Access-Control-Allow-Headers": "*" },
      read: false,
      write: false,
    },
    {
      about: "Authorization alone",
      preflight: { ...OPEN, "Access-Control-Allow-Headers": "authorization" },
      read: true,
      write: false,
    },
    {
      about: "no PUT",
      preflight: { ...OPEN, "Access-Control-Allow-Methods": "GET, POST" },
      read: true,
      write: false,
    },
    {
      about: "no methods",
      preflight: without("Access-Control-Allow-Methods"),
      read: true,
      write: false,
    },
  ];
  for (const { about, status = 204, preflight, answer = preflight, read, write } of cases) {
    const seen = [];
    const host = await startServer(async (request, response) => {
      const isPreflight = request.method === "OPTIONS";
      if (isPreflight) seen.push(request.headers);
      const headers = Object.entries(isPreflight ? preflight : answer);
      for (const [name, value] of headers) if (value !== undefined) response.setHeader(name, value);
      if (isPreflight) return response.writeHead(status).end();
      const { authorization } = request.headers;
      const target = stores["8.2"].url + request.url;
      const told = await fetch(target, { headers: { authorization, host: request.headers.host } });
      response.writeHead(told.status, { "Content-Type": "text/xml", "PSWS-Version": "8.2.1" });
      response.end(await told.text());
    });
    const { code, json } = await checkJson([host.url, "--origin", `${page}/x`], {
      key: KEYS.documented,
    });
    await host.stop();
    assert.equal(code, 0, about);
    assert.equal(json.verdict, "ready", about);
    assert.deepEqual([json.browsers.read, json.browsers.write], [read, write], about);
    assert.equal(json.browsers.why === "", read && write, about);
    assert.ok(seen.length > 0 && seen.every((one) => one.authorization === undefined), about);
    assert.ok(seen.every((one) => one.origin === page && one["access-control-request-method"]));
  }
  console.log(`${cases.length} hosts`);
});

test("given trouble with TLS, then it says which, and what the host has to do", async () => {
  const own = makeCertificate();
  const authority = makeCertificate();
  const cases = [
    [own, undefined, /self-signed/],
    [makeCertificate({ from: -30, until: -10 }), "itself", /has expired/],
    [makeCertificate({ from: 10, until: 30 }), "itself", /not valid yet/],
    [makeCertificate({ ip: "192.0.2.7" }), "itself", /belongs to another domain/],
    [makeCertificate({ issuer: authority }), undefined, /whole certificate chain/],
  ];
  const trusted = async (cert) => {
    const file = join(folder, "trusted.pem");
    await writeFile(file, cert);
    return { NODE_EXTRA_CA_CERTS: file };
  };
  for (const [certificate, trusts, told] of cases) {
    const { err, code } = await overTls(certificate, trusts ? await trusted(certificate.cert) : {});
    assert.equal(code, 2);
    assert.match(err, told);
  }
  const { err } = await overTls(own, await trusted(own.cert));
  assert.match(err, /no Webservice at this address/, "a certificate that is trusted is no trouble");
  console.log(`${cases.length} certificates`);
});

test("given a host that is silent, hangs up or is stopped, then it ends in time and says so", async () => {
  const silent = await startServer(() => {});
  const timeout = await check([silent.url, "--timeout", "1"], { key: KEYS.documented });
  assert.equal(timeout.code, 2);
  assert.match(timeout.err, /did not answer in time[\s\S]*--timeout/);
  const stopped = await check([silent.url], { key: KEYS.documented, signalAfterMs: 1_500 });
  assert.deepEqual([stopped.code, stopped.out], [130, ""]);
  assert.match(stopped.err, /Stopped\./);
  await silent.stop();
  const rude = await startServer((request) => request.socket.destroy());
  const cut = await check([rude.url], { key: KEYS.documented });
  await rude.stop();
  assert.match(cut.err, /closed the connection/);
  const slow = await startServer(async (request, response) => {
    const { authorization } = request.headers;
    const told = await fetch(stores["8.2"].url + request.url, { headers: { authorization } });
    setTimeout(async () => response.end(await told.text()), 4_500);
  });
  const { code, err } = await check([slow.url], { key: KEYS.documented });
  await slow.stop();
  assert.equal(code, 0);
  assert.match(err, /has not answered yet/);
});

async function overTls({ cert, key }, env) {
  const server = createServer({ cert, key }, (_, response) => response.writeHead(404).end("none"));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await check([`https://127.0.0.1:${server.address().port}`], {
      key: KEYS.documented,
      env,
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
