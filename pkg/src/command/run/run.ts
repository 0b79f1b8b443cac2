import { type RunOptions as ClientOptions, InvalidRequestError } from "../../node.js";
import { type Command, CouldNot, NAME } from "../command.js";
import { EXIT } from "../exit.js";
import { type Connection, connect, patiently } from "../shop/connect.js";
import { tellFailure } from "../shop/failed.js";
import { readReached } from "../shop/reached.js";
import type { Fields } from "../table/cell.js";
import { printedAnswer } from "../table/record.js";
import { screenWidth } from "../table/screen.js";
import { canAsk, isConfirmed } from "../terminal/asking.js";
import { print, say } from "../terminal/output.js";
import { safeJson } from "../terminal/printable.js";
import type { Stopping } from "../terminal/stopping.js";
import { didYouMean } from "../words/nearest.js";
import { isNothing, printedChange, type WriteTold, writeTold } from "./changes.js";
import { type RunOptions, readRun } from "./options.js";

/** `run`: an action of the catalogue, from a terminal or a script. */
export const RUN: Command = { run: runAction };

const UNASKED = [
  "This action saves something, and nobody can be asked here. Nothing was sent.",
  "Add --preview to see what would change, or --yes to save it.",
];

async function runAction(words: string[], stopping: Stopping): Promise<number> {
  const options = readRun(words);
  if (typeof options === "string") {
    await print(`${options}\n`);
    return EXIT.done;
  }
  const writes = options.action.writes !== null;
  const { preview, ...input } = options.input;
  // `preview: true` of the input is the same as the option.
  const isPreview = options.preview || preview === true;
  if (!writes && options.preview) throw new CouldNot(["--preview is for actions that write."]);
  if (writes && !isPreview && !options.yes && !canAsk()) throw new CouldNot(UNASKED);
  const again = (url: string) => `${NAME} run ${options.action.name} --shop ${url} …`;
  const reached = await readReached(options, again);
  const asked = { ...options, input: preview === undefined || writes ? input : options.input };
  let connection: Connection | undefined;
  try {
    stopping.outcome = () => "Nothing was changed.";
    connection = connect(reached, {
      ...(options.language !== undefined && { defaultLanguage: options.language }),
      beforeWrite: () => stopping.begin(),
    });
    const running = new Running(connection, asked, stopping);
    return await (writes ? running.write(isPreview) : running.read());
  } catch (thrown) {
    if (thrown instanceof CouldNot) throw thrown;
    const more = thrown instanceof InvalidRequestError ? meant(thrown, options) : "";
    const { json } = options;
    return tellFailure(thrown, { reached, connection, again, json, writes, more });
  }
}

/** The input that was probably meant. */
function meant({ field }: InvalidRequestError, { action, input }: RunOptions): string {
  const names = Object.keys(action.inputSchema.properties);
  if (field === null || names.includes(field) || !Object.hasOwn(input, field)) return "";
  return didYouMean(field, names).trim();
}

/** An action under way. */
class Running {
  readonly #connection: Connection;
  readonly #options: RunOptions;
  readonly #stopping: Stopping;

  constructor(connection: Connection, options: RunOptions, stopping: Stopping) {
    this.#connection = connection;
    this.#options = options;
    this.#stopping = stopping;
  }

  async read(): Promise<number> {
    await this.#print(await this.#call({}));
    return EXIT.done;
  }

  async write(isPreview: boolean): Promise<number> {
    const { yes, input } = this.#options;
    if (yes && !isPreview) return this.#save({});
    const { expect, ...shown } = input;
    const preview = await this.#call({ ...shown, preview: true }, true);
    if (isPreview) {
      await this.#printWrite(preview, "Nothing was saved: this is a preview.");
      return EXIT.done;
    }
    const told = writeTold(preview);
    if (isNothing(told)) {
      await this.#printWrite(preview, "Nothing to save: the shop has it so already.");
      return EXIT.done;
    }
    say(printedChange(told));
    if (!(await isConfirmed("Save this?"))) {
      throw new CouldNot(["Nothing was saved."], EXIT.notDone);
    }
    // It saves only what was shown; a record to which that does not apply has no token.
    return this.#save({ expect: expect ?? preview.token }, told);
  }

  async #save(further: Fields, shown?: WriteTold): Promise<number> {
    const answer = await this.#call(further);
    const outcome =
      answer.written === true ? "It was saved." : "Nothing was saved: the shop has it so already.";
    this.#stopping.end(outcome);
    await this.#printWrite(answer, outcome, shown);
    return EXIT.done;
  }

  /** Runs the action with the input, or with what stands in its place. */
  async #call(further: Fields, isWhole = false): Promise<Fields> {
    const { action, input, timeoutMs } = this.#options;
    const given = isWhole ? further : { ...input, ...further };
    const options: ClientOptions = { signal: this.#stopping.signal };
    const { shop } = this.#connection;
    return {
      ...(await patiently(timeoutMs, () => shop.run(action.name, given as never, options))),
    };
  }

  async #print(answer: Fields): Promise<void> {
    const { json } = this.#options;
    const text = json ? safeJson(answer, 2) : printedAnswer(answer, screenWidth());
    await print(`${text}\n`);
  }

  /** Tells a change that was not `shown` before. What is not read is told on standard error. */
  async #printWrite(answer: Fields, outcome: string, shown?: WriteTold): Promise<void> {
    const { json } = this.#options;
    const told = printedChange(writeTold(answer), shown);
    const text = json ? safeJson(answer, 2) : [told, outcome].filter(Boolean).join("\n");
    const isRead = await print(`${text}\n`);
    if (json || !isRead) say(outcome);
  }
}
