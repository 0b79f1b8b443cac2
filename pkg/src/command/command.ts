/** How a user calls this program. */
export const NAME = "npx @aismarttalk/prestashop";

/** One of the commands. */
export interface Command {
  /** What it does, in a line. */
  summary: string;
  /** Does it with the words behind its name; the exit code. */
  run(words: string[]): Promise<number>;
}

/** What the exit codes say. */
export const EXIT = { done: 0, notReady: 1, couldNot: 2, stopped: 130 } as const;

/** Why a command could not do its work, in sentences for whoever typed it. */
export class CouldNot extends Error {
  constructor(
    readonly sentences: readonly string[],
    readonly exit: number = EXIT.couldNot,
  ) {
    super(sentences.join(" "));
  }
}
