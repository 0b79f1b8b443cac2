// For a bundler that makes an address of a file it is told to take along.
import * as api from "@aismarttalk/prestashop/custom";
import file from "@aismarttalk/prestashop/wasm";
import { conformance } from "./conformance.mjs";

api.provide(async () => (await fetch(new URL(file, import.meta.url))).arrayBuffer());

const params = new URLSearchParams(location.search);
globalThis.reports = await conformance(api, Object.fromEntries(params));
