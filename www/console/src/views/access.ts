import { badge, dash, hidden } from "../components/badge.js";
import { h } from "../components/element.js";
import { table } from "../components/table.js";
import { findAction } from "../services/catalogue.js";

/** The answer of `check_access`. */
export interface Access {
  ok: boolean;
  shop_name: string;
  version: string | null;
  summary: string;
  resources: readonly ResourceAccess[];
}

interface ResourceAccess {
  resource: string;
  rights: readonly string[];
  missing: readonly MissingRight[];
  too_much: readonly string[];
  advice: string | null;
}

interface MissingRight {
  method: string;
  optional: boolean;
  stops: readonly string[];
  limits: readonly string[];
  advice: string;
}

/** Whether an answer is that of `check_access`. */
export function isAccess(value: object): value is Access {
  return "shop_name" in value && "resources" in value;
}

/** The actions that do not work with the key. */
export function stopped(access: Access): Set<string> {
  return new Set(access.resources.flatMap(({ missing }) => missing.flatMap(({ stops }) => stops)));
}

/** What the key may do, what it lacks and what it has too much. */
export function accessView(access: Access): HTMLElement {
  return h(
    "div",
    { class: "report" },
    h(
      "div",
      { class: "cardhead" },
      h("h3", { dir: "auto" }, access.shop_name),
      badge(access.version === null ? "Version unknown" : `PrestaShop ${access.version}`),
      access.ok ? badge("Every right is there", "good") : badge("Rights are missing", "bad"),
    ),
    h("p", { class: "lead" }, access.summary),
    table(
      [
        { label: "Resource", cell: ({ resource }) => h("code", {}, resource) },
        { label: "Rights", cell: rights },
        { label: "What to do", cell: advice },
      ],
      access.resources,
      "Rights by resource",
    ),
    legend(),
  );
}

function rights({ rights: granted, missing, too_much }: ResourceAccess): Node {
  const used = granted.filter((method) => !too_much.includes(method));
  const pills = [
    ...used.map((method) => pill(method, "there", "✓")),
    ...missing.map(({ method, optional }) =>
      optional ? pill(method, "optional", "○") : pill(method, "missing", "✕"),
    ),
    ...too_much.map((method) => pill(method, "too much", "+")),
  ];
  return pills.length === 0 ? dash() : h("span", { class: "pills" }, ...pills);
}

function pill(method: string, state: string, sign: string): HTMLElement {
  const attributes = { class: "pill", "data-state": state, title: `${method}: ${state}` };
  return h(
    "span",
    attributes,
    h("span", { "aria-hidden": "true" }, `${sign} `),
    method,
    hidden(` ${state} `),
  );
}

function advice({ missing, advice: untick }: ResourceAccess): Node {
  if (missing.length === 0 && untick === null) return h("span", { class: "quiet" }, dash());
  const parts = missing.flatMap((one) => [
    h("p", {}, one.advice),
    consequence("Stops", one.stops),
    consequence("Answers less", one.limits),
  ]);
  return h("div", { class: "advice" }, ...parts, untick !== null && h("p", {}, untick));
}

function consequence(label: string, actions: readonly string[]): HTMLElement | null {
  if (actions.length === 0) return null;
  const titles = actions.map((name) => findAction(name)?.title ?? name);
  return h("p", { class: "hint" }, `${label}: ${titles.join(", ")}`);
}

function legend(): HTMLElement {
  return h(
    "p",
    { class: "hint" },
    "✓ there · ✕ missing · ○ missing, but everything else works without · + more than is used",
  );
}
