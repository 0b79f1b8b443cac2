/** The worker that `npm start` has started beside this page, with a token for it. */
export const LOCAL_EDGE: { url: string; token: string } | null = localEdge();

function localEdge(): typeof LOCAL_EDGE {
  const { VITE_EDGE_URL: url, VITE_EDGE_TOKEN: token } = import.meta.env;
  return url === undefined || token === undefined ? null : { url, token };
}
