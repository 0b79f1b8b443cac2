import type { ResourceAccess } from "@aismarttalk/prestashop";
import { badge, dash, hidden } from "../components/badge.js";
import { copyButton } from "../components/copy.js";
import { h } from "../components/element.js";
import { quoted } from "../components/quoted.js";
import { table } from "../components/table.js";
import { words } from "../language/live.js";
import type { Dictionary } from "../language/message.js";
import { type Access, rightsOf } from "../shop/access.js";
import { findAction, titleOf } from "../shop/catalogue.js";

const CHECK = { name: "check_access", title: "Check Access" };
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
      h("bdi", {}, access.shop_url),
      access.version === null
        ? badge((w) => w.access.versionUnknown)
        : badge(h("bdi", {}, `PrestaShop ${access.version}`)),
      verdictBadge(access),
      copyButton(
        (w) => w.access.asText,
        () => asText(access, words()),
        (w) => w.access.copyAsText,
      ),
    ),
    h("p", { class: "lead" }, quoted(access.summary)),
    table(
      [
        { label: (w) => w.access.resource, cell: ({ resource }) => h("code", {}, resource) },
        { label: (w) => w.access.used, cell: used },
        { label: (w) => w.access.has, cell: rights },
        { label: (w) => w.access.toDo, cell: advice },
      ],
      access.resources,
      (w) => w.access.caption,
    ),
    legend(),
    backOffice(address),
  );
}

/** Ready; ready, but can do too much; not ready. */
function verdictBadge({ verdict }: Access): HTMLElement {
  switch (verdict) {
    case "ready":
      return badge((w) => w.access.complete, "good");
    case "ready_but_too_much":
      return badge((w) => w.access.tooMuch, "warn");
    default:
      return badge((w) => w.access.incomplete, "bad");
  }
}

/** Connected, with a token that may not ask what it may do. */
export function uncheckedView(): HTMLElement {
  return h(
    "div",
    { class: "answer" },
    h("h2", {}, (w) => w.answer.title),
    h("p", { class: "lead" }, (w) => w.access.unchecked(titleOf(CHECK)(w))),
  );
}

function used(resource: ResourceAccess): Node {
  const { used: methods } = rightsOf(resource);
  return methods.length === 0
    ? dash()
    : h("span", { class: "quietpills", dir: "ltr" }, methods.join(" "));
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

type RightState = keyof Dictionary["access"]["states"];

function pill(method: string, state: RightState, sign: string): HTMLElement {
  const title = ({ access }: Dictionary) => access.right(method, access.states[state]);
  return h(
    "span",
    { class: "pill", "data-state": state, title },
    h("span", { "aria-hidden": "true" }, `${sign} `),
    h("bdi", {}, method),
    hidden((w) => ` ${w.access.states[state]} `),
  );
}

function advice({ missing, advice: untick }: ResourceAccess): Node {
  if (missing.length === 0 && untick === null) return h("span", { class: "quiet" }, dash());
  const parts = missing.flatMap((one) => [
    h("p", {}, quoted(one.advice)),
    consequence("stops", one.stops),
    consequence("limits", one.limits),
  ]);
  return h("div", { class: "advice" }, ...parts, untick !== null && h("p", {}, quoted(untick)));
}

function consequence(what: "stops" | "limits", actions: readonly string[]): HTMLElement | null {
  if (actions.length === 0) return null;
  return h("p", { class: "hint" }, (w) => w.access[what](titles(actions, w)));
}

function titles(actions: readonly string[], words: Dictionary): string[] {
  return actions.map((name) => {
    const action = findAction(name);
    return action === undefined ? name : titleOf(action)(words);
  });
}

function legend(): HTMLElement {
  return h("p", { class: "hint" }, (w) => w.access.legend);
}

/** The name of the admin folder is a secret of the shop: nobody can link all the way. */
function backOffice(address: string | null): HTMLElement {
  if (address === null) {
    return h("p", { class: "hint" }, (w) => w.access.realShop);
  }
  const root = address.endsWith("/") ? address : `${address}/`;
  return h(
    "div",
    { class: "hint backoffice" },
    h("a", { href: root, target: "_blank", rel: "noopener noreferrer" }, (w) => w.access.place),
    h("p", {}, (w) => w.access.linkHint),
    h("code", { dir: "ltr" }, (w) => `${root}<${w.access.adminFolder}>/${PATH}`),
  );
}

/** The table for an e-mail to whoever can tick the boxes. */
function asText(access: Access, words: Dictionary): string {
  const { copied, stops, limits, place } = words.access;
  const version = access.version === null ? "" : ` (PrestaShop ${access.version})`;
  const named = (label: (methods: string) => string, all: readonly string[]) =>
    all.length === 0 ? [] : [label(all.join(" "))];
  const lines = access.resources.flatMap((resource) => {
    const { used: methods, there, missing, optional, tooMuch } = rightsOf(resource);
    const absent = [...missing, ...optional].map(({ method }) => method);
    return [
      [
        resource.resource,
        ...named(copied.used, methods),
        ...named(copied.there, there),
        ...named(copied.missing, absent),
        ...named(copied.tooMuch, tooMuch),
      ].join("; "),
      ...resource.missing.flatMap((one) => [
        `  ${one.advice}`,
        ...(one.stops.length === 0 ? [] : [`  ${stops(titles(one.stops, words))}`]),
        ...(one.limits.length === 0 ? [] : [`  ${limits(titles(one.limits, words))}`]),
      ]),
      ...(resource.advice === null ? [] : [`  ${resource.advice}`]),
    ];
  });
  return [`${access.shop_name}${version}`, access.summary, place, "", ...lines].join("\n");
}
