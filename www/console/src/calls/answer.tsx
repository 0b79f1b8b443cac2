import { useState } from "preact/hooks";
import { words } from "../language/words.js";
import { Segments } from "../parts/button.js";
import { Code, type CodeLine, textLines } from "../parts/code.js";
import { jsonLines } from "../parts/json-lines.js";
import { Card } from "../parts/record.js";
import { actionCode } from "../shop/as-code.js";
import type { Action, Input } from "../shop/catalogue.js";
import type { Connection } from "../shop/connection.js";
import { askedOf } from "../shop/seen.js";
import { Tree } from "./tree.js";

type Shown = "tree" | "json" | "code";

/** An answer to be read, as JSON, and the program that asks the same. */
export function Answer(props: { shop: Connection; action: Action; asked: Input; answer: unknown }) {
  const { shop, action, asked, answer } = props;
  const w = words.value.calls;
  const [shown, setShown] = useState<Shown>("tree");
  const isThere = answer !== null;
  const view = isThere ? shown : "code";
  const all: { value: Shown; label: string }[] = [
    { value: "tree", label: w.answer },
    { value: "json", label: "JSON" },
    { value: "code", label: w.code },
  ];
  const choice = (
    <Segments<Shown> label={w.show} options={all} value={view} onChange={setShown} class="end" />
  );
  return (
    <Card title={isThere ? w.answer : w.code} aside={isThere && choice} class="call-answer">
      {view === "tree" && <Tree value={answer} />}
      {view === "json" && <Code label={w.asJson} lines={jsonLines(answer)} />}
      {view === "code" && <Code label={w.code} lines={codeLines(shop, action, asked)} />}
    </Card>
  );
}

function codeLines(shop: Connection, action: Action, input: Input): CodeLine[] {
  return textLines(actionCode(askedOf(shop, action.name, input)));
}
