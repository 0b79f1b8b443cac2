import { FIRST_CHOICE } from "../shop/demo-choices.js";
import type { NamedTarget, Target } from "../shop/ref.js";
import { opened } from "../shop/secrets.js";
import { goTo } from "../state/route.js";
import { asked, connectError, openShop } from "../state/session.js";
import { forgetTyped, typed } from "./typed.js";

/** The sample shop as a newcomer meets it. */
export const SAMPLE: Target = { way: "demo", choice: FIRST_CHOICE, auth: "basic" };

/** Opens a shop; what was typed stays where it does not answer. */
export async function openTyped(target: Target, isKept: boolean): Promise<boolean> {
  const isOpen = await openShop(target, isKept);
  if (isOpen) forgetTyped();
  return isOpen;
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
