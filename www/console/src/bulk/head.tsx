import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../language/words.js";
import { Icon } from "../parts/icon.js";
import { RecordHead } from "../parts/record.js";
import { STAGES, type Stage, type Work } from "./work.js";

/** The head of each stage: which file, how far, and what can be done now. */
export function BulkHead({ work, actions }: { work: Work | null; actions?: ComponentChildren }) {
  const w = words.value;
  const stage = work?.stage ?? "file";
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(stage);
  useEffect(() => {
    // What the button led to comes under the reader's eyes; it is gone itself.
    if (before.current !== stage) heading.current?.focus();
    before.current = stage;
  }, [stage]);
  return (
    <RecordHead
      title={
        <>
          <h1 ref={heading} tabIndex={-1}>
            {w.shell.bulk}
          </h1>
          {work && (
            <span class="small faint mono" translate={false}>
              {work.file ?? w.bulk.pastedRows}
            </span>
          )}
        </>
      }
      actions={actions}
      facts={<Steps stage={stage} />}
    />
  );
}

function Steps({ stage }: { stage: Stage }) {
  const w = words.value.bulk;
  const here = STAGES.indexOf(stage);
  return (
    <ol class="steps" aria-label={w.steps}>
      {STAGES.map((one, place) => (
        <li
          key={one}
          class={place < here ? "past" : ""}
          aria-current={one === stage ? "step" : undefined}
        >
          <span class="dotn">{place < here ? <Icon name="check" /> : place + 1}</span>
          {w.stages[one]}
        </li>
      ))}
    </ol>
  );
}
