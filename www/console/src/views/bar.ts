import { h } from "../components/element.js";
import type { Access } from "../services/access.js";

/** What the page is connected to, in a word. */
export type Presence =
  | { state: "connecting" }
  | { state: "failed" }
  | { state: "connected"; access: Access; isDemo: boolean };

/** The head of the page. */
export function barView(presence: Presence): HTMLElement[] {
  return [
    h(
      "p",
      { class: "brand" },
      h("img", { src: "./icon.svg", alt: "", width: 24, height: 24 }),
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
  const { access, isDemo } = presence;
  const version = access.version === null ? "" : ` · ${access.version}`;
  return [
    dot,
    h("span", { dir: "auto" }, access.shop_name),
    h("span", { class: "hint" }, `${version}${isDemo ? " · demo" : ""}`),
  ];
}
