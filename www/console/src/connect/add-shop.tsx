import { useState } from "preact/hooks";
import type { Dictionary } from "../language/message.js";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Field, TextInput } from "../parts/field.js";
import { Note } from "../parts/note.js";
import { Problem } from "../parts/problem.js";
import { type AddedShop, edgeAt, type NewShop } from "../shop/edge.js";
import { RequestError } from "../shop/failure.js";
import { LOCAL_WORKER } from "../shop/local-worker.js";
import { isWebAddress } from "../shop/ref.js";
import { SecretInput } from "./secret-input.js";

/** The inputs by the name that the worker gives them. */
const EMPTY = {
  url: "",
  key: "",
  name: "",
  shopId: "",
  worker: LOCAL_WORKER?.url ?? "",
  // Of the worker on this computer it counts as given.
  token: LOCAL_WORKER?.adminToken ?? "",
};
type Texts = typeof EMPTY;
type InputName = keyof Texts;

/** Hands the address and the key of a shop to a worker. */
export function AddShop({ onOpen }: { onOpen(worker: string, site: string): void }) {
  const w = words.value.connect;
  const [texts, setTexts] = useState<Texts>(EMPTY);
  const [added, setAdded] = useState<AddedShop | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [ending, setEnding] = useState<AbortController | null>(null);
  const [wrong, setWrong] = useState<Partial<Record<InputName, string>>>({});
  if (added !== null) {
    const again = () => {
      setAdded(null);
      setTexts({ ...texts, url: "", name: "", shopId: "" });
    };
    return (
      <Added shop={added} onAgain={again} onOpen={() => onOpen(texts.worker, added.site.id)} />
    );
  }
  const set = (change: Partial<Texts>) => {
    setTexts({ ...texts, ...change });
    setWrong({});
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    const found = wrongTexts(texts, w);
    setWrong(found);
    setError(null);
    const [first] = Object.keys(found);
    if (first !== undefined) {
      document.getElementById(`adding-${first}`)?.focus();
      return;
    }
    const stopping = new AbortController();
    setEnding(stopping);
    try {
      // The log would show the key.
      const edge = edgeAt(texts.worker, texts.token, () => {});
      setAdded(await edge.addShop(newShop(texts), stopping.signal));
      setTexts((now) => ({ ...now, key: "" }));
    } catch (thrown) {
      const field = fieldOf(thrown);
      if (field === null) setError(thrown);
      else setWrong({ [field]: String((thrown as Error).message) });
      if (field !== null) document.getElementById(`adding-${field}`)?.focus();
    } finally {
      setEnding(null);
    }
  };
  const input = (name: Exclude<InputName, "key" | "token">, label: string, help?: string) => (
    <Field id={`adding-${name}`} label={label} help={help} error={wrong[name]}>
      <TextInput
        id={`adding-${name}`}
        {...(name !== "name" && { direction: "ltr" as const })}
        value={texts[name]}
        invalid={wrong[name] !== undefined}
        onInput={(text) => set({ [name]: text })}
      />
    </Field>
  );
  const secret = (name: "key" | "token", label: string, help?: string) => (
    <Field id={`adding-${name}`} label={label} help={help} error={wrong[name]}>
      <SecretInput
        id={`adding-${name}`}
        value={texts[name]}
        invalid={wrong[name] !== undefined}
        onInput={(text) => set({ [name]: text })}
      />
    </Field>
  );
  return (
    <form class="card" noValidate onSubmit={(event) => void submit(event)} id="adding-form">
      <header>
        <h2>{w.adding.title}</h2>
      </header>
      <div class="in stack">
        <p class="muted">{w.adding.lead}</p>
        <div class="cols">
          {input("url", w.address, w.addressHelp)}
          {secret("key", w.key)}
          {input("name", w.adding.name)}
          {input("shopId", w.shopId, w.shopIdHelp)}
          {input("worker", w.workerAddress, w.workerAddressHelp)}
          {secret("token", w.adding.admin, w.adding.adminHelp)}
        </div>
        {error !== null && <Problem error={error} />}
        <div class="row">
          <Button type="submit" kind="primary" id="adding-add" disabled={ending !== null}>
            {w.adding.act}
          </Button>
          {ending && <Button onClick={() => ending.abort()}>{w.stop}</Button>}
        </div>
      </div>
    </form>
  );
}

function Added(props: { shop: AddedShop; onAgain(): void; onOpen(): void }) {
  const { added, open, again, verdicts } = words.value.connect.adding;
  const { site, access } = props.shop;
  const acts = (
    <>
      <Button kind="primary" id="adding-open" onClick={props.onOpen}>
        {open(site.name)}
      </Button>
      <Button id="adding-again" onClick={props.onAgain}>
        {again}
      </Button>
    </>
  );
  const tone = access === null || access.verdict === "ready" ? "ok" : "warn";
  return (
    <Note tone={tone} title={added(site.name)} acts={acts} id="added" live>
      {access !== null && <p>{verdicts[access.verdict]}</p>}
    </Note>
  );
}

function wrongTexts({ url, key, worker, token, shopId }: Texts, w: Dictionary["connect"]) {
  const wrong: Partial<Record<InputName, string>> = {};
  if (!isWebAddress(url)) wrong.url = w.addressWrong;
  if (key.trim() === "") wrong.key = w.keyWrong;
  if (!/^([1-9]\d{0,8})?$/.test(shopId.trim())) wrong.shopId = w.shopIdWrong;
  if (!isWebAddress(worker)) wrong.worker = w.workerAddressWrong;
  if (!/^[\x21-\x7e]+$/.test(token.trim())) wrong.token = w.tokenWrong;
  return wrong;
}

/** The input that the worker's refusal is about. */
function fieldOf(thrown: unknown): InputName | null {
  const isTelling =
    thrown instanceof Error && "field" in thrown && !(thrown instanceof RequestError);
  const name = isTelling ? String(thrown.field) : "";
  return name in EMPTY ? (name as InputName) : null;
}

function newShop({ url, key, name, shopId }: Texts): NewShop {
  return {
    url: url.trim(),
    key: key.trim(),
    ...(name.trim() !== "" && { name: name.trim() }),
    ...(shopId.trim() !== "" && { shopId: Number(shopId) }),
  };
}
