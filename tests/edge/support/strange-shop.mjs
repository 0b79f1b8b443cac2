// A shop that does what no shop should, one way behind each path: `url + "/NAME"` is its address.
import { gzipSync } from "node:zlib";
import { startServer } from "../../js/support/http-server.mjs";

export const GIGABYTE = 1 << 30;

const XML = { "Content-Type": "text/xml; charset=utf-8" };
const HTML = { "Content-Type": "text/html; charset=utf-8" };
/** Opens a document and never closes it. */
const OPENING =
  '<?xml version="1.0" encoding="UTF-8"?>\n<prestashop xmlns:xlink="http://www.w3.org/1999/xlink">';
const CHUNK = Buffer.alloc(64 << 10, " ");
const TRICKLE_MS = 50;

const document = (inside) => `${OPENING}\n${inside}\n</prestashop>`;
const product = (id, name) =>
  document(
    `<product><id><![CDATA[${id}]]></id><name><language id="1"><![CDATA[${name}]]></language></name></product>`,
  );
const refusal = (message) =>
  document(
    `<errors><error><code><![CDATA[41]]></code><message><![CDATA[${message}]]></message></error></errors>`,
  );

/** Answers of some kilobytes on the wire that are megabytes of work: `[name, status, inside]`. */
const BOMBS = [
  [
    "secrets-without-end",
    500,
    `<errors><error><code>9</code><message>${"<passwd".repeat(1e6)}</message></error></errors>`,
  ],
  [
    "secrets-in-quotes",
    500,
    `<errors><error><code>9</code><message><![CDATA[${"'passwd' => '".repeat(5e5)}]]></message></error></errors>`,
  ],
  ["empty-rows", 200, `<orders>${"<order/>".repeat(9e5)}</orders>`],
  ["rows-of-an-id", 200, `<orders>${"<order><id>1</id></order>".repeat(3e5)}</orders>`],
  [
    "rows-in-a-row",
    200,
    `<orders><order><id>1</id><associations><order_rows>${"<order_row/>".repeat(6e5)}</order_rows></associations></order></orders>`,
  ],
  ["elements-in-a-row", 200, `<orders><order><id>1</id>${"<a/>".repeat(1.5e6)}</order></orders>`],
  [
    "ends-of-sections",
    200,
    `<orders><order><id>1</id><payment><![CDATA[${"]]><".repeat(1.5e6)}]]></payment></order></orders>`,
  ],
].map(([name, status, inside]) => [name, status, gzipSync(document(inside))]);
/** The paths of those. */
export const BOMB_PATHS = BOMBS.map(([name]) => name);

/** The key of a request, from its header or its address. */
function keyOf({ headers, url }) {
  const [, encoded = ""] = /^Basic (\S+)/.exec(headers.authorization ?? "") ?? [];
  const inQuery = new URL(url, "http://localhost").searchParams.get("ws_key");
  return inQuery ?? atob(encoded).replace(/:$/, "");
}

/** The spellings in which a key is sent back. */
export const SPELLINGS = {
  "as it is": (key) => key,
  "in small letters": (key) => key.toLowerCase(),
  "in Base64": (key) => btoa(key),
  "as its header": (key) => `Basic ${btoa(`${key}:`)}`,
};

/** Where a shop can put the key it was sent. */
const ECHOES = {
  "in-page": (text, response) =>
    response.writeHead(200, HTML).end(`<html><p>You sent ${text}</p></html>`),
  "in-error": (text, response) =>
    response.writeHead(400, XML).end(refusal(`No right for ${text}.`)),
  "in-failure": (text, response) => response.writeHead(500, HTML).end(`Fatal error: key ${text}`),
  "in-header": (text, response) =>
    response
      .writeHead(500, {
        ...HTML,
        "Retry-After": text,
        "X-Key": text,
        "Psws-Version": text,
        Location: `/${text}`,
      })
      .end(),
  "in-redirect": (text, response) =>
    response
      .writeHead(302, { Location: `http://localhost/?ws_key=${encodeURIComponent(text)}` })
      .end(),
};

/** Answers by name; those that keep a connection open are ended by `stop`. */
const ANSWERS = {
  ...Object.fromEntries(
    BOMBS.map(([name, status, body]) => [
      name,
      (_, response) => response.writeHead(status, { ...XML, "Content-Encoding": "gzip" }).end(body),
    ]),
  ),
  hangs: () => {},
  "headers-only": (_, response) => response.writeHead(200, XML).flushHeaders(),
  trickles: (_, response) => {
    response.writeHead(200, XML).write(OPENING);
    const timer = setInterval(() => response.write(" "), TRICKLE_MS);
    response.on("close", () => clearInterval(timer));
  },
  "breaks-off": (_, response) => {
    response.writeHead(200, { ...XML, "Content-Length": "5000" }).write(OPENING);
    setTimeout(() => response.destroy(), TRICKLE_MS);
  },
  "always-busy": (_, response) => response.writeHead(429, { "Retry-After": "1" }).end(),
  "busy-for-ages": (_, response) =>
    response.writeHead(429, { "Retry-After": "99999999999999" }).end(),
  "odd-retry": (_, response) =>
    response.writeHead(503, { ...HTML, "Retry-After": "\u00e9; DROP" }).end(),
  firewall: (_, response) =>
    response.writeHead(403, { ...HTML, "CF-Mitigated": "challenge" }).end("<p>Are you human?</p>"),
  "strange-status": (_, response) => response.writeHead(299, XML).end(product(5, "A")),
  empty: (_, response) => response.writeHead(200, XML).end(),
  binary: (_, response) =>
    response.writeHead(200, XML).end(Buffer.from([0xff, 0xfe, 0, 1, 2, 0x80])),
  "deep-document": (_, response) =>
    response.writeHead(200, XML).end(document("<a>".repeat(200_000) + "</a>".repeat(200_000))),
  "other-kind": (_, response) =>
    response
      .writeHead(200, XML)
      .end(document("<orders><order><id><![CDATA[5]]></id></order></orders>")),
  entities: (_, response) =>
    response
      .writeHead(200, XML)
      .end(
        `<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "${"&a;".repeat(1000)}">]>${product(5, "&b;")}`,
      ),
};

