import { useState } from "preact/hooks";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Field, TextInput } from "../parts/field.js";
import { addressOf, type DirectTarget, isWebAddress, type Target } from "../shop/ref.js";
import { connecting } from "../state/session.js";
import { SecretInput } from "./secret-input.js";
import { Tick } from "./tick.js";
import { type Typed, typed } from "./typed.js";

type Input = "url" | "secret" | "shopId";

const IDS: Readonly<Record<Input, string>> = {
  url: "direct-url",
  secret: "direct-key",
  shopId: "direct-shop",
};

/** The address of a shop, and its key. */
export function DirectForm({
  isAgain,
  onOpen,
}: {
  isAgain: boolean;
  onOpen(target: Target, isKept: boolean): void;
}) {
  const w = words.value.connect;
  const [wrong, setWrong] = useState<readonly Input[]>([]);
  const form = typed.direct;
  const now = form.value;
  const set = (change: Partial<Typed>) => {
    form.value = { ...form.value, ...change };
    setWrong([]);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const found = wrongIn(now);
    setWrong(found);
    const [first] = found;
    if (first === undefined) onOpen(targetIn(now), now.isKept);
    else document.getElementById(IDS[first])?.focus();
  };
  const isWrong = (input: Input) => wrong.includes(input);
  return (
    <form class="card" noValidate onSubmit={submit} id="direct-form">
      <div class="in connect">
        <Field
          id={IDS.url}
          label={w.address}
          help={w.addressHelp}
          error={isWrong("url") && w.addressWrong}
        >
          <TextInput
            id={IDS.url}
            type="url"
            direction="ltr"
            value={now.url}
            placeholder="https://shop.example"
            invalid={isWrong("url")}
            onInput={(url) => set({ url })}
          />
        </Field>
        <Field
          id={IDS.secret}
          label={w.key}
          help={w.keyHelp}
          error={isWrong("secret") && w.keyWrong}
        >
          <SecretInput
            id={IDS.secret}
            value={now.secret}
            invalid={isWrong("secret")}
            onInput={(secret) => set({ secret })}
          />
        </Field>
        <Button type="submit" kind="primary" id="direct-open" disabled={connecting.value !== null}>
          {isAgain ? w.tryAgain : w.open}
        </Button>
      </div>
      <div class="in stack-s">
        <Tick id="direct-keep" checked={now.isKept} onChange={(isKept) => set({ isKept })}>
          {w.keep}
        </Tick>
        <details open={now.shopId !== "" || now.isKeyInAddress}>
          <summary>{w.more}</summary>
          <div class="stack-s">
            <Field
              id={IDS.shopId}
              label={w.shopId}
              help={w.shopIdHelp}
              error={isWrong("shopId") && w.shopIdWrong}
            >
              <TextInput
                id={IDS.shopId}
                direction="ltr"
                value={now.shopId}
                invalid={isWrong("shopId")}
                onInput={(shopId) => set({ shopId })}
              />
            </Field>
            <Tick
              id="direct-query"
              checked={now.isKeyInAddress}
              onChange={(isKeyInAddress) => set({ isKeyInAddress })}
            >
              {w.keyInAddress}
            </Tick>
          </div>
        </details>
      </div>
    </form>
  );
}

/** What no shop could be opened with; of a key only that it is none. */
function wrongIn({ url, secret, shopId }: Typed): Input[] {
  const checks: readonly (readonly [Input, boolean])[] = [
    ["url", isWebAddress(url)],
    ["secret", /^[\w-]{32}$/.test(secret.trim())],
    ["shopId", /^([1-9]\d{0,8})?$/.test(shopId.trim())],
  ];
  return checks.filter(([, isRight]) => !isRight).map(([input]) => input);
}

function targetIn({ url, secret, shopId, isKeyInAddress }: Typed): DirectTarget {
  return {
    way: "direct",
    url: addressOf(url),
    key: secret.trim(),
    auth: isKeyInAddress ? "query" : "basic",
    ...(shopId.trim() !== "" && { shopId: Number(shopId) }),
  };
}
