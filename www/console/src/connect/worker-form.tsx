import { useState } from "preact/hooks";
import type { Dictionary } from "../language/message.js";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Field, TextInput } from "../parts/field.js";
import { addressOf, isWebAddress, type WorkerTarget } from "../shop/ref.js";
import { connecting } from "../state/session.js";
import { SecretInput } from "./secret-input.js";
import { offered } from "./site-picker.js";
import { Tick } from "./tick.js";
import { typed } from "./typed.js";

type Wrong = Partial<Record<"url" | "secret", keyof Dictionary["connect"]>>;

const TOKEN = /^[\x21-\x7e]+$/;

/** The address of a worker, and a token for it. */
export function WorkerForm({
  site,
  isAgain,
  onOpen,
}: {
  /** The shop that was asked for. */
  site: string | undefined;
  isAgain: boolean;
  onOpen(target: WorkerTarget, isKept: boolean): void;
}) {
  const w = words.value.connect;
  const [wrong, setWrong] = useState<Wrong>({});
  const form = typed.worker;
  const { url, secret, isKept } = form.value;
  const set = (change: Partial<typeof form.value>) => {
    form.value = { ...form.value, ...change };
    offered.value = [];
    setWrong({});
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const found: Wrong = {
      ...(!isWebAddress(url) && { url: "workerAddressWrong" }),
      ...(!TOKEN.test(secret.trim()) && { secret: "tokenWrong" }),
    };
    setWrong(found);
    if (Object.keys(found).length > 0) {
      document.getElementById(found.url ? "worker-url" : "worker-token")?.focus();
      return;
    }
    const target = { way: "worker", url: addressOf(url), token: secret.trim() } as const;
    onOpen(site === undefined ? target : { ...target, site }, isKept);
  };
  return (
    <form class="card" noValidate onSubmit={submit} id="worker-form">
      <div class="in connect">
        <Field
          id="worker-url"
          label={w.workerAddress}
          help={w.workerAddressHelp}
          error={wrong.url && w.workerAddressWrong}
        >
          <TextInput
            id="worker-url"
            type="url"
            direction="ltr"
            value={url}
            placeholder="https://worker.example.com"
            invalid={wrong.url !== undefined}
            onInput={(text) => set({ url: text })}
          />
        </Field>
        <Field
          id="worker-token"
          label={w.token}
          help={w.tokenHelp}
          error={wrong.secret && w.tokenWrong}
        >
          <SecretInput
            id="worker-token"
            value={secret}
            invalid={wrong.secret !== undefined}
            onInput={(text) => set({ secret: text })}
          />
        </Field>
        <Button type="submit" kind="primary" id="worker-open" disabled={connecting.value !== null}>
          {isAgain ? w.tryAgain : w.open}
        </Button>
      </div>
      <div class="in">
        <Tick id="worker-keep" checked={isKept} onChange={(isOn) => set({ isKept: isOn })}>
          {w.keep}
        </Tick>
      </div>
    </form>
  );
}
