import { invalidRequest } from "../errors.js";

/** Which requests a fault spoils; it lets all others through. */
const SPOILS = {
  all: () => true,
  writes: (method: string) => !["GET", "HEAD", "OPTIONS"].includes(method),
  updates: (method: string) => ["PUT", "PATCH"].includes(method),
  posts: (method: string) => method === "POST",
};

const FAULTS: Record<Listed, keyof typeof SPOILS> = {
  bom: "all",
  newline: "all",
  echo: "all",
  notice: "all",
  "html-503": "all",
  "html-200": "all",
  "fatal-200": "all",
  "empty-500": "all",
  redirect: "all",
  disabled: "all",
  "no-authorization": "all",
  truncated: "all",
  "slow-down": "all",
  flaky: "all",
  "control-characters": "all",
  huge: "all",
  json: "all",
  reset: "all",
  hang: "all",
  "mail-fails": "writes",
  "lost-answer": "writes",
  "write-as-read": "writes",
  "post-ignored": "posts",
  "module-keeps": "updates",
  "moves-on": "writes",
  "blocked-before": "writes",
  "blocked-after": "writes",
  killed: "writes",
  "late-500": "writes",
  "late-502": "writes",
  "late-503": "writes",
  "late-504": "writes",
  "late-524": "writes",
  "late-reset": "writes",
  "late-hang": "writes",
};

/** Those without a time of their own. */
type Listed = Exclude<FaultName, `late-${string}-${number}`>;
type Late = Extract<Listed, `late-${string}`>;

/**
 * What goes wrong.
 *
 * | name | what happens |
 * |---|---|
 * | `bom`, `newline`, `echo`, `notice` | something stands before the document: a byte order mark, empty lines, a line of somebody's debugging, a warning of PHP |
 * | `html-503`, `html-200` | the maintenance page of the host; the home page of the shop |
 * | `fatal-200` | a fatal error of PHP, with status 200 |
 * | `empty-500` | status 500 without a body |
 * | `redirect` | 302, out of the Webservice |
 * | `disabled` | the Webservice is switched off |
 * | `no-authorization` | the host drops the header `Authorization`; with `auth: "query"` it works |
 * | `truncated` | the last third of the body is missing |
 * | `slow-down`, `flaky` | 429 with `Retry-After: 1`, or 503, for the first request of each address |
 * | `control-characters` | characters that XML does not know stand in the values |
 * | `huge` | a body of 64 MB |
 * | `json` | JSON, although nobody asked for it |
 * | `reset`, `hang` | the connection is closed without an answer, or left open; nothing is done |
 * | `mail-fails` | a status change is saved, then its e-mail fails: 500 |
 * | `lost-answer` | a write is saved, then the answer is an empty 500 |
 * | `write-as-read` | a write is turned into a read: 200, nothing is done |
 * | `post-ignored` | a `POST` is answered 201 with a record, nothing is done |
 * | `module-keeps` | an update is saved, then a module puts the old values back; the answer shows the new ones |
 * | `moves-on` | after a status change a module gives the order its next status |
 * | `blocked-before`, `blocked-after` | a firewall stops writes, or the answers to writes that are saved: 403 |
 * | `killed` | PHP ends in the middle of a write: an empty 500, and a part is saved |
 * | `late-500`, `late-502`, `late-503`, `late-504`, `late-524` | a write is answered with that page of a proxy, and carried out when 3 seconds have passed, see {@link DemoShop.pass} |
 * | `late-reset`, `late-hang` | the same, and the connection is closed without an answer, or left open |
 *
 * `late-504-250` is late by 250 milliseconds, and so for the others.
 */
