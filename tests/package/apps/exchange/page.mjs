import * as api from "@aismarttalk/prestashop/exchange";
import { exchanges } from "../exchanges.mjs";

const params = new URLSearchParams(location.search);
globalThis.reports = await exchanges(api, Object.fromEntries(params));
