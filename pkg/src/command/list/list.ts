import { InvalidRequestError, type PrestaShop } from "../../node.js";
import { type Command, NAME } from "../command.js";
import { EXIT } from "../exit.js";
import { type Connection, connect, patiently } from "../shop/connect.js";
import { tellFailure } from "../shop/failed.js";
import { readReached } from "../shop/reached.js";
import { print, say } from "../terminal/output.js";
import { printable } from "../terminal/printable.js";
import type { Stopping } from "../terminal/stopping.js";
import { didYouMean } from "../words/nearest.js";
import { type ListOptions, readList } from "./options.js";
import { rowsFrom } from "./rows.js";
import { writerOf } from "./written.js";

/** `list`: the records of a resource, as they arrive. */
export const LIST: Command = { run: listRecords };

async function listRecords(words: string[], stopping: Stopping): Promise<number> {
  const options = readList(words);
  if (typeof options === "string") {
    await print(`${options}\n`);
    return EXIT.done;
  }
  const again = (url: string) => `${NAME} list ${options.resource} --shop ${url} …`;
  const reached = await readReached(options, again);
  const json = options.form !== "table";
  const onWarning = (text: string) => say(`! ${printable(text)}`);
  const counted = { rows: 0 };
  stopping.outcome = () => `${counted.rows} rows were printed; there may be more.`;
  let connection: Connection | undefined;
  try {
    connection = connect(reached, { onWarning });
    await printRows(connection.shop, options, counted);
    return EXIT.done;
  } catch (thrown) {
    const more = await meant(thrown, connection?.shop, options);
    const failed = { reached, connection, again, json, writes: false, more };
    const exit = tellFailure(thrown, failed);
    if (counted.rows > 0) say(`It failed behind ${counted.rows} rows: there are more.`);
    return exit;
  }
}

async function printRows(shop: PrestaShop, options: ListOptions, counted: { rows: number }) {
  const writer = writerOf(options.form, options.display);
  const rows = rowsFrom(shop, options);
  let next = await patiently(options.timeoutMs, () => rows.next());
  while (!next.done) {
    counted.rows += 1;
    const text = writer.row(next.value);
    if (text !== "" && !(await print(text))) {
      await rows.return(undefined);
      return;
    }
    next = await rows.next();
  }
  const isRead = await print(writer.end());
  if (options.form !== "table" || !isRead) return;
  const rowsSaid = counted.rows === 1 ? "1 row." : `${counted.rows} rows.`;
  say([rowsSaid, ...writer.notes()].join(" "));
}

/** The field that was probably meant, by a record of the shop; where the shop has no idea of its own. */
async function meant(
  thrown: unknown,
  shop: PrestaShop | undefined,
  { resource, filter, display = [] }: ListOptions,
): Promise<string> {
  if (!(thrown instanceof InvalidRequestError) || shop === undefined) return "";
  const typed = [...Object.keys(filter), ...display].find((one) => one === thrown.field);
  if (typed === undefined) return "";
  try {
    const [record = {}] = await shop.resource<object>(resource).list({ limit: 1 });
    return didYouMean(typed, Object.keys(record)).trim();
  } catch {
    return "";
  }
}
