// Standard output, whose reader may go away: `| head` is no failure.
import { once } from "node:events";

/** How the system says that nobody reads any more. */
const GONE = ["EPIPE", "EOF", "ERR_STREAM_DESTROYED", "ECONNRESET"];

let isGone = false;
let lost: Error | undefined;

function note(error: NodeJS.ErrnoException): void {
  if (GONE.includes(error.code ?? "")) isGone = true;
  else lost ??= error;
}

process.stdout.on("error", note);
// Where standard error is gone, nobody can be told.
process.stderr.on("error", () => {});

/** Writes as fast as it is read; `false` where nobody reads any more. */
export async function print(text: string): Promise<boolean> {
  if (isGone || lost !== undefined) return false;
  try {
    if (!process.stdout.write(text)) await Promise.race([once(process.stdout, "drain"), ended()]);
  } catch (thrown) {
    note(thrown as NodeJS.ErrnoException);
  }
  return !isGone && lost === undefined;
}

async function ended(): Promise<void> {
  // Rejects by the error that `note` has seen.
  await once(process.stdout, "close");
}

/** All that was printed has left this process; why it could not be written, as on a full disk. */
export async function flushed(): Promise<Error | undefined> {
  if (isGone || lost !== undefined) return lost;
  await new Promise<void>((resolve) => {
    process.stdout.once("error", () => resolve());
    process.stdout.write("", () => resolve());
  });
  return lost;
}

/** Says something to whoever typed the command. */
export const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
