import { fill, h } from "../components/element.js";
import { input, labelled, secretInput } from "../components/input.js";
import { runButtons } from "../components/run-buttons.js";
import type { Message } from "../language/message.js";
import { type AddedShop, edgeAt, type NewShop } from "../shop/edge.js";
import { isFailure } from "../shop/failure.js";
import { LOCAL_EDGE } from "../shop/local-edge.js";
import { errorView, faultView } from "../views/error.js";
import { addedView } from "./added.js";
import { ADDING_TITLE } from "./title.js";

/** The form that adds a shop to a worker, and what came of it. */
export interface AddingView {
  node: HTMLElement;
}

/** The inputs by the name that the worker gives them. */
interface Inputs {
  worker: HTMLInputElement;
  token: HTMLInputElement;
  url: HTMLInputElement;
  key: HTMLInputElement;
  name: HTMLInputElement;
  shopId: HTMLInputElement;
}

const RESULT = "adding-result";

/** Worker, shop, and what the worker says of it: one below the other. */
export function addingView(): AddingView {
  const inputs = makeInputs();
  const result = h("div", { id: RESULT });
  const status = h("p", { class: "status", role: "status" });
  let ending = new AbortController();
  const buttons = runButtons(
    (w) => w.connect.connect,
    () => ending.abort(),
  );
  const form = formOf(inputs, buttons.node);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    ending = new AbortController();
    buttons.setRunning(true);
    fill(result);
    fill(status, (w) => w.status.connecting);
    const shown = await add(inputs, ending.signal, () => again(inputs, result));
    buttons.setRunning(false);
    fill(status);
    fill(result, shown.node);
    shown.focus.focus();
  });
  return { node: h("div", { class: "bulk" }, heading(), form, status, result) };
}

function heading(): HTMLElement {
  return h(
    "div",
    { class: "heading" },
    h("h1", { id: "adding-title" }, ADDING_TITLE),
    h("p", { class: "lead" }, (w) => w.adding.lead),
  );
}

function makeInputs(): Inputs {
  const inputs = {
    worker: input("adding-worker", { inputmode: "url", required: true, dir: "ltr" }),
    token: secretInput("adding-token"),
    url: input("adding-url", { inputmode: "url", required: true, dir: "ltr" }),
    key: secretInput("adding-key"),
    name: input("adding-name", { maxlength: 100, dir: "auto" }),
    shopId: input("adding-shop-id", { type: "number", min: 1 }),
  };
  inputs.worker.placeholder = "https://edge.example.com";
  inputs.worker.value = LOCAL_EDGE?.url ?? "";
  inputs.url.placeholder = "https://shop.example";
  return inputs;
}

function formOf({ worker, token, url, key, name, shopId }: Inputs, buttons: HTMLElement) {
  const group = (title: Message, ...fields: HTMLElement[]) =>
    h("fieldset", { class: "fields" }, h("legend", {}, h("strong", {}, title)), ...fields);
  return h(
    "form",
    { class: "bulkstep", autocomplete: "off" },
    group(
      (w) => w.connect.title,
      labelled(
        (w) => w.connect.address,
        url,
        (w) => w.adding.addressHelp,
      ),
      labelled(
        (w) => w.connect.webserviceKey,
        key,
        (w) => w.connect.webserviceKeyHelp,
      ),
      labelled((w) => w.adding.name, name),
      labelled(
        (w) => w.connect.shopId,
        shopId,
        (w) => w.connect.shopIdHelp,
      ),
    ),
    group(
      (w) => w.connect.kinds.edge,
      labelled((w) => w.connect.workerAddress, worker),
      labelled(
        (w) => w.adding.token,
        token,
        (w) => w.adding.tokenHelp,
      ),
    ),
    buttons,
  );
}

/** What is shown after an attempt, and where to go on: an input to correct, or the title. */
interface Shown {
  node: HTMLElement;
  focus: HTMLElement;
}

async function add(inputs: Inputs, signal: AbortSignal, onAgain: () => void): Promise<Shown> {
  for (const one of Object.values(inputs) as HTMLInputElement[]) setWrong(one, false);
  try {
    // The request log would show the key.
    const edge = edgeAt(inputs.worker.value, inputs.token.value, () => {});
    const added: AddedShop = await edge.addShop(newShop(inputs), signal);
    inputs.key.value = "";
    return titled(addedView(added, onAgain));
  } catch (error) {
    const node = isFailure(error) ? errorView(error, true) : faultView(error);
    const wrong = isFailure(error) ? inputs[error.field as keyof Inputs] : undefined;
    if (wrong === undefined) return titled(node);
    setWrong(wrong, true);
    return { node, focus: wrong };
  }
}

function newShop({ url, key, name, shopId }: Inputs): NewShop {
  const shop: NewShop = { url: url.value, key: key.value };
  if (name.value.trim() !== "") shop.name = name.value.trim();
  if (shopId.value !== "") shop.shopId = Number(shopId.value);
  return shop;
}

/** Marks the input that an error is about, and names the error as its description. */
function setWrong(one: HTMLInputElement, isWrong: boolean): void {
  for (const [name, value] of Object.entries({
    "aria-invalid": "true",
    "aria-describedby": RESULT,
  }))
    if (isWrong) one.setAttribute(name, value);
    else one.removeAttribute(name);
}

/** Whoever uses the keyboard goes on at the title of what came of it. */
function titled(node: HTMLElement): Shown {
  const title = node.querySelector("h2") ?? node;
  title.tabIndex = -1;
  return { node, focus: title };
}

/** An empty form for the next shop of the same worker. */
function again({ url, key, name, shopId }: Inputs, result: HTMLElement): void {
  for (const one of [url, key, name, shopId]) one.value = "";
  fill(result);
  url.focus();
}
