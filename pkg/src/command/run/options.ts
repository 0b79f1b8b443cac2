import { type ActionName, actions } from "../../node.js";
import { CouldNot, NAME } from "../command.js";
import { KEY_HELP, REACH_HELP, REACH_OPTIONS, type Reach, reachOf } from "../shop/options.js";
import { didYouMean } from "../words/nearest.js";
import { readWords } from "../words/typed.js";
import { readInput } from "./input.js";

/** What was typed behind `run`. */
export interface RunOptions extends Reach {
  action: (typeof actions)[number];
  input: Record<string, unknown>;
  url: string | undefined;
  language: string | undefined;
  yes: boolean;
  preview: boolean;
  json: boolean;
}

const OPTIONS = {
  ...REACH_OPTIONS,
  input: { type: "string" },
  shop: { type: "string" },
  language: { type: "string" },
  yes: { type: "boolean", short: "y" },
  preview: { type: "boolean" },
} as const;

const longest = Math.max(...actions.map(({ name }) => name.length));
const listed = (isWriting: boolean) =>
  actions
    .filter(({ writes }) => (writes !== null) === isWriting)
    .map(({ name, title }) => `  ${name.padEnd(longest)}  ${title}`)
    .join("\n");

export const HELP = `${NAME} run ACTION --input JSON --shop https://shop.example

Runs an action and prints what it answers.

  ${NAME} run get_order --input '{"id":5}' --shop https://shop.example
  ${NAME} run find_orders --input '{"paid":false,"limit":10}' --json
  ${NAME} run update_customer --input '{"id":2,"lastname":"Moreau"}' --preview

More about an action, with an example of its own: ${NAME} run ACTION --help

Actions that read:
${listed(false)}

Actions that write: on a terminal they show what would change and ask before they save:
${listed(true)}

${KEY_HELP}

  --input JSON     the input of the action, or @FILE with the name of a file that holds it
  --shop ADDRESS   the shop; PRESTASHOP_URL stands in for it
  --language FR    the language of the answer: an ISO code or an id
  --preview        shows what would change, and saves nothing
  --yes            saves without asking
  --json           prints the answer as JSON, and errors on standard error too
${REACH_HELP}
  --help           prints this

Exit code: 0 done; 1 not done, nothing was saved; 2 not sent, something is missing or
misspelled; 3 it is not known whether it was saved, or it was saved in part; 74 the answer
could not be written, as on a full disk; 130 stopped, nothing was saved.`;

/** Reads what was typed; the text to print where that was asked for. */
export function readRun(words: string[]): RunOptions | string {
  const declared = { options: OPTIONS, help: HELP, free: ["input"] };
  const { values, positionals } = readWords(words, declared);
  const [name, ...rest] = positionals;
  if (name === undefined && values.help === true) return HELP;
  const action = actionOf(name);
  if (values.help === true) return helpOf(action);
  if (rest.length > 0) {
    throw new CouldNot([
      "Give one action only; its input stands behind --input, in quotes.",
      exampleOf(action),
    ]);
  }
  return {
    ...reachOf(values),
    action,
    input: readInput(values.input),
    url: values.shop,
    language: values.language,
    yes: values.yes === true,
    preview: values.preview === true,
    json: values.json === true,
  };
}

function actionOf(name: string | undefined): (typeof actions)[number] {
  const names: readonly ActionName[] = actions.map((one) => one.name);
  if (name === undefined) throw new CouldNot(["Which action?", "", HELP]);
  const action = actions.find((one) => one.name === name);
  if (action !== undefined) return action;
  throw new CouldNot([
    `There is no such action.${didYouMean(name, names)}`,
    `All of them: ${names.join(", ")}.`,
  ]);
}

const exampleOf = ({ name, example }: (typeof actions)[number]) =>
  `Example: ${NAME} run ${name} --input '${JSON.stringify(example).replaceAll("'", "'\\''")}' --shop https://shop.example`;

function helpOf(action: (typeof actions)[number]): string {
  const { name, description, inputSchema, needs } = action;
  const required: readonly string[] = inputSchema.required;
  const inputs = Object.entries(inputSchema.properties as Record<string, { description?: string }>);
  return [
    `${NAME} run ${name}`,
    "",
    description,
    "",
    exampleOf(action),
    ...(inputs.length === 0 ? [] : ["", "Input:"]),
    ...inputs.map(
      ([one, { description: told = "" }]) =>
        `  ${one}${required.includes(one) ? " (required)" : ""}: ${told}`,
    ),
    ...(needs.length === 0 ? [] : ["", "Rights of the key:"]),
    ...needs.map(({ method, resource, without }) => {
      return `  ${method} ${resource}${without === null ? "" : `, if wanted: without it ${without}`}`;
    }),
    "",
    `All options: ${NAME} run --help`,
  ].join("\n");
}
