import type { AddingPlace } from "./adding/place.js";
import type { BulkPlace } from "./bulk/place.js";
import { byId } from "./components/element.js";
import { readRoute } from "./route.js";
import type { Runner } from "./runner.js";
import type { Access } from "./shop/access.js";
import { ACTIONS, type Action, findAction } from "./shop/catalogue.js";
import type { Connection } from "./shop/connection.js";
import type { ActionForm, ActionHandlers } from "./views/action.js";
import type { Bar } from "./views/bar.js";
import type { ConnectPanel } from "./views/connect.js";
import type { WritingForm } from "./views/writing-form.js";

/** The action that is shown before another one is chosen. */
export const FIRST_ACTION = "check_access";

/** From here on shop and actions stand beside the rest, as in the styles. */
export const WIDE = matchMedia("(min-width: 56rem)");

/** Where the page shows things. */
export const PLACES = {
  bar: byId("bar"),
  connect: byId("connect"),
  actions: byId("actions"),
  action: byId("action"),
  bulk: byId("bulk"),
  adding: byId("adding"),
  status: byId("status"),
  answer: byId("answer"),
  outbox: byId("outbox"),
  exchanges: byId("exchanges"),
};

/** The form that is shown; that of an action that writes can do more. */
export type ShownForm = { writes: false; form: ActionForm } | { writes: true; form: WritingForm };

/** What the page shows and does at the moment. */
export interface Page {
  bar: Bar;
  panel: ConnectPanel;
  bulk: BulkPlace;
  adding: AddingPlace;
  runner: Runner;
  /** What the forms can ask for. */
  handlers: ActionHandlers;
  /** `null` before there is one, and while another one is being made. */
  connection: Connection | null;
  isConnecting: boolean;
  /** What the key may do, where that is known. */
  access: Access | null;
  action: Action;
  shown: ShownForm | null;
  /** The address of what is being written; it stays in sight until its end is known. */
  writingRoute: string | null;
  /** How many stored changes there were before the last run. */
  changesBefore: number;
}

/** What can be run; before anything is connected, what the package can. */
export function actionsOf(connection: Connection | null): readonly Action[] {
  return connection?.actions ?? ACTIONS;
}

/** The action that the address names, or the first there is. */
export function startAction(actions: readonly Action[]): Action {
  const { action: name } = readRoute(location.hash);
  const found = findAction(name, actions) ?? findAction(FIRST_ACTION, actions) ?? actions[0];
  if (found === undefined) throw new Error("The catalogue is empty.");
  return found;
}
