import { secondsText } from "../language/durations.js";
import { said } from "../language/said.js";
import { textNow, words } from "../language/words.js";
import { Note } from "../parts/note.js";
import { halted, type Running, running } from "./running.js";

/** How far the pass is that runs, in words and as a bar. */
export function ProgressCard({
  now,
  title,
  children,
}: {
  now: Running;
  title: string;
  children?: string;
}) {
  const w = words.value.bulk;
  const { done, all } = now;
  const percent = all === 0 ? 0 : (done / all) * 100;
  return (
    <div class="card">
      <div class="in stack-s">
        <div class="row-wrap spread">
          <p>{title}</p>
          <p class="small muted">{leftText(now)}</p>
        </div>
        <svg
          class="progress"
          viewBox="0 0 100 4"
          preserveAspectRatio="none"
          role="progressbar"
          aria-label={title}
          aria-valuemin={0}
          aria-valuemax={all}
          aria-valuenow={done}
          aria-valuetext={w.doneOf(done, all)}
        >
          <rect class="done" width={percent} height="4" />
        </svg>
        {children && <p class="small muted">{children}</p>}
      </div>
    </div>
  );
}

/** So many must be done before the pace says anything. */
const LEAST_DONE = 3;

function leftText({ done, all, since }: Running): string {
  const w = words.value.bulk;
  if (done < LEAST_DONE || done === all) return w.doneOf(done, all);
  const left = ((Date.now() - since) / done) * (all - done);
  return `${w.doneOf(done, all)} · ${w.left(secondsText(left / 1000))}`;
}

/** Why the rest has not been tried. */
export function Halted() {
  const why = halted.value;
  if (why === null || running.value !== null) return null;
  return (
    <Note tone="bad" title={words.value.bulk.halted} live>
      <p>{said(textNow(why.message))}</p>
      <p>{said(textNow(why.hint))}</p>
    </Note>
  );
}
