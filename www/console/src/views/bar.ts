import icon from "../../icon.svg";
import { fill, h } from "../components/element.js";
import type { Dictionary } from "../language/message.js";
import type { Access } from "../shop/access.js";
import type { Connection } from "../shop/connection.js";
import { languagePicker } from "./language-picker.js";

/** What the page is connected to, in a word. */
export type Presence =
  | { state: "connecting" }
  | { state: "failed" }
  | { state: "connected"; access: Access | null; connection: Connection };

/** The head of the page. */
export interface Bar {
  nodes: readonly HTMLElement[];
  show(presence: Presence): void;
}

/** Name of the page, what it is connected to, and its languages. */
export function barView(): Bar {
  const brand = h(
    "p",
    { class: "brand" },
    h("img", { src: icon, alt: "", width: 24, height: 24 }),
    h("span", {}, (w) => w.page.brand),
    h("span", { class: "hint" }, (w) => w.page.kind),
  );
  const place = h("p", { class: "presence" });
  return {
    nodes: [brand, place, languagePicker()],
    show: (presence) => {
      place.dataset.state = presence.state;
      fill(place, h("span", { class: "dot", "aria-hidden": "true" }), ...presenceParts(presence));
    },
  };
}

function presenceParts(presence: Presence): HTMLElement[] {
  if (presence.state === "connecting") return [h("span", {}, (w) => w.presence.connecting)];
  if (presence.state === "failed") return [h("span", {}, (w) => w.presence.failed)];
  const { access, connection } = presence;
  const { target, sites, address } = connection;
  const kind = (words: Dictionary) => (target === "shop" ? null : words.presence[target]);
  const version = access?.version ?? null;
  return [
    h("bdi", {}, access?.shop_name ?? sites?.site.name ?? address),
    h("span", { class: "hint" }, (w) =>
      [version, kind(w)].flatMap((one) => (one === null ? [] : ` · ${one}`)).join(""),
    ),
  ];
}
