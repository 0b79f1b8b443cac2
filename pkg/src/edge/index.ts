/**
 * A shop through an edge worker: {@link EdgeShop}, without WebAssembly. The types of the actions and
 * the classes of the errors are those of `@aismarttalk/prestashop`.
 * @module @aismarttalk/prestashop/edge
 */
export type {
  ErrorDetails,
  ErrorJson,
  ErrorKind,
  RequestSummary,
  Saved,
  ShopError,
} from "../errors.js";
export {
  AbortedError,
  AuthenticationError,
  BlockedError,
  ConflictError,
  ERROR_KINDS,
  InvalidRequestError,
  MalformedResponseError,
  NetworkError,
  NotFoundError,
  OutcomeUnknownError,
  PermissionError,
  PrestaShopError,
  RateLimitedError,
  ServerError,
  TimeoutError,
  ValidationError,
  WebserviceDisabledError,
  WrongAddressError,
} from "../errors.js";
export type * from "../generated/actions.js";
export type { Exchange } from "../options.js";
export type { EdgeJobs } from "./jobs.js";
export { EdgeShop } from "./shop.js";
export type * from "./types.js";
