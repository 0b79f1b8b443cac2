import { useState } from "preact/hooks";
import { textNow, words } from "../language/words.js";
import { Field, TextInput } from "../parts/field.js";
import { Blank } from "../parts/note.js";
import { Tag } from "../parts/pill.js";
import { Card } from "../parts/record.js";
import { type Action, isWriting, titleOf } from "../shop/catalogue.js";
import type { Connection } from "../shop/connection.js";
import { byIntent } from "../shop/intents.js";
import { hrefTo } from "../state/route.js";
import { access } from "../state/session.js";
import { leadOf } from "./names.js";

/** Every action of the shop by what it is for, to be searched by words and by names. */
export function CallList({ shop }: { shop: Connection }) {
  const w = words.value;
  const [asked, setAsked] = useState("");
  const groups = byIntent(shop.actions.filter((one) => isFound(one, asked)));
  const lacking = lackingActions();
  return (
    <div class="stack">
      <h1>{w.shell.calls}</h1>
      <Field id="calls-search" label={w.calls.search}>
        <TextInput id="calls-search" type="search" value={asked} onInput={setAsked} />
      </Field>
      <p class="sr" role="status">
        {w.calls.found(groups.reduce((sum, { actions }) => sum + actions.length, 0))}
      </p>
      {groups.length === 0 && <Blank icon="search" title={w.calls.none(asked)} />}
      {groups.map(({ intent, actions }) => (
        <Card key={intent} title={w.actionList.intents[intent]} bare>
          <ul class="plain-list calls">
            {actions.map((action) => (
              <Row key={action.name} action={action} lacks={lacking.has(action.name)} />
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}

function Row({ action, lacks }: { action: Action; lacks: boolean }) {
  const w = words.value;
  return (
    <li>
      <a class="call-row" href={hrefTo("calls", action.name)}>
        <span class="strong">{textNow(titleOf(action))}</span>
        <code class="small faint" translate={false}>
          {action.name}
        </code>
        <span class="small muted">{leadOf(action)}</span>
      </a>
      {isWriting(action) && <Tag>{w.actionList.writes}</Tag>}
      {lacks && <Tag tone="warn">{w.actionList.lacksRight}</Tag>}
    </li>
  );
}

/** Every word must be somewhere: in the name, the title or what it does. */
function isFound(action: Action, asked: string): boolean {
  const { name, title, description } = action;
  const all = [name, title, description, textNow(titleOf(action)), leadOf(action)].join(" ");
  const text = all.toLowerCase();
  return asked
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The actions that the key cannot do, where that is known. */
function lackingActions(): Set<string> {
  const resources = access.value?.resources ?? [];
  return new Set(resources.flatMap(({ missing }) => missing.flatMap(({ stops }) => stops)));
}
