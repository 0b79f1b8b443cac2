import { XMLParser } from "fast-xml-parser";
import { ask } from "./ask.mjs";

export async function lastOrder(question) {
  const parser = new XMLParser({ ignoreAttributes: false });
  return parser.parse(await ask(question)).prestashop.orders.order[0];
}
