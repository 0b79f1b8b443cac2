import { textOf } from "../language/message.js";
import { words } from "../language/words.js";
import { Icon, type IconName } from "../parts/icon.js";
import type { Access } from "../shop/access.js";
import {
  type Box,
  type BoxRow,
  type BoxState,
  boxesIn,
  boxRows,
  columnsOf,
} from "../shop/boxes.js";

const LOOKS: Readonly<Record<BoxState, { name: string; icon: IconName | null }>> = {
  keep: { name: "box-ok", icon: "check" },
  tick: { name: "box-add", icon: "plus" },
  untick: { name: "box-drop", icon: "minus" },
  may: { name: "box-may", icon: null },
  empty: { name: "box-no", icon: null },
};

/** The boxes in the order of the back office, so that one can tick along. */
export function BoxTable({ access }: { access: Access }) {
  const w = words.value.key;
  const rows = boxRows(access);
  const states = (Object.keys(LOOKS) as BoxState[]).filter(
    (state) => boxesIn(rows, state).length > 0,
  );
  return (
    <section class="card">
      <header>
        <h2>{w.boxes}</h2>
        <span class="small faint wide">{w.place}</span>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
      <section class="scroll" tabIndex={0} aria-label={w.boxes}>
        <table class="table grid" id="boxes">
          <thead>
            <tr>
              <th scope="col">{w.resource}</th>
              {columnsOf(access).map((method) => (
                <th scope="col" key={method}>
                  {w.columns[method]}
                  <span class="block small faint">{method}</span>
                </th>
              ))}
              <th scope="col" class="why wide">
                {w.usedTo}
              </th>
              <th scope="col" class="num">
                {w.toDo}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.resource} row={row} />
            ))}
          </tbody>
        </table>
      </section>
      <footer class="legend row-wrap">
        {states.map((state) => (
          <span class="row" key={state}>
            <BoxMark state={state} />
            {w.legend[state]}
          </span>
        ))}
        <span class="small faint end">{w.others}</span>
      </footer>
    </section>
  );
}

function Row({ row: { resource, boxes } }: { row: BoxRow }) {
  const w = words.value.key;
  return (
    <tr data-resource={resource}>
      <th scope="row">
        <code>{resource}</code>
      </th>
      {boxes.map((box) => (
        <td key={box.method} data-state={box.state}>
          <BoxMark state={box.state} />
          <span class="sr">{w.legend[box.state]}</span>
        </td>
      ))}
      <td class="why muted wide">{textOf(w.uses, resource) ?? w.notUsed}</td>
      <td class="num">
        <ToDo boxes={boxes} />
      </td>
    </tr>
  );
}

function BoxMark({ state }: { state: BoxState }) {
  const { name, icon } = LOOKS[state];
  return (
    <span class={`box ${name}`} aria-hidden="true">
      {icon && <Icon name={icon} />}
    </span>
  );
}

/** How many boxes of a line to tick, and to untick. */
function ToDo({ boxes }: { boxes: readonly Box[] }) {
  const w = words.value.key;
  const count = (state: BoxState) => boxes.filter((box) => box.state === state).length;
  const [tick, untick] = [count("tick"), count("untick")];
  if (tick + untick === 0) return <span class="faint">–</span>;
  return (
    <>
      {tick > 0 && <b class="bad">{w.tick(tick)}</b>}{" "}
      {untick > 0 && <b class="warn">{w.untick(untick)}</b>}
    </>
  );
}
