import { signingKey } from "./secret.js";

const HMAC_SHA_256 = { name: "HMAC", hash: "SHA-256" } as const;

/** What a message is signed as. */
interface SignedParts {
  id: string;
  /** Milliseconds since 1970 of this attempt. */
  at: number;
  body: string;
}

/**
 * The headers of a message by Standard Webhooks: a signature over id, time and body for each secret, so
 * that a receiver accepts the old and the new one while it changes over.
 */
export async function signatureHeaders(
  { id, at, body }: SignedParts,
  secrets: readonly string[],
): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1000));
  const content = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  const signatures = await Promise.all(secrets.map((secret) => signatureOf(content, secret)));
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}

async function signatureOf(content: Uint8Array<ArrayBuffer>, secret: string): Promise<string> {
  const key = await crypto.subtle.importKey("raw", signingKey(secret), HMAC_SHA_256, false, [
    "sign",
  ]);
  const bytes = new Uint8Array(await crypto.subtle.sign("HMAC", key, content));
  return `v1,${btoa(String.fromCharCode(...bytes))}`;
}
