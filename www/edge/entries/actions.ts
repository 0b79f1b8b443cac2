// What the worker offers in every runtime. Put actions of your own behind those of the package; the
// README says what they have to do. Nothing else has to be edited.
import { PACKAGE_ACTIONS } from "../src/actions/of-package.js";
import type { ShopAction } from "../src/catalogue/action.js";

export const ACTIONS: readonly ShopAction[] = [...PACKAGE_ACTIONS];
