import { parseArgs } from "node:util";
import { isLevel } from "../../src/callers/grant.js";
import { isObject } from "../../src/json.js";
import { ADMINISTERED, type Ask, administer } from "./administration.js";
import { UsageError } from "./usage.js";

const GRANT = {
  ...ADMINISTERED,
  sites: { type: "string" },
  level: { type: "string" },
  confirm: { type: "boolean" },
  claim: { type: "boolean" },
  rate: { type: "string" },
  expires: { type: "string" },
} as const;

const CHANGE = {
  ...GRANT,
  "no-confirm": { type: "boolean" },
  "no-claim": { type: "boolean" },
  disable: { type: "boolean" },
  enable: { type: "boolean" },
} as const;

const ROTATION = { ...ADMINISTERED, overlap: { type: "string" } } as const;

/** Stands for no limit, and for no end. */
const NONE = "none";

/** By name, what is done with callers; words are those behind it. */
const COMMANDS: Readonly<Record<string, (words: string[]) => Promise<void>>> = {
  list: async (args) => {
    const { values } = parseArgs({ args, options: ADMINISTERED });
    await administer(values, printAll);
  },
  add: async (args) => {
    const { values, positionals } = parseArgs({ args, options: GRANT, allowPositionals: true });
    const body = { sites: "*", level: "read", ...membersOf(values), name: positionals[0] ?? "" };
    await administer(values, async (ask) => {
      tell(await ask({ method: "POST", path: "/callers", body }));
    });
  },
  change: async (args) => {
    const { values, positionals } = parseArgs({ args, options: CHANGE, allowPositionals: true });
    const body = {
      ...membersOf(values),
      ...(values["no-confirm"] && { confirm: null }),
      ...(values["no-claim"] && { claim: null }),
      ...(values.disable && { disabled: true }),
      ...(values.enable && { disabled: false }),
    };
    await administer(values, async (ask) => {
      const answer = await ask({ method: "PATCH", path: pathOf(positionals), body });
      console.log(JSON.stringify(answer?.caller, null, 2));
    });
  },
  rotate: async (args) => {
    const { values, positionals } = parseArgs({ args, options: ROTATION, allowPositionals: true });
    const { overlap } = values;
    const body = overlap === undefined ? {} : { overlapMinutes: numberIn(overlap) };
    await administer(values, async (ask) => {
      tell(await ask({ method: "POST", path: `${pathOf(positionals)}/rotate`, body }));
    });
  },
  remove: async (args) => {
    const options = ADMINISTERED;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    await administer(values, (ask) => ask({ method: "DELETE", path: pathOf(positionals) }));
  },
};

/** Manages the callers of a store. */
export async function manageCallers([command = "", ...words]: string[]): Promise<void> {
  const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (run === undefined) {
    throw new UsageError(`Say what to do: callers ${Object.keys(COMMANDS).join(", ")}.`);
  }
  await run(words);
}

/** Prints every caller, page by page. */
async function printAll(ask: Ask): Promise<void> {
  let after = "";
  for (;;) {
    const answer = await ask({ method: "GET", path: `/callers?limit=1000${after}` });
    const callers = Array.isArray(answer?.callers) ? answer.callers.filter(isObject) : [];
    for (const { id, name, level, sites, disabled, expires, lastUsed } of callers) {
      const state = disabled ? "disabled" : expires === null ? "" : `until ${expires}`;
      const words = [id, name, level, sites, state, lastUsed === null ? "never used" : lastUsed];
      console.log(words.join("\t"));
    }
    if (typeof answer?.next !== "string") return;
    after = `&after=${encodeURIComponent(answer.next)}`;
  }
}

/** Prints a token; it is not to be had again. */
function tell(answer: Record<string, unknown> | null): void {
  console.log(JSON.stringify(answer, null, 2));
  console.error("The token is shown this once: keep it.");
}

interface Values {
  sites?: string;
  level?: string;
  confirm?: boolean;
  claim?: boolean;
  rate?: string;
  expires?: string;
}

/** What was typed, as the worker takes it; it says what of it is wrong. */
function membersOf({ sites, level, confirm, claim, rate, expires }: Values) {
  return {
    ...(sites !== undefined && { sites: sites === "*" ? sites : sites.split(",") }),
    ...(level !== undefined && { level: isLevel(level) ? level : level.split(",") }),
    ...(confirm && { confirm: "required" }),
    ...(claim && { claim: "required" }),
    ...(rate !== undefined && { ratePerMinute: rate === NONE ? null : numberIn(rate) }),
    ...(expires !== undefined && { expires: expires === NONE ? null : expires }),
  };
}

/** A number, or the word itself, which the worker refuses by its name. */
function numberIn(word: string): number | string {
  return /^\d{1,9}$/.test(word) ? Number(word) : word;
}

function pathOf([id]: string[]): string {
  if (id === undefined)
    throw new UsageError("Give the id of a caller, as `callers list` prints it.");
  return `/callers/${encodeURIComponent(id)}`;
}
