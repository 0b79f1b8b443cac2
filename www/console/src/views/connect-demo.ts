import { select } from "../components/choice.js";
import { h } from "../components/element.js";
import { checkbox } from "../components/input.js";
import type { Dictionary } from "../language/message.js";
import { type DemoChoice, FIRST_CHOICE, HOSTS, KEYS, VERSIONS } from "../shop/demo-choices.js";
import { forgetDemoStores } from "../shop/demo-store.js";
import { KEY_IN_ADDRESS, type OnChoose } from "./connecting.js";

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
  const keys = KEYS.map(({ name }) => ({
    value: name,
    label: ({ demoKeys }: Dictionary) => demoKeys[name],
  }));
  const hosts = HOSTS.map(({ name }) => ({
    value: name,
    label: ({ demoHosts }: Dictionary) => demoHosts[name],
  }));
  const versions = VERSIONS.map((one) => ({ value: one, label: `PrestaShop ${one}` }));
  const { label, help } = KEY_IN_ADDRESS;
  return h(
    "div",
    { class: "fields" },
    select(
      "demo-key",
      (w) => w.connect.key,
      keys,
      choice.key.name,
      (name) => {
        choose({ key: byName(KEYS, name) ?? choice.key });
      },
    ),
    select(
      "demo-version",
      (w) => w.connect.version,
      versions,
      choice.version,
      (version) => choose({ version }),
    ),
    select(
      "demo-host",
      (w) => w.connect.host,
      hosts,
      choice.host.name,
      (name) => {
        choose({ host: byName(HOSTS, name) ?? choice.host });
      },
    ),
    checkbox("demo-auth", label, help, (isOn) => {
      auth = isOn ? "query" : "basic";
      choose({});
    }).node,
    startOver(() => choose({})),
  );
}

function startOver(onDone: () => void): HTMLElement {
  const button = h(
    "button",
    { type: "button", class: "link", id: "demo-anew" },
    (w) => w.connect.startOver,
  );
  button.addEventListener("click", () => {
    forgetDemoStores();
    onDone();
  });
  return h("p", { class: "hint" }, (w) => w.connect.startOverHint, " ", button);
}
