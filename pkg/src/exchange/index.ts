/**
 * One exchange without a client, for those who bring their own HTTP: {@link buildRequest} and
 * {@link parseResponse} with the errors, on a WebAssembly of their own that is a third of the other.
 * The types and classes are those of `@aismarttalk/prestashop`.
 * @module @aismarttalk/prestashop/exchange
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
export type {
  BuiltRequest,
  Call,
  Endpoint,
  ParseOptions,
  Query,
  ResponseLike,
} from "../exchange.js";
export { buildRequest, parseResponse, ready } from "./calls.js";
