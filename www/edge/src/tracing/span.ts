import {
  type Attributes,
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from "@opentelemetry/api";
import { childOf, type TraceContext } from "./traceparent.js";

/** Work that a trace shows: recorded by OpenTelemetry where a deployment has set that up. */
export interface Span {
  context: TraceContext;
  end(attributes: Attributes, isFailed: boolean): void;
}

const NAME = "prestashop-edge";

/** Begins work within a trace: answering a request, or a request of its own to a shop. */
export function beginSpan(
  name: string,
  kind: "server" | "client",
  parent: TraceContext | undefined,
): Span {
  const within =
    parent === undefined
      ? ROOT_CONTEXT
      : trace.setSpanContext(ROOT_CONTEXT, {
          traceId: parent.traceId,
          spanId: parent.spanId,
          traceFlags: parent.isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
          isRemote: kind === "server",
        });
  const span = trace
    .getTracer(NAME)
    .startSpan(name, { kind: kind === "server" ? SpanKind.SERVER : SpanKind.CLIENT }, within);
  const given = span.spanContext();
  // Where nothing records, the API hands the parent back.
  const isOwn = isSpanContextValid(given) && given.spanId !== parent?.spanId;
  return {
    context: isOwn
      ? {
          traceId: given.traceId,
          spanId: given.spanId,
          isSampled: (given.traceFlags & TraceFlags.SAMPLED) !== 0,
        }
      : childOf(parent),
    end: (attributes, isFailed) => {
      span.setAttributes(attributes);
      if (isFailed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}
