import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Problem } from "../parts/problem.js";
import { ReadAgo } from "../parts/when.js";
import { useAction } from "../state/answers.js";
import { useShortcuts } from "../state/keys.js";
import { shop } from "../state/session.js";
import { BoxTable } from "./box-table.js";
import { Verdict } from "./verdict.js";

/** What the key may do, lacks, or has without need: box by box, as in the back office. */
export default function KeyPage() {
  const w = words.value;
  const { value, error, isLoading, readAt, again } = useAction("check_access", {});
  useShortcuts([{ keys: ["r"], does: (all) => all.key.again, run: again }], [again]);
  const version = value?.version ?? shop.value?.version ?? null;
  return (
    <div class="stack" id="key">
      <div class="record">
        <div class="title">
          <h1>{w.shell.key}</h1>
          <span class="small faint">
            <span translate={false}>{value?.shop_name ?? shop.value?.name}</span>
            {version && ` · PrestaShop ${version}`}
            {readAt && " · "}
            <ReadAgo at={readAt} />
          </span>
        </div>
      </div>
      {error !== null && (
        <Problem error={error} acts={<Button onClick={again}>{w.key.again}</Button>} />
      )}
      {value === null && isLoading && <p class="faint">{w.shell.loading}</p>}
      {value !== null && (
        <>
          <Verdict access={value} isLoading={isLoading} again={again} />
          <BoxTable access={value} />
        </>
      )}
    </div>
  );
}
