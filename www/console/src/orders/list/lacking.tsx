import { said } from "../../language/said.js";
import { words } from "../../language/words.js";
import { Card } from "../../parts/record.js";

/** What the key may not read, beside the list. */
export function LackingRights(props: {
  warnings: readonly string[];
  statesError: unknown;
  hasCurrencies: boolean;
}) {
  const w = words.value;
  const { warnings, statesError, hasCurrencies } = props;
  if (warnings.length === 0 && statesError === null && hasCurrencies) return null;
  return (
    <Card title={w.orderList.notShown} icon="key" class="quiet">
      <ul class="stack-xs data muted">
        {statesError !== null && <li>{w.orderList.statesUnknown}</li>}
        {!hasCurrencies && <li>{w.orderList.currenciesUnknown}</li>}
        {warnings.map((warning) => (
          <li key={warning}>{said(warning)}</li>
        ))}
      </ul>
    </Card>
  );
}
