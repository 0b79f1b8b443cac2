import * as api from "@aismarttalk/prestashop";
import { demoShop } from "@aismarttalk/prestashop/testing";
import { demoShops } from "../demo-shops.mjs";

export default {
  fetch: async () => Response.json(await demoShops({ ...api, demoShop })),
};
