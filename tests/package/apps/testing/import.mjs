import * as api from "@aismarttalk/prestashop";
import { demoShop } from "@aismarttalk/prestashop/testing";
import { demoShops } from "../demo-shops.mjs";

console.log(JSON.stringify(await demoShops({ ...api, demoShop })));
