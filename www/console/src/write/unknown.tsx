import { clockText } from "../language/dates.js";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { coloured } from "../parts/colour.js";
import { Icon } from "../parts/icon.js";
import { isMailed } from "../shop/writing.js";
import { hrefTo } from "../state/route.js";
import { shop } from "../state/session.js";
import { type Entry, openEntries } from "./entries.js";
import { statusName } from "./names.js";
import { lookFor, lookSoon, setAside, stopLooking } from "./settling.js";
import { calledOf } from "./states.js";
import { LOOK_WAITS_MS } from "./steps.js";
import { useSecond } from "./waiting.js";

/** What nobody knows yet, of all records of the shop: at the top of Orders until it is settled. */
export function UnsettledList() {
  return (
    <>
      {openEntries.value.map((entry) => (
        <Unknown key={entry.id} entry={entry} named />
      ))}
    </>
  );
}

/** A write whose answer got lost: what was asked, when it is looked for, and nothing that sends it again. */
export function Unknown({ entry, named = false }: { entry: Entry; named?: boolean }) {
  const now = useSecond(entry.nextAt !== null);
  const w = words.value.write.unknown;
  const { record } = entry;
  return (
    <section class="card unknown" data-write="unknown" data-entry={entry.id}>
      <div class="in stack-s">
        <div class="row top">
          <Ring entry={entry} now={now} />
          <div class="grow stack-xs">
            <h2 class="big" tabIndex={-1}>
              {unknownTitle(entry, now)}
            </h2>
            <p class="muted">
              {entry.isEarlier ? w.earlier : `${askedFor(entry)} ${w.why[entry.why]}`}{" "}
              {named && <a href={hrefTo(record.page, record.id)}>{calledOf(record)}</a>}
            </p>
          </div>
        </div>
        {!entry.isEarlier && (
          <p class="row data plead">
            <Icon name="warn" />
            <span>
              <b>{w.dont}</b> {isMailed(entry.shown.answer) ? w.twoMails : w.twice}
            </span>
          </p>
        )}
        <Steps entry={entry} now={now} />
      </div>
      <footer>
        <Button kind="primary" onClick={() => void lookFor(entry.id)}>
          {w.lookNow}
        </Button>
        {entry.nextAt !== null ? (
          <Button onClick={() => stopLooking(entry.id)}>{w.stop}</Button>
        ) : (
          <Button onClick={() => lookSoon(entry.id)}>{w.goOn}</Button>
        )}
        {entry.looks.length >= LOOK_WAITS_MS.length && (
          <Button onClick={() => setAside(entry.id)}>{w.setAside}</Button>
        )}
        <span class="small faint">{w.stays}</span>
      </footer>
    </section>
  );
}

function unknownTitle({ nextAt }: Entry, now: number): string {
  const w = words.value.write.unknown;
  if (nextAt === null) return w.resting;
  const left = secondsTo(nextAt, now);
  return left === 0 ? w.lookingNow : w.lookingIn(left);
}

/** Turns once in its waiting time. */
function Ring({ entry, now }: { entry: Entry; now: number }) {
  const since = entry.looks.at(-1)?.at ?? entry.lostAt ?? now;
  const whole = Math.max(1, (entry.nextAt ?? now) - since);
  const left = entry.nextAt === null ? 0 : Math.max(0, Math.min(1, (entry.nextAt - now) / whole));
  return (
    <svg class="wait-ring" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="9" />
      <circle
        class="left"
        cx="12"
        cy="12"
        r="9"
        pathLength={100}
        stroke-dasharray={`${Math.round(left * 100)} 100`}
      />
    </svg>
  );
}

function askedFor({ shown: { answer }, record }: Entry): string {
  const w = words.value.write.unknown;
  const where = shop.value?.name ?? "";
  const name = calledOf(record);
  const status = statusName(answer);
  if (status === null) return w.values(answer.fields.length, name, where);
  return isMailed(answer) ? w.statusAndMail(name, status, where) : w.status(name, status, where);
}

/** What happened, newest first; and above it what will. */
function Steps({ entry, now }: { entry: Entry; now: number }) {
  const w = words.value.write.unknown;
  const { nextAt, looks, lostAt, why, sentAt } = entry;
  const later = LOOK_WAITS_MS.slice(looks.length + 1).map(waitText);
  return (
    <ol class="line">
      {nextAt !== null && (
        <li ref={coloured("#C2571A")}>
          <span class="strong">{w.next}</span>
          <time>{w.nextAt(clockText(new Date(nextAt)), secondsTo(nextAt, now))}</time>
          {later.length > 0 && <p>{w.afterwards(later)}</p>}
        </li>
      )}
      {[...looks].reverse().map(({ at, found }) => (
        <li key={at}>
          <span>{found === "not_there" ? w.notThere : w.failed}</span>
          <time>{clockText(new Date(at))}</time>
        </li>
      ))}
      {lostAt !== null && (
        <li ref={coloured("#C81E3A")}>
          <span>{w.lost[why]}</span>
          <time>{clockText(new Date(lostAt))}</time>
        </li>
      )}
      <li ref={coloured("#2B9A66")}>
        <span>{w.sent}</span>
        <time>{clockText(new Date(sentAt))}</time>
      </li>
    </ol>
  );
}

function waitText(milliseconds: number): string {
  const w = words.value.write.unknown;
  const seconds = milliseconds / 1000;
  return seconds < 60 ? w.seconds(seconds) : w.minutes(seconds / 60);
}

function secondsTo(at: number, now: number): number {
  return Math.max(0, Math.ceil((at - now) / 1000));
}
