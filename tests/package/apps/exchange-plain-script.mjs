// No bundler, no import map: the package as it lies in node_modules.
import { exchanges } from "./exchanges.mjs";
import * as api from "./node_modules/@aismarttalk/prestashop/dist/exchange/browser.js";

const params = new URLSearchParams(location.search);
globalThis.reports = await exchanges(api, Object.fromEntries(params));
