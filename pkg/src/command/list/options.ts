import { CouldNot, NAME } from "../command.js";
import { KEY_HELP, REACH_HELP, REACH_OPTIONS, type Reach, reachOf } from "../shop/options.js";
import { readWords, wholeNumber } from "../words/typed.js";
import { readFilters } from "./filter.js";

/** How rows are written. */
export type Form = "table" | "json" | "jsonl";

/** What was typed behind `list`. */
export interface ListOptions extends Reach {
  resource: string;
  filter: Record<string, unknown>;
  display: string[] | undefined;
  sort: string[];
  limit: number | undefined;
  offset: number | undefined;
  language: string | undefined;
  skipFailing: boolean;
  url: string | undefined;
  form: Form;
}

const OPTIONS = {
  ...REACH_OPTIONS,
  shop: { type: "string" },
  filter: { type: "string", multiple: true },
  display: { type: "string" },
  sort: { type: "string" },
  limit: { type: "string" },
  offset: { type: "string" },
  language: { type: "string" },
  "skip-failing": { type: "boolean" },
  jsonl: { type: "boolean" },
} as const;

export const HELP = `${NAME} list RESOURCE --shop https://shop.example

Lists the records of a resource, such as products, orders, customers or addresses. Rows
are printed as they arrive, however many there are.

  ${NAME} list products --filter "id=[1,5]" --display id,name --shop https://shop.example
  ${NAME} list orders --filter "date_add=[2026-01-01,]" --sort id_DESC --limit 20
  ${NAME} list customers --filter "email=%[@example.com]" --json > customers.json
  ${NAME} list products --jsonl | head -n 3

${KEY_HELP}

  --filter TEXT    FIELD=CONDITION as the Webservice writes it, in quotes; several must all
                   hold. id=5, id=[1|5|7] one of, id=[1,5] from and to, price=>[10],
                   price=<[10], active=![1] not, name=[tea]% begins, name=%[tea] ends,
                   name=%[tea]% contains
  --display NAMES  the fields wanted, with commas between them; all by default
  --sort ORDER     such as id_DESC or price_ASC; id_ASC by default
  --limit N        rows at the most
  --offset N       rows skipped; needs --limit
  --language FR    the language of the texts: an ISO code or an id
  --skip-failing   leaves out a record that makes the shop fail, and names it
  --shop ADDRESS   the shop; PRESTASHOP_URL stands in for it
  --json           prints an array of records, and errors on standard error as JSON
  --jsonl          prints a record as JSON on each line
${REACH_HELP}
  --help           prints this

Exit code: 0 done, also if the reader stops early, as head does; 1 the shop said no, or
failed on the way; 2 not sent, something is missing or misspelled; 74 the rows could not be
written, as on a full disk; 130 stopped.`;

/** Reads what was typed; the text to print where that was asked for. */
export function readList(words: string[]): ListOptions | string {
  const declared = { options: OPTIONS, help: HELP, free: ["filter"] };
  const { values, positionals } = readWords(words, declared);
  if (values.help === true) return HELP;
  const [resource, ...rest] = positionals;
  if (resource === undefined) throw new CouldNot(["Which resource?", "", HELP]);
  if (rest.length > 0) {
    throw new CouldNot([
      "Give one resource only, and quotes around a filter: shells read its brackets.",
      `Example: ${NAME} list products --filter "id=[1,5]" --display id,name`,
    ]);
  }
  if (!/^[a-z_0-9]+$/i.test(resource)) {
    throw new CouldNot(["A resource is a word such as products or order_details."]);
  }
  const offset = /^0$/.test(values.offset ?? "") ? undefined : wholeNumber("offset", values.offset);
  const limit = wholeNumber("limit", values.limit);
  if (offset !== undefined && limit === undefined) throw new CouldNot(["--offset needs --limit."]);
  return {
    ...reachOf(values),
    resource,
    filter: readFilters(values.filter ?? []),
    display: namesIn(values.display),
    sort: namesIn(values.sort) ?? [],
    limit,
    offset,
    language: values.language,
    skipFailing: values["skip-failing"] === true,
    url: values.shop,
    form: values.jsonl === true ? "jsonl" : values.json === true ? "json" : "table",
  };
}

/** The names between commas, of which those in brackets belong to their name: `categories[id,name]`. */
function namesIn(text: string | undefined): string[] | undefined {
  if (text === undefined || text === "full") return undefined;
  const names = text.split(/,(?![^[]*\])/).map((one) => one.trim().replace(/^\[(.*)\]$/, "$1"));
  return names.flatMap((one) => (one === "" ? [] : [one]));
}
