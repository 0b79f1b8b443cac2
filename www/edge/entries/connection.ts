/** Refused with a part of the body unread. */
const CUT_SHORT = new Set([408, 413]);

/**
 * The answer, which ends its connection where a body was left unread: what comes behind it would be taken
 * for the next request, or would have to be read in vain.
 */
export function closing(request: Request, response: Response): Response {
  const { headers } = request;
  const length = headers.get("Content-Length");
  const hasBody = headers.has("Transfer-Encoding") || (length !== null && length !== "0");
  if (!hasBody || (request.bodyUsed && !CUT_SHORT.has(response.status))) return response;
  response.headers.set("Connection", "close");
  return response;
}
