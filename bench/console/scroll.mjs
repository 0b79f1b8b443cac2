/**
 * A thousand orders, scrolled from the first to the last: the frames that Chromium drew and those it
 * dropped, by its own trace.
 */

import { openDirectly } from "../../tests/browser/support/bent-shop.mjs";
import { BROWSERS } from "../../tests/browser/support/browsers.mjs";
import { startDemoServer } from "../../tests/browser/support/demo-server.mjs";

/** The orders of these days are more than a thousand. */
const DAYS = "2025-07-01..2026-03-02";
const ORDERS = 1700;

/** Pixels in a second: 55 rows, faster than anybody reads. */
const SPEED = 2000;

const CATEGORIES =
  "disabled-by-default-devtools.timeline,disabled-by-default-devtools.timeline.frame,devtools.timeline.frame,devtools.timeline";

const FRAME_MS = 1000 / 60;

/** Measures, and prints one line. */
export async function measureScrolling(program, site) {
  const server = await startDemoServer({ orders: ORDERS });
  const browser = await BROWSERS.Chromium.launch(program, { isDark: false, isBare: true });
  try {
    await browser.resize(1440, 900);
    await openDirectly(browser, site, server, server.keys["shop 1"]);
    const rows = await showAll(browser);
    const events = await scrolled(browser, rows);
    const count = (name) => events.filter((event) => event.name === name).length;
    // Its own time on the processor: a busy machine makes every task long.
    const tasks = tasksOf(events).sort((one, other) => other - one);
    const long = tasks.filter((ms) => ms > FRAME_MS).length;
    const [drawn, dropped] = [count("DrawFrame"), count("DroppedFrame")];
    const inPage = await browser.evaluate(
      () => document.querySelectorAll(".orders-table tbody tr").length,
    );
    console.log(
      `\nScrolling ${rows} orders at ${SPEED} px/s: ${drawn} frames drawn, ${dropped} dropped, ${long} tasks of the page longer than a frame, the longest ${(tasks[0] ?? 0).toFixed(1)} ms, ${inPage} rows in the page`,
    );
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function showAll(browser) {
  const rowCount = () =>
    Number(document.querySelector(".orders-table")?.getAttribute("aria-rowcount") ?? 0);
  await browser.waitFor(() => document.querySelector(".orders-table tbody tr") !== null);
  await browser.evaluate((span) => {
    const [path, before = ""] = location.hash.split("?");
    const shop = new URLSearchParams(before).get("shop");
    location.hash = `${path}?${new URLSearchParams({ span, shop })}`;
  }, DAYS);
  await browser.waitFor(
    () =>
      Number(document.querySelector(".orders-table")?.getAttribute("aria-rowcount") ?? 0) > 1000 &&
      document.querySelector("#main").getAttribute("aria-busy") === "false",
  );
  return (await browser.evaluate(rowCount)) - 1;
}

async function scrolled(browser, rows) {
  const tools = await browser.devtools();
  const events = [];
  tools.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const ended = new Promise((resolve) => tools.once("Tracing.tracingComplete", resolve));
  await tools.send("Tracing.start", { transferMode: "ReportEvents", categories: CATEGORIES });
  await tools.send("Input.synthesizeScrollGesture", {
    x: 600,
    y: 600,
    yDistance: -rows * 36,
    speed: SPEED,
    gestureSourceType: "mouse",
  });
  await tools.send("Tracing.end");
  await ended;
  return events;
}

/** The tasks of the page's main thread, in milliseconds. */
function tasksOf(events) {
  const mains = events.filter(
    ({ name, args }) => name === "thread_name" && args.name === "CrRendererMain",
  );
  const isMain = ({ pid, tid }) => mains.some((one) => one.pid === pid && one.tid === tid);
  return events
    .filter((event) => event.name === "RunTask" && isMain(event))
    .map(({ tdur = 0 }) => tdur / 1000);
}
