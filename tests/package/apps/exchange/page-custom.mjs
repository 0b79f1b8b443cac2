// For a bundler that makes an address of a file it is told to take along.
import * as api from "@aismarttalk/prestashop/exchange/custom";
import file from "@aismarttalk/prestashop/exchange/wasm";
import { exchanges } from "../exchanges.mjs";

api.provide(async () => (await fetch(new URL(file, import.meta.url))).arrayBuffer());

const params = new URLSearchParams(location.search);
globalThis.reports = await exchanges(api, Object.fromEntries(params));
