/**
 * The entry of every runtime: begin with {@link PrestaShop}, and with {@link ActionMap} for what
 * `run` does. What can go wrong stands in {@link PrestaShopError}.
 * @module @aismarttalk/prestashop
 */
export type { Action, ActionName, Actions } from "./actions.js";
export { action, actions } from "./actions.js";
export { buildRequest, parseResponse, ready } from "./calls.js";
export type {
  Changed,
  ChangedCustomer,
  ChangedOrder,
  ChangedOrderState,
  ChangedProduct,
  Changes,
  ChangesOptions,
  ShopChange,
  Watched,
} from "./changes.js";
export type {
  ErrorDetails,
  ErrorJson,
  ErrorKind,
  RequestSummary,
  Saved,
  ShopError,
} from "./errors.js";
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
} from "./errors.js";
export type {
  BuiltRequest,
  Call,
  Endpoint,
  ParseOptions,
  Query,
  ResponseLike,
} from "./exchange.js";
export type * from "./generated/actions.js";
export type { DeclaredResources } from "./generated/client.js";
export * from "./generated/resources.js";
export type { DeclaredActions } from "./generated/run.js";
export type { AddedImage, ImageKind, ShopFile } from "./images.js";
export { Images } from "./images.js";
export type { Knowledge, Known } from "./knowledge.js";
export type { CallOptions, Exchange, FetchLike, PrestaShopOptions } from "./options.js";
export type {
  DisplayOption,
  GetOptions,
  IterateOptions,
  ListOptions,
  NewOrderHistory,
  PriceOptions,
  Shown,
  Sort,
} from "./resource.js";
export { OrderHistories, Resource, UntypedResource, WritableResource } from "./resource.js";
export type { RunOptions } from "./run.js";
export type { Access, Rights, SearchOptions, SearchResult } from "./shop.js";
export { PrestaShop } from "./shop.js";
export type {
  StandardIssue,
  StandardResult,
  StandardSchemaV1,
  StandardTarget,
} from "./standard-schema.js";
export type { LanguageCode } from "./text.js";
export { text } from "./text.js";
export type { Change, LookAgainResult, UnsettledWrite } from "./unsettled.js";
export type {
  Difference,
  Effect,
  Expected,
  PlannedRequest,
  Preview,
  StatusOptions,
  WriteAnswer,
  WriteMethod,
  WriteOptions,
  WriteResult,
  Written,
} from "./write.js";
