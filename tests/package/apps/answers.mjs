// The same in a worker and in a service worker.
import { conformance } from "./conformance.mjs";
import * as api from "./node_modules/@aismarttalk/prestashop/dist/browser.js";

addEventListener("message", (event) => {
  // A worker has one page, a service worker is told which one asks.
  const page = event.source ?? globalThis;
  const work = conformance(api, event.data).then((reports) => page.postMessage(reports));
  event.waitUntil?.(work);
});
