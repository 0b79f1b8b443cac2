import type { Dictionary } from "../language/message.js";
import type { IconName } from "../parts/icon.js";
import { isWriting, titleOf } from "../shop/catalogue.js";
import type { Connection } from "../shop/connection.js";
import { draftedRecords } from "../state/drafts.js";
import { type Recent, recentOf } from "../state/recent.js";
import { goTo, type PageName, route } from "../state/route.js";
import type { Hit } from "./hits.js";

const ICONS: Readonly<Record<Recent["page"], IconName>> = {
  orders: "orders",
  products: "box",
  customers: "user",
};

/** Pages that a verb leads to. */
const PLACES: readonly {
  name: keyof Dictionary["finder"]["commands"];
  page: PageName;
  icon: IconName;
}[] = [
  { name: "orders", page: "orders", icon: "orders" },
  { name: "products", page: "products", icon: "box" },
  { name: "customers", page: "customers", icon: "user" },
  { name: "bulk", page: "bulk", icon: "rows" },
  { name: "key", page: "key", icon: "key" },
  { name: "changes", page: "changes", icon: "undo" },
  { name: "connect", page: "connect", icon: "plug" },
];

/** What can be done, whatever is typed; calls only for developers. */
export function commandHits(shop: Connection | null, w: Dictionary, isDeveloper: boolean): Hit[] {
  const { commands } = w.finder;
  const places = PLACES.map(
    ({ name, page, icon }): Hit => ({
      key: `do/${name}`,
      group: "do",
      icon,
      title: commands[name].title,
      keywords: commands[name].keywords,
      open: () => goTo(page),
    }),
  );
  const exporting: Hit = {
    key: "do/export",
    group: "do",
    icon: "file",
    title: commands.export.title,
    keywords: commands.export.keywords,
    open: () => goTo("orders", null, { do: "export" }),
  };
  const calls = (isDeveloper ? (shop?.actions ?? []) : []).map(
    (action): Hit => ({
      key: `do/${action.name}`,
      group: "do",
      icon: "code",
      title: titleOf(action)(w),
      sub: isWriting(action) ? w.finder.callWrites : w.finder.callReads,
      keywords: action.name.replaceAll("_", " "),
      open: () => goTo("calls", action.name),
    }),
  );
  return [...places, exporting, ...calls];
}

/** What can be done with a record that was found or is open. */
export function recordCommands(key: string, title: string, w: Dictionary): Hit[] {
  const { page, id } = splitKey(key);
  const { commands } = w.finder;
  if (page === "orders") {
    return [
      {
        key: `do/status/${id}`,
        group: "do",
        icon: "pen",
        title: w.finder.changeStatusOf(title),
        keywords: commands.status.keywords,
        shortcut: "S",
        open: () => goTo("orders", id, { do: "status" }),
      },
    ];
  }
  if (page === "products") {
    return [
      {
        key: `do/edit/${id}`,
        group: "do",
        icon: "pen",
        title: w.finder.editTextsOf(title),
        keywords: commands.edit.keywords,
        shortcut: "E",
        open: () => goTo("products", id, { do: "edit" }),
      },
    ];
  }
  return [];
}

/** The record that is open, or was last of its kind: verbs alone are about it. */
export function recordsInMind(ref: string): readonly { key: string; title: string }[] {
  const records = recentOf(ref);
  const { page, id } = route.value;
  const open = records.find((one) => one.page === page && one.id === id);
  const last = (name: Recent["page"]) => records.find((one) => one.page === name);
  const wanted = [open, last("orders"), last("products")].filter((one) => one !== undefined);
  return [...new Set(wanted)].map(({ page: of, id: named, name }) => ({
    key: `${of}/${named}`,
    title: name,
  }));
}

/** The last ten of the shop. */
export function recentHits(ref: string, w: Dictionary, openedAt: (at: number) => string): Hit[] {
  return recentOf(ref).map(({ page, id, name, more, at }) => ({
    key: `${page}/${id}`,
    group: "recent",
    icon: ICONS[page],
    title: name,
    isMono: page === "orders",
    sub: [more ?? "", w.finder.opened(openedAt(at))].filter((part) => part !== "").join(" · "),
    open: () => goTo(page, id),
  }));
}

/** Whether something that was typed there is not saved. */
export function hasDraft(ref: string | null, key: string): boolean {
  return ref !== null && draftedRecords(ref).includes(key);
}

function splitKey(key: string): { page: string; id: string } {
  const end = key.indexOf("/");
  return { page: key.slice(0, end), id: key.slice(end + 1) };
}
