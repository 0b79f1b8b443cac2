import { h } from "../components/element.js";
import { checkbox, input, labelled, secretInput } from "../components/input.js";
import { DEMO_SERVER, DEMO_SERVER_KEY, type ShopTarget } from "../services/shop.js";
import type { OnChoose, SecretForm } from "./connect.js";
import { keepBox } from "./keep-box.js";

export const KEY_IN_ADDRESS = {
  label: "Send the key in the address",
  help: "For hosts that drop the Authorization header.",
} as const;

/** A shop by its address, with its key. */
export function shopForm(onChoose: OnChoose): SecretForm {
  const url = input("shop-url", { type: "text", inputmode: "url", required: true, dir: "ltr" });
  url.placeholder = "https://shop.example";
  const key = secretInput("shop-key");
  const shopId = input("shop-id", { type: "number", min: 1 });
  const inAddress = checkbox("shop-auth", KEY_IN_ADDRESS.label, KEY_IN_ADDRESS.help);
  const keeping = keepBox("shop-keep", "key");
  const form = h(
    "form",
    { class: "fields", autocomplete: "off" },
    DEMO_SERVER !== undefined && demoServerButton(DEMO_SERVER, url, key),
    labelled("Address", url),
    labelled("Webservice key", key, "From Advanced Parameters > Webservice of the back office."),
    labelled("Shop ID", shopId, "Only where several shops share one address."),
    inAddress.node,
    keeping.node,
    h("div", { class: "buttons" }, h("button", { type: "submit", class: "primary" }, "Connect")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const auth = inAddress.box.checked ? "query" : "basic";
    const target: ShopTarget = { kind: "shop", url: url.value, key: key.value, auth };
    if (shopId.value !== "") target.shopId = Number(shopId.value);
    keeping.chosen(target);
    onChoose(target, keeping.isOn());
  });
  return {
    node: form,
    connected: ({ target }) => {
      key.value = "";
      keeping.connected(target === "shop");
    },
    show: (target) => {
      if (target.kind !== "shop") return;
      url.value = target.url;
      shopId.value = String(target.shopId ?? "");
      inAddress.box.checked = target.auth === "query";
      keeping.show(target);
    },
  };
}

function demoServerButton(
  server: string,
  url: HTMLInputElement,
  key: HTMLInputElement,
): HTMLElement {
  const button = h("button", { type: "button", class: "link" }, `Try ${server}`);
  button.addEventListener("click", () => {
    url.value = server;
    key.value = DEMO_SERVER_KEY;
  });
  return h("p", { class: "hint" }, "The demo store also runs as a server. ", button);
}
