import * as api from "@aismarttalk/prestashop/exchange";
import { exchanges } from "../exchanges.mjs";

const [url, key] = process.argv.slice(2);
console.log(JSON.stringify(await exchanges(api, { url, key })));
