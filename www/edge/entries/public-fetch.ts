// Calls addresses that others gave, for runtimes that can say which host a connection goes to: the one
// whose IP address was checked, whatever its name stands for a moment later.
import { type LookupAddress, lookup as systemLookup } from "node:dns";
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { LookupFunction } from "node:net";
import { pipeline, Readable, type Transform } from "node:stream";
import { constants, createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { type AddressRules, addressProblem, hostProblem } from "../src/sites/public-address.js";

/** In what callers are told of a connection that was not made. */
const CODE = "PRIVATE_ADDRESS";

/** Answers that never have a body. */
const EMPTY: ReadonlySet<number> = new Set([204, 205, 304]);

const FLUSH = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(FLUSH),
  "x-gzip": () => createGunzip(FLUSH),
  deflate: () => createInflate(FLUSH),
  br: () => createBrotliDecompress(),
};

/** What is sent unless the caller says something else. */
const USUAL = {
  accept: "*/*",
  "accept-encoding": "gzip, deflate, br",
  "user-agent": "prestashop-edge",
};

/** An idle connection is closed before servers do: a write on one that just ended would be lost. */
const IDLE_MS = 4_000;

/** A `fetch` that follows no redirect, and connects to nothing that the rules do not allow. */
export function publicFetch(rules: AddressRules, resolve = systemLookup): typeof fetch {
  const lookup = checkedLookup(rules, resolve);
  const options = { keepAlive: true, timeout: IDLE_MS, lookup };
  const ways = {
    "http:": { request: httpRequest, agent: new HttpAgent(options) },
    "https:": { request: httpsRequest, agent: new HttpsAgent(options) },
  };
  return async (input, init) => {
    const asked = new Request(input, init);
    const { url, method, headers, signal } = asked;
    const problem = addressProblem(url, rules);
    if (problem !== null) throw refused(problem);
    const body = Buffer.from(await asked.arrayBuffer());
    const { request, agent } = ways[new URL(url).protocol as keyof typeof ways];
    return new Promise((answer, fail) => {
      const sent = request(url, {
        ...{ method, agent, lookup, signal },
        headers: {
          ...USUAL,
          ...Object.fromEntries(headers),
          ...(body.length > 0 && { "content-length": String(body.length) }),
        },
      });
      sent.on("error", (error) => fail(signal.aborted ? signal.reason : error));
      sent.on("response", (incoming) => {
        try {
          answer(answerOf(incoming, method));
        } catch (error) {
          incoming.destroy();
          fail(error);
        }
      });
      sent.end(body);
    });
  };
}

/** Looks a name up, and refuses it if any address it stands for may not be called. */
function checkedLookup(rules: AddressRules, resolve: typeof systemLookup): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return done(error, "", 0);
      const problem = found
        .map(({ address }) => hostProblem(address, rules))
        .find((one) => one !== null);
      const [first] = found;
      if (problem !== undefined || first === undefined) return done(refused(problem), "", 0);
      if (options.all) return done(null, found);
      done(null, first.address, first.family);
    });
  };
}

function refused(problem = "The name stands for no address."): Error & { code: string } {
  return Object.assign(new TypeError(problem), { code: CODE });
}

function answerOf(incoming: IncomingMessage, method: string): Response {
  const { statusCode: status = 0, statusMessage: statusText = "", rawHeaders } = incoming;
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    headers.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  }
  if (method === "HEAD" || EMPTY.has(status)) {
    incoming.resume();
    return new Response(null, { status, statusText, headers });
  }
  const decoder = DECODERS[(headers.get("content-encoding") ?? "").trim().toLowerCase()]?.();
  // What breaks on the way breaks what is read of it.
  const stream = decoder === undefined ? incoming : pipeline(incoming, decoder, () => {});
  const body = Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>;
  return new Response(body, { status, statusText, headers });
}
