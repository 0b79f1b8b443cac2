import * as api from "@aismarttalk/prestashop";
import { demoShop } from "@aismarttalk/prestashop/testing";
import { demoShops } from "../demo-shops.mjs";

globalThis.reports = await demoShops({ ...api, demoShop });
