import { words } from "../../language/words.js";
import { Button } from "../../parts/button.js";
import { Popover } from "../../parts/popover.js";
import { compact } from "../../state/settings.js";
import { COLUMNS, hidden } from "./columns.js";

/** Which columns there are, how close the rows stand, and the list as a file. */
export function ListOptions(props: {
  count: number;
  isTicking: boolean;
  onTicking(isTicking: boolean): void;
  onExport(): void;
}) {
  const w = words.value;
  return (
    <Popover
      icon="dots"
      class="btn btn-ghost btn-s btn-icon end"
      label={w.orderList.columnsTitle}
      title={w.orderList.columnsTitle}
      choices={(close) => (
        <div class="stack-s">
          <fieldset class="bare">
            <legend class="small faint">{w.orderList.columnsShown}</legend>
            <Choice
              label={w.orderList.columns.tick}
              isChosen={props.isTicking}
              onChange={props.onTicking}
            />
            {COLUMNS.filter(({ name }) => name !== "reference").map(({ name }) => (
              <Choice
                key={name}
                label={w.orderList.columns[name]}
                isChosen={!hidden.value.includes(name)}
                onChange={(isShown) => {
                  const others = hidden.value.filter((one) => one !== name);
                  hidden.value = isShown ? others : [...others, name];
                }}
              />
            ))}
          </fieldset>
          <Choice
            label={w.orderList.closeRows}
            isChosen={compact.value}
            onChange={(isCompact) => {
              compact.value = isCompact;
            }}
          />
          <Button
            icon="file"
            disabled={props.count === 0}
            onClick={() => {
              props.onExport();
              close();
            }}
          >
            {w.orderList.exportCsv(props.count)}
          </Button>
        </div>
      )}
    />
  );
}

function Choice(props: { label: string; isChosen: boolean; onChange(isChosen: boolean): void }) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        class="tick"
        checked={props.isChosen}
        onChange={({ currentTarget: { checked } }) => props.onChange(checked)}
      />
      {props.label}
    </label>
  );
}
