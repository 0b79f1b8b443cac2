import type { Caller } from "../callers/caller.js";
import type { Service } from "../service.js";
import type { OpenShop } from "../shop/open.js";
import type { Site } from "../sites/site.js";
import type { Answer, Input, WriteJob } from "./outcome.js";

/** What an action has besides the shop. */
export interface Around {
  service: Service;
  site: Site;
}

/** An action that the worker offers. */
export interface EdgeAction {
  name: string;
  title: string;
  description: string;
  /** An input that shows how it is used. */
  example: Input;
  /** JSON Schema 2020-12. */
  inputSchema: object;
  outputSchema: object;
  annotations: {
    title: string;
    readOnlyHint: boolean;
    destructiveHint: boolean;
    idempotentHint: boolean;
    openWorldHint: boolean;
  };
  /** The rights of the shop's key it uses. */
  needs: readonly { resource: string; method: string }[];
  /** Whether it leaves the shop as it is. */
  reads: boolean;
  /**
   * Of a writing action: the record it will write, such as `products/5`; `null` where the input
   * names no single one.
   * @throws Refusal where the caller may not write it
   */
  record?: (
    shop: OpenShop,
    input: Input,
    around: Around & { caller: Caller },
  ) => Promise<string | null>;
  run: (
    shop: OpenShop,
    input: Input,
    around: Around & {
      job: WriteJob;
      /** Who reads; of who writes, maybe in another instance, the job has the name alone. */
      caller?: Caller;
    },
  ) => Promise<Answer>;
}
