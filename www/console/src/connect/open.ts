import { FIRST_CHOICE } from "../shop/demo-choices.js";
import { edgeAt } from "../shop/edge.js";
import type { NamedTarget, Target, WorkerTarget } from "../shop/ref.js";
import { opened } from "../shop/secrets.js";
import { noteExchange } from "../state/log.js";
import { goTo } from "../state/route.js";
import { asked, attempt, connectError, nameBefore, openShop } from "../state/session.js";
import { offered } from "./site-picker.js";
import { forgetTyped, typed } from "./typed.js";

/** The sample shop as a newcomer meets it. */
export const SAMPLE: Target = { way: "demo", choice: FIRST_CHOICE, auth: "basic" };

/** Opens a shop; what was typed stays where it does not answer. */
export async function openTyped(target: Target, isKept: boolean): Promise<boolean> {
  const isOpen = await openShop(target, isKept);
  if (!isOpen) return false;
  forgetTyped();
  offered.value = [];
  return true;
}

/** Opens the shop of a token; where it reaches several, it asks which: none is taken by chance. */
export async function signIn(target: WorkerTarget, isKept: boolean): Promise<void> {
  offered.value = [];
  if (target.site !== undefined) return void openTyped(target, isKept);
  const sites = await attempt(nameBefore(target), (signal) =>
    edgeAt(target.url, target.token, noteExchange).sites(signal),
  );
  if (sites === null) return;
  const [only, ...others] = sites;
  if (only !== undefined && others.length > 0) offered.value = sites;
  else await openTyped(only === undefined ? target : { ...target, site: only.id }, isKept);
}

/** Opens a shop whose secret may be here, and asks for it where it is not. */
export async function openKnown(target: NamedTarget): Promise<boolean> {
  const whole = opened(target);
  if (whole !== null) return openShop(whole);
  ask(target);
  return false;
}

/** Shows the form for a shop, filled in but for the secret. */
export function ask(target: NamedTarget): void {
  connectError.value = null;
  asked.value = target;
  fillIn(target);
  goTo("connect");
}

/** Puts what is known of a shop into its form. */
export function fillIn(target: NamedTarget): void {
  if (target.way === "worker") {
    const { url } = target;
    if (typed.worker.peek().url !== url) {
      typed.worker.value = { ...typed.worker.peek(), url, secret: "" };
    }
  }
  if (target.way === "direct") {
    const { url, shopId, auth } = target;
    if (typed.direct.peek().url !== url) {
      typed.direct.value = {
        ...typed.direct.peek(),
        url,
        shopId: String(shopId ?? ""),
        isKeyInAddress: auth === "query",
        secret: "",
      };
    }
  }
}
