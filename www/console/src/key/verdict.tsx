import { textOf } from "../language/message.js";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { copyText } from "../parts/copy.js";
import { Icon, type IconName } from "../parts/icon.js";
import type { Access } from "../shop/access.js";
import { type Box, type BoxState, boxesIn, boxRows, dangerOf, linesOf } from "../shop/boxes.js";

type Name = Access["verdict"];

const LOOKS: Readonly<Record<Name, { tone: string; icon: IconName; state: BoxState }>> = {
  ready: { tone: "ok", icon: "okc", state: "keep" },
  ready_but_too_much: { tone: "warn", icon: "warn", state: "untick" },
  not_ready: { tone: "bad", icon: "bad", state: "tick" },
};

/** More resources than that are not told one by one. */
const NAMED = 3;

/** One of three: ready, too much, not ready; and the boxes to copy. */
export function Verdict(props: { access: Access; isLoading: boolean; again(): void }) {
  const { verdict } = props.access;
  const w = words.value.key;
  const { tone, icon, state } = LOOKS[verdict];
  const boxes = boxesIn(boxRows(props.access), state);
  return (
    <div class={`verdict verdict-${tone}`} role="status" id="verdict" data-verdict={verdict}>
      <Icon name={icon} />
      <h2 class="v">{w.verdicts[verdict]}</h2>
      <p>{meaningOf(props.access)}</p>
      <div class="btn-row">
        <Button icon="copy" id="copy-boxes" onClick={() => void copyText(boxesAsText(boxes))}>
          {verdict === "ready" ? w.copyAll : w.copy(boxes.length)}
        </Button>
        <Button shortcut="R" disabled={props.isLoading} onClick={props.again}>
          {w.again}
        </Button>
      </div>
    </div>
  );
}

/** What the verdict means, and what to do. */
function meaningOf(access: Access): string {
  const w = words.value.key;
  const rows = boxRows(access);
  const [keep, tick, untick, may] = (["keep", "tick", "untick", "may"] as const).map((state) =>
    boxesIn(rows, state),
  ) as [Box[], Box[], Box[], Box[]];
  const sentences: string[] = [];
  if (tick.length > 0) {
    sentences.push(w.tickThem(tick.length, linesOf(tick)), w.until(withoutThem(tick)));
  }
  const danger = dangerOf(untick);
  if (danger !== null) {
    const names = danger.resources.map((name) => textOf(w.names, name) ?? name);
    const named = names.slice(0, NAMED);
    if (names.length > NAMED) named.push(w.andMore);
    sentences.push(w.danger[danger.deed](named));
  }
  if (untick.length > 0) sentences.push(w.untickThem(untick.length, linesOf(untick)));
  if (access.verdict === "ready") {
    sentences.push(w.complete(keep.length));
    if (may.length > 0) sentences.push(w.mayTick(may.length));
  }
  return sentences.join(" ");
}

/** What cannot be done without these boxes, each thing once. */
function withoutThem(boxes: readonly Box[]): string[] {
  const w = words.value.key;
  const told = boxes.map(
    ({ resource, method }) =>
      textOf(w.without, `${resource} ${method}`) ?? w.withoutOther(`${resource} ${method}`),
  );
  return [...new Set(told)];
}

/** A line for each resource, as one ticks them. */
function boxesAsText(boxes: readonly Box[]): string {
  const { columns } = words.value.key;
  const lines = new Map<string, string[]>();
  for (const { resource, method } of boxes) {
    lines.set(resource, [...(lines.get(resource) ?? []), `${columns[method]} (${method})`]);
  }
  return [...lines].map(([resource, names]) => `${resource}: ${names.join(", ")}`).join("\n");
}
