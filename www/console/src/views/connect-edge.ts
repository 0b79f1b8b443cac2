import { ADDING_TITLE } from "../adding/title.js";
import { select } from "../components/choice.js";
import { fill, h } from "../components/element.js";
import { input, labelled, secretInput } from "../components/input.js";
import { ADDING, routeTo } from "../route.js";
import type { Connection, EdgeTarget } from "../shop/connection.js";
import { FIRST_CHOICE } from "../shop/demo-choices.js";
import { LOCAL_EDGE } from "../shop/local-edge.js";
import { connectButton, type OnChoose, type SecretForm } from "./connecting.js";
import { keepBox } from "./keep-box.js";

/** An edge worker by its address, with a token; and the shops that the token reaches. */
export function edgeForm(onChoose: OnChoose): SecretForm {
  let chosen: EdgeTarget | undefined;
  const url = input("edge-url", { type: "text", inputmode: "url", required: true, dir: "ltr" });
  url.placeholder = "https://edge.example.com";
  const token = secretInput("edge-token");
  const keeping = keepBox("edge-keep", "token");
  const sites = h("div", { class: "sites" });
  const choose = (target: EdgeTarget) => {
    chosen = target;
    keeping.chosen(target);
    onChoose(target, keeping.isOn());
  };
  const form = h(
    "form",
    { class: "fields", autocomplete: "off" },
    sites,
    LOCAL_EDGE !== null &&
      localButton(LOCAL_EDGE, (local) => {
        url.value = local.url;
        choose({ kind: "edge", ...local, site: FIRST_CHOICE.key.name });
      }),
    labelled((w) => w.connect.workerAddress, url),
    labelled(
      (w) => w.connect.token,
      token,
      (w) => w.connect.tokenHelp,
    ),
    keeping.node,
    connectButton(),
    h("p", { class: "hint" }, (w) => w.adding.notThere, " ", addingLink()),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    choose({ kind: "edge", url: url.value, token: token.value });
  });
  return {
    node: form,
    connected: (connection) => {
      token.value = "";
      keeping.connected(connection.target === "edge");
      const target = chosen;
      if (connection.sites === null || target === undefined) fill(sites);
      else showSites(sites, connection.sites, (id) => choose({ ...target, site: id }));
    },
    show: (target) => {
      if (target.kind !== "edge") return;
      chosen = target;
      url.value = target.url;
      keeping.show(target);
    },
  };
}

function addingLink(): HTMLElement {
  return h("a", { href: routeTo(ADDING), id: "edge-add" }, ADDING_TITLE);
}

/** The list of the shops that the token can use. */
function showSites(
  place: HTMLElement,
  { all, site }: NonNullable<Connection["sites"]>,
  onChoose: (id: string) => void,
): void {
  const options = all.map(({ id, name }) => ({ value: id, label: name }));
  const list = select("edge-site", (w) => w.connect.reached, options, site.id, onChoose);
  // The list that was just used must not vanish under the keyboard.
  const hadFocus = place.contains(document.activeElement);
  fill(place, list);
  if (hadFocus) place.querySelector("select")?.focus();
}

function localButton(
  local: { url: string; token: string },
  onClick: (local: { url: string; token: string }) => void,
): HTMLElement {
  const button = h("button", { type: "button", class: "link", id: "edge-local" }, (w) =>
    w.connect.connectTo(local.url),
  );
  button.addEventListener("click", () => onClick(local));
  return h("p", { class: "hint" }, (w) => w.connect.localWorker, " ", button);
}
