// The parts of Deno and Bun that their entries use.
type Serve<Peer> = (request: Request, peer: Peer) => Promise<Response>;

declare const Deno: {
  serve(
    options: { port: number; hostname: string; onListen: (address: { port: number }) => void },
    handler: Serve<{ remoteAddr: { hostname: string } }>,
  ): { shutdown(): Promise<void> };
};

declare const Bun: {
  serve(options: {
    port: number;
    hostname: string;
    idleTimeout: number;
    fetch: Serve<{ requestIP(request: Request): { address: string } | null }>;
  }): {
    port: number;
    stop(): Promise<void>;
  };
};
