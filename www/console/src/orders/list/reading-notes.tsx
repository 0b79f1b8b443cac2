import { dayText } from "../../language/dates.js";
import { said } from "../../language/said.js";
import { textNow, words } from "../../language/words.js";
import { Button } from "../../parts/button.js";
import { Note } from "../../parts/note.js";
import { Problem } from "../../parts/problem.js";
import { messageOf } from "../../shop/failure.js";
import type { Reader } from "./reading.js";
import type { Span } from "./spans.js";

/** What is to be said about a list that is not all there, or not of these days. */
export function ReadingNotes(props: { reading: Reader; since: Date | null; span: Span }) {
  const { reading, since, span } = props;
  const w = words.value;
  const { error, rows, isPaused } = reading;
  if (error !== null && rows.length === 0) {
    return (
      <Problem error={error} acts={<Button onClick={reading.again}>{w.shell.tryAgain}</Button>} />
    );
  }
  if (error !== null) {
    return (
      <Note
        tone="warn"
        live
        title={since === null ? w.orderList.notReadAgain : w.orderList.stoppedAt(dayText(since))}
        acts={
          <Button onClick={since === null ? reading.again : reading.more}>
            {since === null ? w.shell.tryAgain : w.orderList.readOn}
          </Button>
        }
      >
        <p>{said(textNow(messageOf(error)))}</p>
      </Note>
    );
  }
  if (isPaused && since !== null) {
    return (
      <Note
        tone="plain"
        title={w.orderList.paused(rows.length, dayText(since))}
        acts={<Button onClick={reading.more}>{w.orderList.readMore}</Button>}
      />
    );
  }
  if (span.isEarlier) {
    const days = w.orderList.between(dayText(span.from), dayText(span.to));
    return <Note tone="plain" title={w.orderList.earlier(days)} />;
  }
  return null;
}
