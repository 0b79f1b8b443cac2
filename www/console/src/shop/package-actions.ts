import { actions } from "@aismarttalk/prestashop";
import type { Action } from "./catalogue.js";

/** Every action of the package, in the catalogue's order. Loading it takes the whole package along. */
export const ACTIONS: readonly Action[] = actions;
