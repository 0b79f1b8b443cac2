// A function as AWS Lambda calls it.
import * as api from "@aismarttalk/prestashop";
import { conformance } from "./conformance.mjs";

export const handler = (event) => conformance(api, event);
