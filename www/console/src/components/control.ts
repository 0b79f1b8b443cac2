import type { Input, Schema } from "../shop/catalogue.js";
import { h } from "./element.js";
import { labelOf } from "./labels.js";

type Value = Input[string];

/** What a value is put in with: one input, or a group of them. */
export interface Control {
  node: HTMLElement;
  /** Those that are told when something is wrong. */
  inputs: readonly HTMLElement[];
  read(): Value | undefined;
  write(value: Value | undefined): void;
  focus(): void;
}

type Native = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Longer texts get more than one line. */
const MOST_IN_INPUT = 1000;

/** Days, for which browsers have an input of their own. */
const DAYS = ["from", "to", "changed_since", "registered_from", "registered_to"];

/** What a value of that schema is put in with. */
export function control(name: string, schema: Schema): Control {
  if (schema.type === "array") return someOf(name, schema.items ?? {});
  const native = nativeControl(name, schema);
  native.name = name;
  return {
    node: native,
    inputs: [native],
    read: () => read(native, schema),
    write: (value) => write(native, value),
    focus: () => native.focus(),
  };
}

/** Whether it is a box to tick, which stands beside its label. */
export function isBox({ node }: Control): boolean {
  return node instanceof HTMLInputElement && node.type === "checkbox";
}

function nativeControl(name: string, schema: Schema): Native {
  if (schema.enum !== undefined) {
    const words = schema.enum.filter((one) => one !== null);
    return h(
      "select",
      {},
      h("option", { value: "" }),
      ...words.map((one) => h("option", { lang: "en" }, one)),
    );
  }
  if (schema.type === "boolean") return yesOrNo(schema);
  if (schema.type === "integer" || schema.type === "number") return numberInput(schema);
  if ((schema.maxLength ?? 0) > MOST_IN_INPUT) return h("textarea", { rows: 5, dir: "auto" });
  if (DAYS.includes(name)) return h("input", { type: "date" });
  const type = schema.format === "email" ? "email" : "text";
  const { maxLength: maxlength } = schema;
  const asTyped = { autocomplete: "off", autocapitalize: "off", spellcheck: "false" };
  return h("input", { type, maxlength, dir: "auto", enterkeyhint: "go", ...asTyped });
}

/** Where "not given" means neither yes nor no, a box to tick could not say it. */
function yesOrNo({ default: usual }: Schema): Native {
  if (usual !== undefined) return h("input", { type: "checkbox" });
  return h(
    "select",
    {},
    h("option", { value: "" }, (w) => w.value.either),
    h("option", { value: "true" }, (w) => w.value.yes),
    h("option", { value: "false" }, (w) => w.value.no),
  );
}

function numberInput({ type, minimum: min, maximum: max, default: usual }: Schema): Native {
  const step = type === "integer" ? 1 : "any";
  const placeholder = usual === undefined ? null : String(usual);
  const keys = { inputmode: type === "integer" ? "numeric" : "decimal", enterkeyhint: "go" };
  return h("input", { type: "number", min, max, step, placeholder, ...keys });
}

function read(native: Native, schema: Schema): Value | undefined {
  if (native instanceof HTMLInputElement && native.type === "checkbox") return native.checked;
  const text = native.value.trim();
  if (text === "") return undefined;
  if (schema.type === "boolean") return text === "true";
  const isNumber = [schema.type].flat().some((one) => one === "integer" || one === "number");
  return isNumber && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function write(native: Native, value: Value | undefined): void {
  if (native instanceof HTMLInputElement && native.type === "checkbox") {
    native.checked = value === true;
  } else {
    native.value = value === undefined || typeof value === "object" ? "" : String(value);
  }
}

/** Boxes to tick for a list of some of a few words. */
function someOf(name: string, { enum: words = [] }: Schema): Control {
  const boxes = words
    .filter((word) => word !== null)
    .map((value) => h("input", { type: "checkbox", name, value }));
  const node = h(
    "div",
    { class: "some", role: "group" },
    ...boxes.map((box) => h("label", { title: box.value }, box, labelOf(box.value))),
  );
  return {
    node,
    inputs: [node],
    read: () => {
      const ticked = boxes.filter(({ checked }) => checked).map(({ value }) => value);
      return ticked.length === 0 ? undefined : ticked;
    },
    write: (value) => {
      for (const box of boxes) box.checked = Array.isArray(value) && value.includes(box.value);
    },
    focus: () => boxes[0]?.focus(),
  };
}
