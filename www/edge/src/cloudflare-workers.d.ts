// The part of Cloudflare's own module that is used.
declare module "cloudflare:workers" {
  export abstract class DurableObject<Env> {
    protected ctx: {
      waitUntil(work: Promise<unknown>): void;
      storage: {
        get(key: string): Promise<unknown>;
        put(key: string, value: unknown): Promise<void>;
        delete(keys: string[]): Promise<unknown>;
        list(options: { prefix: string }): Promise<Map<string, unknown>>;
      };
    };
    protected env: Env;
    constructor(ctx: unknown, env: Env);
  }
}
