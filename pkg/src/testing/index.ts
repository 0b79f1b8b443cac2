/**
 * A shop to test against, with {@link demoShop}: the sample shop that this package is tested with, on
 * a WebAssembly of its own that no other entry loads.
 * @module @aismarttalk/prestashop/testing
 */
export { InvalidRequestError } from "../errors.js";
export type { DemoShop, MswHttp, SentMail, StoredChange } from "./demo-shop.js";
export { demoShop } from "./demo-shop.js";
export type { Fault, FaultName } from "./faults.js";
export type { DemoRights, DemoShopOptions, DemoVersion } from "./options.js";
