/** The worker that `npm start` has started beside this page, with a token for it. */
export const LOCAL_WORKER: { url: string; token: string } | null = localWorker();

function localWorker(): typeof LOCAL_WORKER {
  const { VITE_EDGE_URL: url, VITE_EDGE_TOKEN: token } = import.meta.env;
  return url === undefined || token === undefined ? null : { url, token };
}

/** The server of the demo store that `npm start` has started beside this page. */
export const DEMO_SERVER: string | undefined = import.meta.env.VITE_DEMO_STORE_URL;
