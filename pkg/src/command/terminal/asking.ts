import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { CouldNot } from "../command.js";
import { EXIT } from "../exit.js";

const HIDDEN = "Webservice key (it stays hidden): ";
const NO_KEY = [
  "No key was given.",
  "Copy it from the back office, Advanced Parameters > Webservice, and paste it where the command asks for it. Programs set PRESTASHOP_KEY, or write the key as one line to standard input.",
];

/** How a question is put. */
interface Asking {
  isHidden: boolean;
  /** What has happened, for whoever stops here. */
  outcome: string;
}

/** Whether somebody sits there who can be asked. */
export const canAsk = (): boolean => process.stdin.isTTY === true;

/** The key: from the environment, typed unseen, or the first line of what is piped in. */
export async function readKey(): Promise<string> {
  const { PRESTASHOP_KEY = "" } = process.env;
  const asking = { isHidden: true, outcome: "Nothing was sent." };
  const given = PRESTASHOP_KEY.trim() || (await answerTo(HIDDEN, asking)).trim();
  if (given === "") throw new CouldNot(NO_KEY);
  return given;
}

/** The address, where somebody can be asked for it. */
export async function readAddress(todo: string): Promise<string> {
  if (!canAsk()) throw new CouldNot([todo]);
  const asking = { isHidden: false, outcome: "Nothing was sent." };
  return (await answerTo("Address of the shop: ", asking)).trim();
}

/** Whether whoever is asked says yes. */
export async function isConfirmed(question: string): Promise<boolean> {
  const asking = { isHidden: false, outcome: "Nothing was saved." };
  const answer = await answerTo(`${question} [y/N] `, asking);
  return /^y(?:es)?$/i.test(answer.trim());
}

/** A line from a person, or from a pipe; empty where there is none. Questions go to standard error. */
function answerTo(question: string, { isHidden, outcome }: Asking): Promise<string> {
  const { stdin: input, stderr } = process;
  const terminal = canAsk();
  const isHiding = terminal && isHidden;
  // What readline writes is what is typed, and the question.
  const output = isHidden ? new Writable({ write: (_text, _encoding, done) => done() }) : stderr;
  const lines = createInterface({ input, output, terminal, historySize: 0 });
  if (isHiding) stderr.write(question);
  else if (terminal) {
    lines.setPrompt(question);
    lines.prompt();
  }
  return new Promise((resolve, reject) => {
    let isAnswered = false;
    lines.once("line", (line) => {
      isAnswered = true;
      resolve(line);
      lines.close();
    });
    lines.once("SIGINT", () => {
      reject(new CouldNot([`Stopped. ${outcome}`], EXIT.stopped));
      lines.close();
    });
    lines.once("close", () => {
      // What comes next begins a line; of what is typed in the open, the terminal has ended it.
      if (isHiding || (terminal && !isAnswered)) stderr.write("\n");
      resolve("");
    });
  });
}
