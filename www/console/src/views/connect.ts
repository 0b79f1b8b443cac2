import { segments, select } from "../components/choice.js";
import { fill, h } from "../components/element.js";
import { type DemoChoice, FIRST_CHOICE, HOSTS, KEYS, VERSIONS } from "../services/demo-choices.js";
import { forgetDemoStores } from "../services/demo-store.js";
import { DEMO_SERVER, DEMO_SERVER_KEY, type Target } from "../services/shop.js";

/** The panel to choose a shop in. */
export interface ConnectPanel {
  node: HTMLElement;
  /** Forgets a key that was typed, once it is known to work. */
  connected(): void;
  fold(isFolded: boolean): void;
}

/** Lets the visitor choose the demo store or a shop of their own. The choice is told at once. */
export function connectPanel(onChoose: (target: Target) => void): ConnectPanel {
  const shop = shopForm(onChoose);
  const forms = { demo: demoForm(onChoose), shop: shop.node };
  const place = h("div", {}, forms.demo);
  const kinds = [
    { value: "demo", label: "Demo store" },
    { value: "shop", label: "Your shop" },
  ];
  const node = h(
    "details",
    { class: "choose", open: true },
    h("summary", { class: "bare" }, h("h2", { id: "connect-title" }, "Shop")),
    segments("target", "Which shop", kinds, "demo", (kind) => {
      fill(place, kind === "demo" ? forms.demo : forms.shop);
    }),
    place,
  );
  return {
    node,
    connected: shop.clearKey,
    fold: (isFolded) => {
      node.open = !isFolded;
    },
  };
}

function demoForm(onChoose: (target: Target) => void): HTMLElement {
  let choice: DemoChoice = FIRST_CHOICE;
  let auth: "basic" | "query" = "basic";
  const choose = (change: Partial<DemoChoice>) => {
    choice = { ...choice, ...change };
    onChoose({ kind: "demo", choice, auth });
  };
  const byName = <T extends { name: string }>(all: readonly T[], name: string): T | undefined =>
    all.find((one) => one.name === name);
  const listed = (all: readonly { name: string; label: string }[]) =>
    all.map(({ name, label }) => ({ value: name, label }));
  const versions = VERSIONS.map((one) => ({ value: one, label: `PrestaShop ${one}` }));
  return h(
    "div",
    { class: "fields" },
    h("p", { class: "hint" }, "A pretend shop inside this page: nothing leaves your browser."),
    select("demo-key", "Key", listed(KEYS), choice.key.name, (name) => {
      choose({ key: byName(KEYS, name) ?? choice.key });
    }),
    select("demo-version", "Version", versions, choice.version, (version) => choose({ version })),
    select("demo-host", "Host", listed(HOSTS), choice.host.name, (name) => {
      choose({ host: byName(HOSTS, name) ?? choice.host });
    }),
    keyInAddress("demo-auth", (isOn) => {
      auth = isOn ? "query" : "basic";
      choose({});
    }),
    startOver(() => choose({})),
  );
}

function startOver(onDone: () => void): HTMLElement {
  const button = h("button", { type: "button", class: "link", id: "demo-anew" }, "Start over");
  button.addEventListener("click", () => {
    forgetDemoStores();
    onDone();
  });
  return h("p", { class: "hint" }, "What you write stays until the page is left. ", button);
}

function shopForm(onChoose: (target: Target) => void): { node: HTMLElement; clearKey(): void } {
  const url = input("shop-url", { type: "text", inputmode: "url", required: true, dir: "ltr" });
  url.placeholder = "https://shop.example";
  // Password managers would offer to keep what must only live in memory.
  const key = input("shop-key", { type: "password", required: true, "data-1p-ignore": true });
  const shopId = input("shop-id", { type: "number", min: 1 });
  const inAddress = keyInAddress("shop-auth");
  const form = h(
    "form",
    { class: "fields", autocomplete: "off" },
    h(
      "p",
      { class: "hint" },
      "The key stays in this page's memory. Most shops answer other web pages only once their host allows it (CORS).",
    ),
    DEMO_SERVER !== undefined && demoServerButton(DEMO_SERVER, url, key),
    labelled("Address", url),
    labelled("Webservice key", key),
    labelled("Shop ID", shopId, "Only where several shops share one address."),
    inAddress,
    h("div", { class: "buttons" }, h("button", { type: "submit", class: "primary" }, "Connect")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const auth = inAddress.querySelector("input")?.checked ? "query" : "basic";
    const target = { kind: "shop", url: url.value, key: key.value, auth } as const;
    onChoose(shopId.value === "" ? target : { ...target, shopId: Number(shopId.value) });
  });
  return {
    node: form,
    clearKey: () => {
      key.value = "";
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

function keyInAddress(id: string, onChange?: (isOn: boolean) => void): HTMLElement {
  const box = h("input", { id, type: "checkbox" });
  if (onChange) box.addEventListener("change", () => onChange(box.checked));
  return h(
    "div",
    { class: "field check" },
    h("label", { for: id }, "Send the key in the address"),
    box,
    h("p", { class: "help" }, "For hosts that drop the Authorization header."),
  );
}

function input(id: string, attributes: Record<string, string | number | boolean>) {
  return h("input", { id, autocomplete: "off", spellcheck: "false", ...attributes });
}

function labelled(label: string, control: HTMLInputElement, help?: string): HTMLElement {
  return h(
    "div",
    { class: "field" },
    h("label", { for: control.id }, label),
    control,
    help !== undefined && h("p", { class: "help" }, help),
  );
}
