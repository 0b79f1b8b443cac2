// No bundler, no import map: the package as it lies in node_modules.
import { conformance } from "./conformance.mjs";
import * as api from "./node_modules/@aismarttalk/prestashop/dist/browser.js";

const params = new URLSearchParams(location.search);
globalThis.reports = await conformance(api, Object.fromEntries(params));
