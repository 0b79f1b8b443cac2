import { useEffect } from "preact/hooks";
import { words } from "../language/words.js";
import { Blank } from "../parts/note.js";
import { route } from "../state/route.js";
import { shop, shopRef } from "../state/session.js";
import { CheckStage } from "./check.js";
import { bulkAction } from "./fields.js";
import { BulkHead } from "./head.js";
import { ColumnsStage } from "./mapping.js";
import { ReportStage } from "./report-stage.js";
import { nameProducts } from "./running.js";
import { SaveStage } from "./saving.js";
import { FileStage } from "./start.js";
import { TextsCard } from "./texts-card.js";
import { openWork, work } from "./work.js";

/** The texts of many products, from a file and back. */
export default function BulkPage() {
  const ref = shopRef.value;
  useEffect(() => {
    if (ref !== null) void openWork(ref).then(nameProducts);
  }, [ref]);
  const w = words.value;
  const now = work.value;
  const open = shop.value;
  if (open !== null && bulkAction(open.actions) === undefined) {
    return (
      <>
        <BulkHead work={null} />
        <Blank icon="key" title={w.bulk.notAllowed}>
          {w.bulk.notAllowedHelp}
        </Blank>
      </>
    );
  }
  if (now === undefined || (now !== null && now.shop !== ref)) {
    return (
      <>
        <BulkHead work={null} />
        <p class="faint">{w.shell.loading}</p>
      </>
    );
  }
  if (now === null || now.stage === "file") return <FileStage />;
  const View = VIEWS[now.stage];
  return (
    <>
      <View work={now} />
      {/* Another page sent somebody here for the texts of what was ticked there. */}
      {route.value.query.ids !== undefined && <TextsCard />}
    </>
  );
}

const VIEWS = {
  columns: ColumnsStage,
  check: CheckStage,
  save: SaveStage,
  report: ReportStage,
};
