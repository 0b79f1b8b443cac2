import type { Fingerprint } from "./fingerprint.js";

/** A body that is fingerprinted as it is read. */
export interface ReadBody {
  stream: ReadableStream<Uint8Array>;
  /** Reads what nobody has read, up to so many bytes; whether that was all of it. */
  rest(mostBytes: number): Promise<boolean>;
}

/** The same body, whose bytes are added to a fingerprint by whoever reads it. */
export function readBody(body: ReadableStream<Uint8Array>, fingerprint: Fingerprint): ReadBody {
  const reader = body.getReader();
  let isAll = false;
  const next = async (): Promise<Uint8Array | null> => {
    const { done, value } = await reader.read();
    if (done) {
      isAll = true;
      return null;
    }
    await fingerprint.add(value);
    return value;
  };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const bytes = await next();
        if (bytes === null) controller.close();
        else controller.enqueue(bytes);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // Nothing is read ahead of who reads.
    { highWaterMark: 0 },
  );
  return {
    stream,
    rest: async (mostBytes) => {
      try {
        for (let left = mostBytes; !isAll && left > 0; ) left -= (await next())?.byteLength ?? 0;
      } catch {
        // What broke off is not all of it.
      }
      if (!isAll) await reader.cancel().catch(() => {});
      return isAll;
    },
  };
}
