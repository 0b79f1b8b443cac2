// A page without a bundler: it names the files of both entries.

import { demoShops } from "./demo-shops.mjs";
import * as api from "./node_modules/@aismarttalk/prestashop/dist/browser.js";
import { demoShop } from "./node_modules/@aismarttalk/prestashop/dist/testing/browser.js";

globalThis.reports = await demoShops({ ...api, demoShop });
