import { fill } from "./components/element.js";
import { type Page, PLACES } from "./page.js";
import { isWriting } from "./shop/catalogue.js";

/** Counts the stored changes, to tell those of the next run apart. */
export function rememberChanges(page: Page): void {
  page.changesBefore = page.connection?.demo?.changes().length ?? 0;
}

/** Mails matter where something can be written, and wherever there are some. */
export async function showOutbox(page: Page): Promise<void> {
  const { connection: shop, action, changesBefore } = page;
  const mails = shop?.demo?.mails() ?? [];
  PLACES.outbox.hidden = !shop?.demo || (!isWriting(action) && mails.length === 0);
  if (!shop?.demo || PLACES.outbox.hidden) return;
  const changes = shop.demo.changes().slice(changesBefore);
  const states = mails.length > 0 ? await shop.records.orderStates() : [];
  const { outboxView } = await import("./views/outbox.js");
  if (shop === page.connection) fill(PLACES.outbox, outboxView(mails, changes, states));
}
