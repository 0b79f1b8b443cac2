import { fill, h } from "../components/element.js";
import type { Connection, Target } from "../shop/connection.js";
import type { KeptTarget } from "../shop/kept.js";
import { demoForm } from "./connect-demo.js";
import { edgeForm } from "./connect-edge.js";
import { shopForm } from "./connect-shop.js";
import type { OnChoose } from "./connecting.js";

/** The panel to choose a shop in. */
export interface ConnectPanel {
  node: HTMLElement;
  /** Forgets a secret that was typed, once it is known to work. */
  connected(connection: Connection): void;
  /** Shows the form of a connection that was kept. */
  show(target: KeptTarget): void;
  fold(isFolded: boolean): void;
}

const KINDS: readonly Target["kind"][] = ["demo", "edge", "shop"];

/** Lets the visitor choose the demo store, a worker or a shop. The choice is told at once. */
export function connectPanel(onChoose: OnChoose): ConnectPanel {
  const [shop, edge] = [shopForm(onChoose), edgeForm(onChoose)];
  const forms = { demo: demoForm(onChoose), edge: edge.node, shop: shop.node };
  const place = h("div", {}, forms.demo);
  const radios = KINDS.map((kind) => kindRadio(kind, () => fill(place, forms[kind])));
  const node = h(
    "details",
    { class: "choose", open: true },
    h(
      "summary",
      { class: "bare" },
      h("h2", { id: "connect-title" }, (w) => w.connect.title),
    ),
    h(
      "fieldset",
      { class: "targets" },
      h("legend", { class: "hidden" }, (w) => w.connect.which),
      ...radios.map(kindChoice),
    ),
    place,
  );
  return {
    node,
    connected: (connection) => {
      shop.connected(connection);
      edge.connected(connection);
    },
    show: (target) => {
      for (const radio of radios) radio.checked = radio.value === target.kind;
      fill(place, forms[target.kind]);
      (target.kind === "edge" ? edge : shop).show(target);
    },
    fold: (isFolded) => {
      const hadFocus = isFolded && node.contains(document.activeElement);
      node.open = !isFolded;
      // What was just used must not vanish under the keyboard.
      if (hadFocus) node.querySelector("summary")?.focus();
    },
  };
}

function kindRadio(kind: Target["kind"], onChoose: () => void): HTMLInputElement {
  const radio = h("input", {
    type: "radio",
    name: "target",
    value: kind,
    id: `target-${kind}`,
    "aria-describedby": `target-${kind}-help`,
    checked: kind === "demo",
  });
  radio.addEventListener("change", onChoose);
  return radio;
}

function kindChoice(radio: HTMLInputElement): HTMLElement {
  const kind = radio.value as Target["kind"];
  return h(
    "div",
    { class: "target" },
    radio,
    h("label", { for: radio.id }, (w) => w.connect.kinds[kind]),
    h("p", { class: "help", id: `${radio.id}-help` }, (w) => w.connect.kindHelp[kind]),
  );
}
