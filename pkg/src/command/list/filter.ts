import { CouldNot } from "../command.js";

/** A condition as the client takes it. */
type Condition = string | readonly string[] | Readonly<Record<string, unknown>>;

const FORMS = [
  "Write it as the Webservice does, in quotes:",
  '  --filter "id=5"            that value',
  '  --filter "id=[1|5|7]"      one of them',
  '  --filter "id=[1,5]"        from the first to the second; [1,] and [,5] leave one open',
  '  --filter "price=>[10]"     more, and <[10] less',
  "  --filter 'active=![1]'     anything but that",
  '  --filter "name=[tea]%"     begins; %[tea] ends, %[tea]% contains',
];

/** The forms of a condition, the first that fits counts. */
const CONDITIONS: readonly (readonly [RegExp, (...parts: string[]) => Condition])[] = [
  [/^%\[(.*)\]%$/s, (text) => ({ contains: text })],
  [/^%\[(.*)\]$/s, (text) => ({ ends: text })],
  [/^\[(.*)\]%$/s, (text) => ({ begins: text })],
  [/^>\[(.*)\]$/s, (value) => ({ greater: value })],
  [/^<\[(.*)\]$/s, (value) => ({ less: value })],
  [/^!\[(.*)\]$/s, (values) => ({ not: oneOrMany(values) })],
  [/^\[([^,|]*),([^,|]*)\]$/s, (from, to) => ({ between: [open(from), open(to)] })],
  [/^\[(.*)\]$/s, (values) => oneOrMany(values)],
  [/^([^[\]]*)$/s, (value) => value],
];

const open = (value = "") => (value === "" ? null : value);

function oneOrMany(values = ""): string | string[] {
  const all = values.split("|");
  return all.length > 1 ? all : values;
}

/** The conditions of `--filter FIELD=CONDITION`. */
export function readFilters(typed: readonly string[]): Record<string, Condition> {
  const filter: Record<string, Condition> = {};
  for (const one of typed) {
    const [, field = "", text = ""] = /^([a-z_][a-z0-9_]*)=(.*)$/is.exec(one) ?? [];
    const condition = conditionOf(text);
    if (field === "" || condition === undefined) throw noFilter();
    if (Object.hasOwn(filter, field)) {
      throw new CouldNot([`Give one --filter for ${field}; [1,5] asks for a range.`]);
    }
    filter[field] = condition;
  }
  return filter;
}

function conditionOf(text: string): Condition | undefined {
  for (const [form, condition] of CONDITIONS) {
    const parts = form.exec(text);
    if (parts !== null) return condition(...parts.slice(1));
  }
  return undefined;
}

const noFilter = () => new CouldNot(["--filter is not understood.", ...FORMS]);
