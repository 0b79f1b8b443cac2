import { writeFileSync } from "node:fs";
import * as api from "@aismarttalk/prestashop";
import { demoShop } from "@aismarttalk/prestashop/testing";
import { demoShops } from "../demo-shops.mjs";

test("does what it does everywhere", async () => {
  writeFileSync(process.env.REPORTS, JSON.stringify(await demoShops({ ...api, demoShop })));
});
