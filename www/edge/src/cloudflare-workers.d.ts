// The part of Cloudflare's own module that is used.
declare module "cloudflare:workers" {
  export abstract class DurableObject<Env> {
    protected ctx: { waitUntil(work: Promise<unknown>): void };
    protected env: Env;
    constructor(ctx: unknown, env: Env);
  }
}
