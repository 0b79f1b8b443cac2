import type { ResourceAccess } from "@aismarttalk/prestashop";
import { badge, dash, hidden } from "../components/badge.js";
import { copyButton } from "../components/copy.js";
import { h } from "../components/element.js";
import { table } from "../components/table.js";
import { type Access, rightsOf } from "../services/access.js";
import { findAction } from "../services/catalogue.js";

/** Where the boxes of a key are, in every version of the back office. */
const PLACE = "Advanced Parameters > Webservice";
/** Behind the folder that each shop names for itself. */
const PATH = "index.php?controller=AdminWebservice";

/** What the key may do beside what the actions use; `address` is that of a real shop. */
export function accessView(access: Access, address: string | null): HTMLElement {
  return h(
    "div",
    { class: "report" },
    h(
      "div",
      { class: "cardhead" },
      h("h3", { dir: "auto" }, access.shop_name),
      badge(access.version === null ? "Version unknown" : `PrestaShop ${access.version}`),
      access.ok ? badge("Every right is there", "good") : badge("Rights are missing", "bad"),
      copyButton("the rights as text", () => asText(access), "Copy as text"),
    ),
    h("p", { class: "lead" }, access.summary),
    table(
      [
        { label: "Resource", cell: ({ resource }) => h("code", {}, resource) },
        { label: "The actions use", cell: used },
        { label: "The key has", cell: rights },
        { label: "What to do", cell: advice },
      ],
      access.resources,
      "Rights by resource",
    ),
    legend(),
    backOffice(address),
  );
}

function used(resource: ResourceAccess): Node {
  const { used: methods } = rightsOf(resource);
  return methods.length === 0 ? dash() : h("span", { class: "quietpills" }, methods.join(" "));
}

function rights(resource: ResourceAccess): Node {
  const { there, missing, optional, tooMuch } = rightsOf(resource);
  const pills = [
    ...there.map((method) => pill(method, "there", "✓")),
    ...missing.map(({ method }) => pill(method, "missing", "✕")),
    ...optional.map(({ method }) => pill(method, "optional", "○")),
    ...tooMuch.map((method) => pill(method, "too much", "+")),
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
  return h("p", { class: "hint" }, `${label}: ${titles(actions)}`);
}

function titles(actions: readonly string[]): string {
  return actions.map((name) => findAction(name)?.title ?? name).join(", ");
}

function legend(): HTMLElement {
  return h(
    "p",
    { class: "hint" },
    "✓ there · ✕ missing · ○ missing, but everything else works without · + more than is used",
  );
}

/** The name of the admin folder is a secret of the shop: nobody can link all the way. */
function backOffice(address: string | null): HTMLElement {
  if (address === null) {
    return h("p", { class: "hint" }, `A real shop has these boxes under ${PLACE}.`);
  }
  const root = address.endsWith("/") ? address : `${address}/`;
  return h(
    "div",
    { class: "hint backoffice" },
    h("a", { href: root, target: "_blank", rel: "noopener noreferrer" }, PLACE),
    h(
      "p",
      {},
      "The link opens the shop: only its owner knows its admin folder. The page is there:",
    ),
    h("code", { dir: "ltr" }, `${root}<admin folder>/${PATH}`),
  );
}

/** The table for an e-mail to whoever can tick the boxes. */
function asText(access: Access): string {
  const version = access.version === null ? "" : ` (PrestaShop ${access.version})`;
  const lines = access.resources.flatMap((resource) => {
    const { used: methods, there, missing, optional, tooMuch } = rightsOf(resource);
    const named = (label: string, all: readonly string[]) =>
      all.length === 0 ? [] : [`${label}: ${all.join(" ")}`];
    return [
      [
        resource.resource,
        ...named("used", methods),
        ...named("there", there),
        ...named(
          "missing",
          [...missing, ...optional].map(({ method }) => method),
        ),
        ...named("too much", tooMuch),
      ].join("; "),
      ...resource.missing.flatMap((one) => [
        `  ${one.advice}`,
        ...(one.stops.length === 0 ? [] : [`  Stops: ${titles(one.stops)}`]),
        ...(one.limits.length === 0 ? [] : [`  Answers less: ${titles(one.limits)}`]),
      ]),
      ...(resource.advice === null ? [] : [`  ${resource.advice}`]),
    ];
  });
  return [`${access.shop_name}${version}`, access.summary, PLACE, "", ...lines].join("\n");
}
