import { useEffect } from "preact/hooks";
import { textNow, words } from "../language/words.js";
import { Button, Segments } from "../parts/button.js";
import { Problem } from "../parts/problem.js";
import { RecordHead } from "../parts/record.js";
import { type Action, alternatives, isWriting, titleOf } from "../shop/catalogue.js";
import type { Connection } from "../shop/connection.js";
import { hrefTo, route } from "../state/route.js";
import { Answer } from "./answer.js";
import { type Call, callOf, keepTyped } from "./calls.js";
import { InputField } from "./input-field.js";
import { chosenOf, inputFrom, namesOf, typedIn } from "./inputs.js";
import { labelOf, leadOf } from "./names.js";
import { isComplete, run, stop } from "./running.js";
import { Writing } from "./writing.js";

/** An action: its inputs, and what the shop answers. */
export function CallPage({ shop, action }: { shop: Connection; action: Action }) {
  const w = words.value;
  const call = callOf(shop.ref, action.name);
  const { typed, problems, asked, answer, error, stop: running } = call.value;
  const chosen = call.value.chosen ?? chosenOf(action, typed);
  const input = inputFrom(action, typed, chosen);
  useBeginning(shop, action, call.value);
  const type = (key: string, text: string) =>
    keepTyped(shop.ref, action.name, { ...call.peek().typed, [key]: text });
  return (
    <div class="stack" id="call">
      <RecordHead
        crumb={<a href={hrefTo("calls")}>{w.calls.all}</a>}
        title={<h1>{textNow(titleOf(action))}</h1>}
        facts={
          <>
            <code translate={false}>{action.name}</code>
            <span class="muted">{leadOf(action)}</span>
          </>
        }
      />
      <form
        class="stack call-form"
        autoComplete="off"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void run(shop, action);
        }}
      >
        <Alternatives action={action} chosen={chosen} onChoose={(name) => choose(call, name)} />
        {namesOf(action, chosen).map((name) => (
          <InputField key={name} {...{ shop, action, name, typed, problems }} onType={type} />
        ))}
        <GeneralProblems problems={problems} action={action} chosen={chosen} />
        <div class="row">
          {running === null ? (
            <Button kind="primary" type="submit" id="call-run">
              {isWriting(action) ? w.form.preview : w.form.run}
            </Button>
          ) : (
            <Button icon="stop" id="call-stop" onClick={() => stop(shop, action)}>
              {w.form.cancel}
            </Button>
          )}
        </div>
      </form>
      {error !== null && <Problem error={error} />}
      {isWriting(action) ? (
        asked !== null && <Writing shop={shop} action={action} input={asked} typed={input} />
      ) : (
        <Answer shop={shop} action={action} asked={asked ?? input} answer={answer} />
      )}
    </div>
  );
}

type CallSignal = ReturnType<typeof callOf>;

function choose(call: CallSignal, name: string): void {
  call.value = { ...call.value, chosen: name, problems: [] };
}

/** A link fills the form, and asks where that is enough and only reads. */
function useBeginning(shop: Connection, action: Action, { asked }: Call): void {
  useEffect(() => {
    const given = typedIn(route.peek().query);
    if (Object.keys(given).length === 0 || asked !== null) return;
    keepTyped(shop.ref, action.name, { ...callOf(shop.ref, action.name).peek().typed, ...given });
    if (!isWriting(action) && isComplete(shop, action)) void run(shop, action);
  }, [shop.ref, action.name]);
}

function Alternatives(props: {
  action: Action;
  chosen: string | null;
  onChoose(name: string): void;
}) {
  const w = words.value;
  const names = alternatives(props.action);
  if (names.length < 2 || props.chosen === null) return null;
  const by: Readonly<Record<string, string>> = w.form.by;
  return (
    <Segments
      label={w.form.lookUp}
      options={names.map((value) => ({
        value,
        label: by[value] ?? w.form.byOther(labelOf(value)),
      }))}
      value={props.chosen}
      onChange={props.onChoose}
    />
  );
}

/** What is wrong with none of the inputs that are shown. */
function GeneralProblems(props: {
  problems: Call["problems"];
  action: Action;
  chosen: string | null;
}) {
  const shown = namesOf(props.action, props.chosen);
  const others = props.problems.filter(({ name }) => name === null || !shown.includes(name));
  return (
    <>
      {others.map(({ message }) => (
        <p key={textNow(message)} class="help help-bad" role="alert">
          {textNow(message)}
        </p>
      ))}
    </>
  );
}
