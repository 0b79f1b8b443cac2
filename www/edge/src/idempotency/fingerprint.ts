/** Bytes that are hashed at once: WebCrypto has no hash of a stream. */
const BLOCK = 64 << 10;

/** A digest of bytes that come in parts of any size: of each block, with that of the blocks before. */
export class Fingerprint {
  #digest: Uint8Array<ArrayBuffer>;
  readonly #block = new Uint8Array(BLOCK);
  #filled = 0;

  /** `head` is what the bytes belong to, such as the address of a request. */
  constructor(head: string) {
    this.#digest = new TextEncoder().encode(head);
  }

  async add(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + BLOCK - this.#filled);
      this.#block.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === BLOCK) await this.#fold();
    }
  }

  /** The digest of everything, in hexadecimal. */
  async end(): Promise<string> {
    await this.#fold();
    return [...this.#digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async #fold(): Promise<void> {
    const head = new Uint8Array(await crypto.subtle.digest("SHA-256", this.#digest));
    const both = new Uint8Array(head.length + this.#filled);
    both.set(head);
    both.set(this.#block.subarray(0, this.#filled), head.length);
    this.#digest = new Uint8Array(await crypto.subtle.digest("SHA-256", both));
    this.#filled = 0;
  }
}

/** The fingerprint of a short text. */
export function fingerprintOf(text: string): Promise<string> {
  return new Fingerprint(text).end();
}
