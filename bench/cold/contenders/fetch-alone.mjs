import { ask } from "./ask.mjs";

/** What remains when parsing costs nothing: it only looks the id up. */
export async function lastOrder(question) {
  const [, id] = /<id><!\[CDATA\[(\d+)\]\]>/.exec(await ask(question)) ?? [];
  return { id };
}
