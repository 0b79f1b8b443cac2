import * as api from "@aismarttalk/prestashop";
import { conformance } from "./conformance.mjs";

const [url, key] = process.argv.slice(2);
console.log(JSON.stringify(await conformance(api, { url, key })));
