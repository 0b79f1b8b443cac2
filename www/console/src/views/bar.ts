import icon from "../../icon.svg";
import { h } from "../components/element.js";
import type { Access } from "../services/access.js";
import type { Connection } from "../services/shop.js";

/** What the page is connected to, in a word. */
export type Presence =
  | { state: "connecting" }
  | { state: "failed" }
  | { state: "connected"; access: Access | undefined; connection: Connection };

/** How the shop is reached, where that is not by its address. */
const WAYS: Readonly<Record<Connection["target"], string>> = {
  demo: " · demo",
  edge: " · through the worker",
  shop: "",
};

/** The head of the page. */
export function barView(presence: Presence): HTMLElement[] {
  return [
    h(
      "p",
      { class: "brand" },
      h("img", { src: icon, alt: "", width: 24, height: 24 }),
      h("span", {}, "PrestaShop Webservice"),
      h("span", { class: "hint" }, "console"),
    ),
    h("p", { class: "presence", "data-state": presence.state }, ...words(presence)),
  ];
}

function words(presence: Presence): (Node | string)[] {
  const dot = h("span", { class: "dot", "aria-hidden": "true" });
  if (presence.state === "connecting") return [dot, "Connecting"];
  if (presence.state === "failed") return [dot, "Not connected"];
  const { access, connection } = presence;
  const { target, sites, address } = connection;
  const version = access?.version ? ` · ${access.version}` : "";
  return [
    dot,
    h("span", { dir: "auto" }, access?.shop_name ?? sites?.site.name ?? address),
    h("span", { class: "hint" }, `${version}${WAYS[target]}`),
  ];
}
