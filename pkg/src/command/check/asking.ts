import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { CouldNot, EXIT } from "../command.js";

const HIDDEN = "Webservice key (it stays hidden): ";
const NO_KEY = [
  "No key was given.",
  "Copy it from the back office, Advanced Parameters > Webservice, and paste it where the command asks for it. Programs set PRESTASHOP_KEY, or write the key as one line to standard input.",
];

/** The key: from the environment, typed unseen, or the first line of what is piped in. */
export async function readKey(): Promise<string> {
  const { PRESTASHOP_KEY = "" } = process.env;
  const given = PRESTASHOP_KEY.trim() || (await answerTo(HIDDEN, true)).trim();
  if (given === "") throw new CouldNot(NO_KEY);
  return given;
}

/** The address, where somebody can be asked for it. */
export async function readAddress(): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new CouldNot(["Name the shop's address, such as https://shop.example."]);
  }
  return (await answerTo("Address of the shop: ", false)).trim();
}

/** A line from a person, or from a pipe; empty where there is none. Questions go to standard error. */
function answerTo(question: string, isHidden: boolean): Promise<string> {
  const { stdin: input, stderr } = process;
  const terminal = input.isTTY === true;
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
    lines.once("line", (line) => {
      resolve(line);
      lines.close();
    });
    lines.once("SIGINT", () => {
      reject(new CouldNot(["Stopped. Nothing was sent."], EXIT.stopped));
      lines.close();
    });
    lines.once("close", () => {
      if (isHiding) stderr.write("\n");
      resolve("");
    });
  });
}
