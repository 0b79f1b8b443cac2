import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Field } from "../parts/field.js";
import { type DemoChoice, FIRST_CHOICE, HOSTS, KEYS, VERSIONS } from "../shop/demo-choices.js";
import type { Target } from "../shop/ref.js";
import { Tick } from "./tick.js";

/** What a developer has chosen; it stays while one looks elsewhere. */
const chosen = signal<DemoChoice>(FIRST_CHOICE);
const isKeyInAddress = signal(false);

/** Keys, versions and hosts of the sample shop, for developers. */
export function DemoChoices({ onOpen }: { onOpen(target: Target): void }) {
  const w = words.value;
  const choice = chosen.value;
  const choose = (change: Partial<DemoChoice>) => {
    chosen.value = { ...chosen.value, ...change };
  };
  return (
    <section class="card">
      <header>
        <h2>{w.connect.demoTitle}</h2>
      </header>
      <div class="in stack-s">
        <div class="cols">
          <Choice
            id="demo-key"
            label={w.connect.demoKey}
            value={choice.key.name}
            options={KEYS.map(({ name }) => [name, w.demoKeys[name]])}
            onChange={(name) =>
              choose({ key: KEYS.find((one) => one.name === name) ?? choice.key })
            }
          />
          <Choice
            id="demo-version"
            label={w.connect.demoVersion}
            value={choice.version}
            options={VERSIONS.map((version) => [version, `PrestaShop ${version}`])}
            onChange={(version) => choose({ version })}
          />
          <Choice
            id="demo-host"
            label={w.connect.demoHost}
            value={choice.host.name}
            options={HOSTS.map(({ name }) => [name, w.demoHosts[name]])}
            onChange={(name) =>
              choose({ host: HOSTS.find((one) => one.name === name) ?? choice.host })
            }
          />
        </div>
        <Tick
          id="demo-query"
          checked={isKeyInAddress.value}
          onChange={(isOn) => {
            isKeyInAddress.value = isOn;
          }}
        >
          {w.connect.keyInAddress}
        </Tick>
        <Button
          id="demo-open"
          onClick={() =>
            onOpen({ way: "demo", choice, auth: isKeyInAddress.value ? "query" : "basic" })
          }
        >
          {w.connect.demoOpen}
        </Button>
      </div>
    </section>
  );
}

function Choice(props: {
  id: string;
  label: ComponentChildren;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
  onChange(value: string): void;
}) {
  return (
    <Field id={props.id} label={props.label}>
      <select
        class="input"
        id={props.id}
        value={props.value}
        onChange={({ currentTarget: { value } }) => props.onChange(value)}
      >
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}
