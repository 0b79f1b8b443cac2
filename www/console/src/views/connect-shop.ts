import { h } from "../components/element.js";
import { checkbox, input, labelled, secretInput } from "../components/input.js";
import type { ShopTarget } from "../shop/connection.js";
import { DEMO_SERVER, DEMO_SERVER_KEY } from "../shop/shop.js";
import { connectButton, KEY_IN_ADDRESS, type OnChoose, type SecretForm } from "./connecting.js";
import { keepBox } from "./keep-box.js";

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
    labelled((w) => w.connect.address, url),
    labelled(
      (w) => w.connect.webserviceKey,
      key,
      (w) => w.connect.webserviceKeyHelp,
    ),
    labelled(
      (w) => w.connect.shopId,
      shopId,
      (w) => w.connect.shopIdHelp,
    ),
    inAddress.node,
    keeping.node,
    connectButton(),
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
  const button = h("button", { type: "button", class: "link" }, (w) =>
    w.connect.tryAddress(server),
  );
  button.addEventListener("click", () => {
    url.value = server;
    key.value = DEMO_SERVER_KEY;
  });
  return h("p", { class: "hint" }, (w) => w.connect.demoServer, " ", button);
}