/** Answers of a right shop, spoilt on their way; `forward` gets one of `url`. */
const SPOILERS = {
  forwards: (request, _, forward) => forward(request.url),
  "hangs-on-writes": async (request, _, forward) => {
    if (request.method === "GET") await forward(request.url);
  },
  "other-record": (request, _, forward) =>
    forward(
      request.url.replace("products/5", "products/6").replace(/(\[|%5B)5(\]|%5D)/gi, "$16$2"),
    ),
  ...Object.fromEntries(
    Object.values(SPELLINGS).map((spell, at) => [
      `echoes-in-value-${at}`,
      (request, _, forward) =>
        forward(request.url, (xml) =>
          xml.replace(/(<name>\s*<language[^>]*><!\[CDATA\[)[^\]]*/g, `$1${spell(keyOf(request))}`),
        ),
    ]),
  ),
};

/**
 * Starts it. `seen` is what was asked; `sent()` how many bytes of a gigabyte went out, `elsewhere` is
 * where its redirects lead, by status: `/redirects-302`; `store` is the right shop.
 */
export async function startStrangeShop({ elsewhere, store }) {
  let sent = 0;
  /** Once it has been written to, it is gone. */
  let isGone = false;
  const forwarding = (request, body, response) => async (url, change) => {
    const [, folder] = request.url.split("/");
    const { authorization, "content-type": type } = request.headers;
    const answer = await fetch(`${store}${url.replace(/^\/[^/]+/, "")}`, {
      method: request.method,
      headers: { ...(authorization && { authorization }), ...(type && { "Content-Type": type }) },
      ...(body.length > 0 && { body }),
    });
    // The shop of that folder, whose links lead there.
    const text = (await answer.text()).replace(/( xlink:href="\w+:\/\/[^/"]+)\//g, `$1/${folder}/`);
    const { "content-type": answered } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, { "Content-Type": answered }).end(change?.(text) ?? text);
  };
  const gigabyte = (response, headers) => {
    response.writeHead(200, { ...XML, ...headers });
    let left = GIGABYTE - OPENING.length;
    response.write(OPENING);
    const more = () => {
      while (left > 0 && !response.destroyed) {
        left -= CHUNK.length;
        sent += CHUNK.length;
        if (!response.write(CHUNK)) return;
      }
      response.end();
    };
    response.on("drain", more);
    more();
  };
  const server = await startServer((request, response) => {
    const [, name, detail] = request.url.split("/");
    if (name === "gigabyte") return gigabyte(response, {});
    if (name === "gigabyte-declared") {
      return gigabyte(response, { "Content-Length": String(GIGABYTE) });
    }
    const [, status] = /^redirects-(\d+)$/.exec(name) ?? [];
    if (status)
      return response.writeHead(Number(status), { Location: `${elsewhere}/secret` }).end();
    const [, place, spelling] = /^echoes-([a-z]+-[a-z]+)-(\d)$/.exec(name) ?? [];
    if (place) return ECHOES[place](Object.values(SPELLINGS)[spelling](keyOf(request)), response);
    const spoil = SPOILERS[name] ?? (name === "gone-after-a-write" ? goneAfterWrite : undefined);
    if (spoil !== undefined) {
      return void wholeBody(request).then((body) =>
        spoil(request, response, forwarding(request, body, response)),
      );
    }
    const answer = ANSWERS[name];
    if (answer === undefined) return response.writeHead(404).end(detail);
    return answer(request, response);
  });
  return { ...server, sent: () => sent };

  async function goneAfterWrite(request, response, forward) {
    if (isGone) return response.destroy();
    isGone = request.method !== "GET";
    if (!isGone) return forward(request.url);
    return response.destroy();
  }
}

async function wholeBody(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The paths behind which the key comes back: `[what, path]`. */
export const ECHO_PATHS = Object.keys(ECHOES).flatMap((place) =>
  Object.keys(SPELLINGS).map((spelling, at) => [
    `${place.replace("-", " ")}, ${spelling}`,
    `echoes-${place}-${at}`,
  ]),
);
/** The paths of odd answers. */
export const ODD_PATHS = Object.keys(ANSWERS);
/** The paths behind which a right shop is spoilt. */
export const SPOILT_PATHS = [...Object.keys(SPOILERS), "gone-after-a-write"];
