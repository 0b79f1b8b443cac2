// What a visitor who has never been here downloads and waits for, up to the first orders: through a
// worker, and of the sample shop; measured in Chromium, over its DevTools protocol.
import { setTimeout as pause } from "node:timers/promises";

const isScript = (path) => path.endsWith(".js");
const isPage = (path) => /(\/|\.html)$/.test(path);

/**
 * The ways, the kilobytes that all of one should be, and its parts with the kilobytes of each that a
 * build must not exceed. Who needs more raises the number here, and says in the commit what visitors
 * get for it.
 */
export const WAYS = {
  "through a worker": {
    budget: 90,
    parts: [
      { title: "html", holds: isPage, ceiling: 2 },
      { title: "css", holds: (path) => path.endsWith(".css"), ceiling: 11.5 },
      { title: "js", holds: isScript, ceiling: 73 },
      { title: "wasm", holds: (path) => path.endsWith(".wasm"), ceiling: 0 },
      { title: "other", holds: () => true, ceiling: 0.5 },
    ],
  },
  "the sample shop": {
    budget: 340,
    parts: [
      { title: "html", holds: isPage, ceiling: 2 },
      { title: "css", holds: (path) => path.endsWith(".css"), ceiling: 11.5 },
      { title: "js", holds: isScript, ceiling: 101.2 },
      {
        title: "wasm, package",
        holds: (path) => /prestashop_bg.*\.wasm$/.test(path),
        ceiling: 310.2,
      },
      {
        title: "wasm, demo store",
        holds: (path) => /demo_store_bg.*\.wasm$/.test(path),
        ceiling: 146.8,
      },
      { title: "other", holds: () => true, ceiling: 0.5 },
    ],
  },
};

/** So long nothing more must come for a load to be over. */
const QUIET_MS = 300;

/**
 * Opens the page in a browser that has no copy of it: `ms` from the navigation to the first orders,
 * and what each request until then took off the line, headers included: `transfers` of the page, and
 * `answers` of the worker.
 */
export async function loadFirst(browser, url, conditions = null) {
  const devtools = await browser.devtools();
  const transfers = await watchTransfers(devtools);
  if (conditions !== null) await devtools.send("Network.emulateNetworkConditions", conditions);
  await browser.open(url);
  await browser.waitFor(() => {
    const isAnswered = document.querySelectorAll("#main table tbody tr").length > 3;
    if (isAnswered) globalThis.answeredAt ??= performance.now();
    return isAnswered;
  });
  const ms = await browser.evaluate(() => globalThis.answeredAt);
  const answered = performance.now();
  // What was asked for by then may still turn out to come from the browser's own copy.
  await quiet(transfers);
  const before = [...transfers.values()].filter(({ at }) => at <= answered);
  const own = before.filter((one) => one.url.startsWith(url.split("#")[0]));
  return { ms, transfers: own, answers: before.filter((one) => !own.includes(one)) };
}

async function watchTransfers(devtools) {
  const transfers = new Map();
  devtools.on("Network.requestWillBeSent", ({ requestId, request, initiator }) => {
    if (!request.url.startsWith("http")) return;
    const { pathname } = new URL(request.url);
    const cause = initiator.url ?? initiator.stack?.callFrames.at(0)?.url;
    transfers.set(requestId, {
      url: request.url,
      path: pathname,
      cause,
      bytes: null,
      at: performance.now(),
    });
  });
  devtools.on("Network.responseReceived", ({ requestId, response }) => {
    const transfer = transfers.get(requestId);
    if (response.fromDiskCache) transfers.delete(requestId);
    else if (transfer) transfer.encoding = response.headers["Content-Encoding"] ?? "none";
  });
  // What was there already is nothing that anybody waits for.
  devtools.on("Network.requestServedFromCache", ({ requestId }) => transfers.delete(requestId));
  devtools.on("Network.loadingFailed", ({ requestId }) => {
    const transfer = transfers.get(requestId);
    if (transfer) transfer.bytes = 0;
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const transfer = transfers.get(requestId);
    if (transfer) transfer.bytes = encodedDataLength;
  });
  await devtools.send("Network.enable");
  return transfers;
}

async function quiet(transfers) {
  let known = -1;
  const isOpen = () => [...transfers.values()].some(({ bytes }) => bytes === null);
  while (isOpen() || transfers.size !== known) {
    known = transfers.size;
    await pause(QUIET_MS);
  }
}

/** Requests that wait for one another: of the page, of what it names, of what that asks for. */
export function roundTrips(transfers) {
  const known = new Map(transfers.map((one) => [one.url.split("#")[0], one]));
  const depth = ({ cause, url }) => {
    const before = known.get(cause?.split("#")[0]);
    return before === undefined || before.url === url ? 1 : 1 + depth(before);
  };
  return Math.max(...transfers.map(depth));
}

/** The parts with what they weigh; each transfer is in one. */
export function weigh(way, transfers) {
  const parts = WAYS[way].parts.map((part) => ({ ...part, count: 0, bytes: 0 }));
  for (const { path, bytes } of transfers) {
    const part = parts.find(({ holds }) => holds(path));
    part.count += 1;
    part.bytes += bytes;
  }
  return parts;
}

/** The table, and beside the budget what is true of it. */
export function report(way, parts) {
  const row = (title, count, bytes, more) =>
    title.padEnd(20) +
    [String(count), `${kilobytes(bytes)} KB`].map((cell) => cell.padStart(12)).join("") +
    more;
  const sum = parts.reduce((all, { bytes }) => all + bytes, 0);
  const count = parts.reduce((all, part) => all + part.count, 0);
  const { budget } = WAYS[way];
  const over = sum / 1000 - budget;
  const verdict = over > 0 ? `over budget by ${over.toFixed(1)} KB` : "within the budget";
  return [
    `First load of the built console, ${way}, as Chromium receives it (brotli)`,
    ...parts.map((part) =>
      row(part.title, part.count, part.bytes, `   at most ${part.ceiling} KB`),
    ),
    row("sum", count, sum, ""),
    `first load: ${kilobytes(sum)} KB of ${budget} KB: ${verdict}`,
  ].join("\n");
}

/** The parts that have grown beyond what is recorded for them. */
export function tooHeavy(parts) {
  return parts
    .filter(({ bytes, ceiling }) => bytes > ceiling * 1000)
    .map(({ title, bytes, ceiling }) => `${title}: ${kilobytes(bytes)} KB, at most ${ceiling} KB`);
}

function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1);
}
