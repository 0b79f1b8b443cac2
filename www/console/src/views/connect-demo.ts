import { select } from "../components/choice.js";
import { h } from "../components/element.js";
import { checkbox } from "../components/input.js";
import { type DemoChoice, FIRST_CHOICE, HOSTS, KEYS, VERSIONS } from "../services/demo-choices.js";
import { forgetDemoStores } from "../services/demo-store.js";
import type { OnChoose } from "./connect.js";
import { KEY_IN_ADDRESS } from "./connect-shop.js";

/** Keys, versions and hosts of the demo store. */
export function demoForm(onChoose: OnChoose): HTMLElement {
  let choice: DemoChoice = FIRST_CHOICE;
  let auth: "basic" | "query" = "basic";
  const choose = (change: Partial<DemoChoice>) => {
    choice = { ...choice, ...change };
    onChoose({ kind: "demo", choice, auth }, false);
  };
  const byName = <T extends { name: string }>(all: readonly T[], name: string): T | undefined =>
    all.find((one) => one.name === name);
  const listed = (all: readonly { name: string; label: string }[]) =>
    all.map(({ name, label }) => ({ value: name, label }));
  const versions = VERSIONS.map((one) => ({ value: one, label: `PrestaShop ${one}` }));
  const { label, help } = KEY_IN_ADDRESS;
  return h(
    "div",
    { class: "fields" },
    select("demo-key", "Key", listed(KEYS), choice.key.name, (name) => {
      choose({ key: byName(KEYS, name) ?? choice.key });
    }),
    select("demo-version", "Version", versions, choice.version, (version) => choose({ version })),
    select("demo-host", "Host", listed(HOSTS), choice.host.name, (name) => {
      choose({ host: byName(HOSTS, name) ?? choice.host });
    }),
    checkbox("demo-auth", label, help, (isOn) => {
      auth = isOn ? "query" : "basic";
      choose({});
    }).node,
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
