import { FIRST_CHOICE } from "../shop/demo-choices.js";
import { route } from "../state/route.js";
import { openShop } from "../state/session.js";

/** Opens the shop that the address names; the demo only where it is named. */
export async function beginSession(): Promise<void> {
  const named = route.value.shop;
  if (named?.startsWith("demo:")) {
    await openShop(
      { kind: "demo", choice: FIRST_CHOICE, auth: "basic" },
      (w) => w.shell.sampleShop,
    );
  }
}
