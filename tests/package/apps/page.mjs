import * as api from "@aismarttalk/prestashop";
import { conformance } from "./conformance.mjs";

const params = new URLSearchParams(location.search);
globalThis.reports = await conformance(api, Object.fromEntries(params));
