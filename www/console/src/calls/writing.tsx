import { useEffect, useState } from "preact/hooks";
import { words } from "../language/words.js";
import type { Action, Input } from "../shop/catalogue.js";
import type { Connection } from "../shop/connection.js";
import { SaveButton } from "../write/save-button.js";
import { calledOf, type WrittenRecord } from "../write/states.js";
import { useWrite } from "../write/use-write.js";
import { WriteView } from "../write/write-view.js";
import { Answer } from "./answer.js";
import { namedRecord } from "./named.js";

interface WritingProps {
  shop: Connection;
  action: Action;
  /** What was asked for. */
  input: Input;
  /** What the form says now. */
  typed: Input;
}

/** What an action would write, and then what it has: the record is read first, so that it has a name. */
export function Writing(props: WritingProps) {
  const { shop, action, input } = props;
  const [record, setRecord] = useState<{ of: Input; record: WrittenRecord } | null>(null);
  useEffect(() => {
    let isWanted = true;
    void namedRecord(shop, action, input).then((found) => {
      if (isWanted) setRecord({ of: input, record: found });
    });
    return () => {
      isWanted = false;
    };
  }, [shop, action, input]);
  if (record === null || record.of !== input) {
    return (
      <p class="faint" role="status">
        {words.value.write.previewing}
      </p>
    );
  }
  return <Previewed {...props} record={record.record} />;
}

function Previewed({
  shop,
  action,
  input,
  typed,
  record,
}: WritingProps & { record: WrittenRecord }) {
  const write = useWrite({ action: action.name, record, input });
  useEffect(() => {
    void write?.preview();
  }, [input]);
  const isOther = JSON.stringify(typed) !== JSON.stringify(input);
  useEffect(() => {
    // What is shown is no longer what the form says.
    if (isOther && write?.state.kind === "preview") write.edit();
  }, [isOther]);
  if (write === null) return null;
  const { kind } = write.state;
  return (
    <>
      <section class="stack" id="call-write" data-kind={kind}>
        <h2>{calledOf(record)}</h2>
        <WriteView write={write} />
        {(kind === "preview" || kind === "saving" || kind === "conflict") && (
          <div class="row">
            <SaveButton write={write} />
          </div>
        )}
      </section>
      <Answer
        shop={shop}
        action={action}
        asked={input}
        answer={write.state.kind === "saved" ? write.state.answer.raw : null}
      />
    </>
  );
}