export type FaultName =
  | "bom"
  | "newline"
  | "echo"
  | "notice"
  | "html-503"
  | "html-200"
  | "fatal-200"
  | "empty-500"
  | "redirect"
  | "disabled"
  | "no-authorization"
  | "truncated"
  | "slow-down"
  | "flaky"
  | "control-characters"
  | "huge"
  | "json"
  | "reset"
  | "hang"
  | "mail-fails"
  | "lost-answer"
  | "write-as-read"
  | "post-ignored"
  | "module-keeps"
  | "moves-on"
  | "blocked-before"
  | "blocked-after"
  | "killed"
  | `late-${"500" | "502" | "503" | "504" | "524" | "reset" | "hang"}`
  | `late-${"500" | "502" | "503" | "504" | "524" | "reset" | "hang"}-${number}`;

/** A fault of some requests only. */
export interface Fault {
  /** What goes wrong. */
  name: FaultName;
  /**
   * Only for requests of this method.
   * @default any that the fault spoils
   */
  method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  /**
   * Only for this resource, by the name it has in the address, such as `orders`; `""` for the root,
   * which tells the rights of a key.
   * @default any
   */
  resource?: string;
  /**
   * How many requests it spoils, from 1 on; all others go through.
   * @default every one
   */
  times?: number;
}

/** The faults of a shop, with how many requests each may still spoil. */
export class Faults {
  readonly #rules: { fault: Fault; spoils: (method: string) => boolean; left: number }[];

  constructor(given: readonly (FaultName | Fault)[]) {
    if (!Array.isArray(given)) {
      throw invalidRequest("faults", "is no list", 'Give a list, such as ["flaky"].');
    }
    this.#rules = given.map((one: FaultName | Fault, at) => {
      const fault = typeof one === "string" ? { name: one } : one;
      return { fault, ...checked(fault, `faults[${at}]`) };
    });
  }

  /** What goes wrong with a request: the first in the list that it fits. */
  of(method: string, resource: string): FaultName | undefined {
    const rule = this.#rules.find(
      ({ fault, spoils, left }) =>
        left > 0 &&
        spoils(method) &&
        (fault.method ?? method) === method &&
        (fault.resource ?? resource) === resource,
    );
    if (rule === undefined) return undefined;
    rule.left -= 1;
    return rule.fault.name;
  }
}

const MEMBERS = ["name", "method", "resource", "times"];
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

function checked(fault: Fault, place: string) {
  const names = Object.keys(Object(fault));
  const unknown = names.find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) {
    throw invalidRequest(`${place}.${unknown}`, "is no option", `Give ${MEMBERS.join(", ")}.`);
  }
  const { name, method, resource, times = Number.POSITIVE_INFINITY } = Object(fault) as Fault;
  const listed = Object.hasOwn(FAULTS, name) ? name : withoutTime(name);
  if (listed === undefined) {
    const hint = `Give one of ${Object.keys(FAULTS).join(", ")}.`;
    throw invalidRequest(place, `is no fault: ${JSON.stringify(name)}`, hint);
  }
  const spoils = SPOILS[FAULTS[listed as Listed]];
  if (method !== undefined && !METHODS.includes(method)) {
    throw invalidRequest(`${place}.method`, "is no method", `Give one of ${METHODS.join(", ")}.`);
  }
  if (method !== undefined && !spoils(method)) {
    const problem = `is one that \`${name}\` does not spoil`;
    throw invalidRequest(`${place}.method`, problem, "Leave it out, or choose another fault.");
  }
  if (resource !== undefined && typeof resource !== "string") {
    throw invalidRequest(`${place}.resource`, "must be a text", 'Such as "orders".');
  }
  if (times !== Number.POSITIVE_INFINITY && !(Number.isInteger(times) && times >= 1)) {
    throw invalidRequest(`${place}.times`, "must be a whole number from 1 on", "Or leave it out.");
  }
  return { spoils, left: times };
}

/** `late-504` of `late-504-250`. */
function withoutTime(name: string): Late | undefined {
  const [, late] = /^(late-(?:\d{3}|reset|hang))-\d{1,9}$/.exec(String(name)) ?? [];
  return late !== undefined && Object.hasOwn(FAULTS, late) ? (late as Late) : undefined;
}
