import { EXIT } from "./exit.js";
import type { Stopping } from "./terminal/stopping.js";

/** How a user calls this program. */
export const NAME = "npx @aismarttalk/prestashop";

/** One of the commands. */
export interface Command {
  /** Does it with the words behind its name; the exit code. */
  run(words: string[], stopping: Stopping): Promise<number>;
}

/** Why a command could not do its work, in sentences for whoever typed it. */
export class CouldNot extends Error {
  constructor(
    readonly sentences: readonly string[],
    readonly exit: number = EXIT.couldNot,
  ) {
    super(sentences.join(" "));
  }
}
