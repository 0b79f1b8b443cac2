// The parts of Deno and Bun that their entries use.
type Serve = (request: Request) => Promise<Response>;

declare const Deno: {
  env: { toObject(): Record<string, string> };
  serve(
    options: { port: number; hostname: string; onListen: (address: { port: number }) => void },
    handler: Serve,
  ): unknown;
};

declare const Bun: {
  serve(options: { port: number; hostname: string; idleTimeout: number; fetch: Serve }): {
    port: number;
  };
};
