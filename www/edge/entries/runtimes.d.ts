// The parts of Deno and Bun that their entries use.
type Serve = (request: Request) => Promise<Response>;

declare const Deno: {
  serve(
    options: { port: number; hostname: string; onListen: (address: { port: number }) => void },
    handler: Serve,
  ): { shutdown(): Promise<void> };
};

declare const Bun: {
  serve(options: { port: number; hostname: string; idleTimeout: number; fetch: Serve }): {
    port: number;
    stop(): Promise<void>;
  };
};
