// For a bundler that makes an address of a file it is told to take along.
import * as api from "@aismarttalk/prestashop/custom";
import { demoShop, provide } from "@aismarttalk/prestashop/testing/custom";
import store from "@aismarttalk/prestashop/testing/wasm";
import client from "@aismarttalk/prestashop/wasm";
import { demoShops } from "../demo-shops.mjs";

const loaded = (file) => async () => (await fetch(new URL(file, import.meta.url))).arrayBuffer();
api.provide(loaded(client));
provide(loaded(store));

globalThis.reports = await demoShops({ ...api, demoShop });
