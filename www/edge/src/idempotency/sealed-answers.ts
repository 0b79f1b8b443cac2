/** Seals answers: they may hold a new token, and stay for a day where others can read. */
export interface AnswerSeal {
  seal(id: string, answer: KeptAnswer): Promise<string>;
  /** `null` for what was sealed under another secret, or changed since. */
  open(id: string, sealed: string): Promise<KeptAnswer | null>;
}

/** An answer as it is sent again. */
export interface KeptAnswer {
  status: number;
  headers: [string, string][];
  body: string;
}

const IV_BYTES = 12;
const PURPOSE = "prestashop-edge: answers of idempotency keys, 1";

/** Seals under a key derived from the secret that all instances share. */
export function answerSeal(secret: Promise<CryptoKey>): AnswerSeal {
  let made: Promise<CryptoKey> | undefined;
  const key = (): Promise<CryptoKey> => {
    made ??= derived(secret);
    return made;
  };
  const parameters = (id: string, iv: Uint8Array<ArrayBuffer>) => ({
    name: "AES-GCM",
    iv,
    additionalData: new TextEncoder().encode(id),
  });
  return {
    seal: async (id, answer) => {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const bytes = new TextEncoder().encode(JSON.stringify(answer));
      const data = await crypto.subtle.encrypt(parameters(id, iv), await key(), bytes);
      return `${encoded(iv)}.${encoded(new Uint8Array(data))}`;
    },
    open: async (id, sealed) => {
      try {
        const [iv = "", data = ""] = sealed.split(".");
        const how = parameters(id, decoded(iv));
        const bytes = await crypto.subtle.decrypt(how, await key(), decoded(data));
        return JSON.parse(new TextDecoder().decode(bytes)) as KeptAnswer;
      } catch {
        return null;
      }
    },
  };
}

async function derived(secret: Promise<CryptoKey>): Promise<CryptoKey> {
  const bytes = await crypto.subtle.sign("HMAC", await secret, new TextEncoder().encode(PURPOSE));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

function encoded(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function decoded(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}
