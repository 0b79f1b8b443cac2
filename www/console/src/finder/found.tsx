import { useEffect, useLayoutEffect, useMemo, useState } from "preact/hooks";
import { nearText } from "../language/dates.js";
import { said } from "../language/said.js";
import { textNow, words } from "../language/words.js";
import { Icon } from "../parts/icon.js";
import { Pill, Tag } from "../parts/pill.js";
import { messageOf } from "../shop/failure.js";
import { recentOf } from "../state/recent.js";
import { goTo } from "../state/route.js";
import { shop } from "../state/session.js";
import { developer } from "../state/settings.js";
import type { Box } from "./box.js";
import { commandHits, hasDraft, recentHits, recordCommands, recordsInMind } from "./commands.js";
import { guessesOf } from "./guesses.js";
import type { Hit } from "./hits.js";
import { lookupsFor } from "./lookups.js";
import { isNear, piecesOf } from "./matching.js";
import { type Meaning, meaningOf } from "./meaning.js";
import { fitOfHit, type Group, ranked } from "./ranking.js";
import { type Findings, NO_FINDINGS, newSearch } from "./search.js";

/** How many found records something can be done with in the list. */
const DONE_WITH = 2;

/** What was found for the text in the box, as it comes. */
export function Found({ text, chosen, keys, onClose }: Box) {
  const w = words.value;
  const open = shop.value;
  const meaning = useMemo(() => meaningOf(text), [text]);
  const findings = useFindings(meaning);
  const groups = groupsOf(meaning, findings);
  const hits = groups.flatMap((group) => group.hits);
  // Whoever has moved stays where they are while more is found.
  const [movedTo, setMovedTo] = useState<string | null>(null);
  useEffect(() => setMovedTo(null), [text]);
  const at = Math.max(
    0,
    hits.findIndex(({ key }) => key === movedTo),
  );
  const current = hits[at];
  const act = (hit: Hit | undefined) => {
    if (hit === undefined) return;
    onClose();
    hit.open();
  };
  // Enter before anything was found opens the best of what comes for that text.
  const [entered, setEntered] = useState<string | null>(null);
  useEffect(() => {
    if (entered === text && findings.pending.length === 0) act(current);
  }, [entered, text, findings, current]);
  const move = (to: number) => {
    const next = hits[(to + hits.length) % Math.max(1, hits.length)];
    if (next !== undefined) setMovedTo(next.key);
  };
  useLayoutEffect(() => {
    keys.press = (key) => {
      if (key === "ArrowDown") move(at + 1);
      else if (key === "ArrowUp") move(at - 1);
      else if (key === "Enter" && current === undefined) setEntered(text);
      else if (key === "Enter") act(current);
      else if (key === "Tab") move(hits.findIndex((hit) => isAbout(hit, current)));
      else return false;
      return true;
    };
    chosen.value = current === undefined ? null : optionId(at);
    return () => {
      keys.press = null;
    };
  });
  useEffect(() => {
    document.getElementById(optionId(at))?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <>
      <div class="found">
        <div id="found" role="listbox" aria-label={w.finder.found} tabIndex={-1}>
          {groups.map((group) => (
            <GroupView
              key={group.name}
              group={group}
              before={hits.indexOf(group.hits[0] as Hit)}
              at={at}
              text={meaning.text}
              onAct={act}
            />
          ))}
        </div>
        {findings.failures.map(({ name, error }) => (
          <p key={name} class="note-line data bad" role="alert">
            {w.finder.failed[name as keyof typeof w.finder.failed]}{" "}
            {said(textNow(messageOf(error)))}
          </p>
        ))}
        {hits.length === 0 && <Nothing meaning={meaning} findings={findings} onClose={onClose} />}
      </div>
      <p class="sr" role="status">
        {findings.pending.length > 0 ? w.finder.looking : w.finder.counted(hits.length)}
      </p>
      <footer>
        <span class="row" aria-hidden="true">
          <kbd>↑</kbd>
          <kbd>↓</kbd> {w.finder.choose}
        </span>
        <span class="row" aria-hidden="true">
          <kbd>↵</kbd> {w.finder.open}
        </span>
        <span class="row" aria-hidden="true">
          <kbd>Tab</kbd> {w.finder.doWith}
        </span>
        <span class="end">{open === null ? w.finder.noShop : w.finder.finds}</span>
      </footer>
    </>
  );
}

/** Asks the shop about a text, a moment after it was typed. */
function useFindings(meaning: Meaning): Findings {
  const open = shop.value;
  const [findings, setFindings] = useState(NO_FINDINGS);
  const search = useMemo(() => newSearch(setFindings), []);
  useEffect(() => {
    const w = words.peek();
    const lookups = open === null ? [] : lookupsFor(meaning, open);
    const isStillFit = (hit: Hit) => meaning.words !== null && fitOfHit(hit, meaning.words, w) > 0;
    search.ask(meaning.text, lookups, isStillFit);
  }, [meaning, open]);
  useEffect(() => () => search.stop(), []);
  // Those of the text before are no hits of this one, not even until the next moment.
  return findings.text === meaning.text ? findings : { ...NO_FINDINGS, pending: ["all"] };
}

function groupsOf(meaning: Meaning, findings: Findings): readonly Group[] {
  const w = words.value;
  const open = shop.value;
  const ref = open?.ref ?? null;
  const found = findings.hits;
  const records = found.filter(({ key }) => /^(orders|products)\//.test(key));
  const best = records
    .slice(0, DONE_WITH)
    .map(({ key, title }) => ({ key, title: textNow(title) }));
  const inMind = ref === null ? [] : recordsInMind(ref);
  const about = [...best, ...inMind].flatMap(({ key, title }) => recordCommands(key, title, w));
  const openedAt = (at: number) => nearText(new Date(at), w);
  const sources = {
    guesses: guessesOf(meaning, findings),
    found,
    about: best.length > 0 ? about : about.filter((hit) => fitOfHit(hit, meaning.text, w) > 0),
    commands: commandHits(open, w, developer.value),
    recent: ref === null ? [] : recentHits(ref, w, openedAt),
  };
  return ranked(meaning, sources, w);
}

/** Whether it does something with that record. */
function isAbout(hit: Hit, record: Hit | undefined): boolean {
  if (record === undefined) return false;
  const id = record.key.slice(record.key.indexOf("/"));
  return hit.key.startsWith("do/") && hit.key.endsWith(id);
}

function optionId(place: number): string {
  return `found-${place}`;
}

function GroupView(props: {
  group: Group;
  /** How many options stand before it. */
  before: number;
  at: number;
  text: string;
  onAct(hit: Hit): void;
}) {
  const { group, before, at, text, onAct } = props;
  const name = words.value.finder.groups[group.name];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a part of a list to choose from has no element
    <div role="group" aria-label={name}>
      <div class="group" aria-hidden="true">
        {name}
      </div>
      {group.hits.map((hit, place) => (
        <HitView
          key={hit.key}
          hit={hit}
          id={optionId(before + place)}
          isChosen={before + place === at}
          text={text}
          onAct={onAct}
        />
      ))}
    </div>
  );
}

function HitView(props: {
  hit: Hit;
  id: string;
  isChosen: boolean;
  text: string;
  onAct(hit: Hit): void;
}) {
  const { hit, id, isChosen, text, onAct } = props;
  const w = words.value;
  const { icon, title, sub, pill, shortcut, isMono } = hit;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
    <div
      class="hit"
      role="option"
      id={id}
      tabIndex={-1}
      aria-selected={isChosen}
      onClick={() => onAct(hit)}
    >
      <Icon name={icon} />
      <span class="cut">
        <span class={isMono ? "mono" : ""} translate={false}>
          <Marked text={textNow(title)} wanted={text} />
        </span>
        {sub && <span class="sub">{textNow(sub)}</span>}
      </span>
      <span class="row small faint">
        {hasDraft(shop.value?.ref ?? null, hit.key) && <Tag tone="warn">{w.finder.draft}</Tag>}
        {pill && <Pill colour={pill.colour}>{pill.label}</Pill>}
        {shortcut && <kbd aria-hidden="true">{shortcut}</kbd>}
        {isChosen && <kbd aria-hidden="true">↵</kbd>}
      </span>
    </div>
  );
}

/** A text in which what was looked for stands out. */
function Marked({ text, wanted }: { text: string; wanted: string }) {
  return (
    <>
      {piecesOf(text, wanted).map(({ text: piece, isMatch }) =>
        isMatch ? <mark>{piece}</mark> : piece,
      )}
    </>
  );
}

/** That nothing was found, where it was looked for, and what is near. */
function Nothing(props: { meaning: Meaning; findings: Findings; onClose(): void }) {
  const w = words.value;
  const { meaning, findings, onClose } = props;
  const open = shop.value;
  if (findings.pending.length > 0) return <p class="note-line data muted">{w.finder.looking}</p>;
  if (meaning.text === "" || open === null) return null;
  const wanted = meaning.reference ?? meaning.text.toUpperCase();
  const near = recentOf(open.ref).find(
    ({ page, name }) => page === "orders" && isNear(name, wanted),
  );
  return (
    <div class="blank">
      <Icon name="search" />
      <h2>{w.finder.nothing(meaning.text)}</h2>
      <p>
        {near && (
          <>
            {w.finder.near}{" "}
            <button
              type="button"
              class="btn btn-s mono"
              onClick={() => {
                onClose();
                goTo("orders", near.id);
              }}
            >
              {near.name}
            </button>{" "}
          </>
        )}
        {w.finder.lookedIn(open.name)}
      </p>
    </div>
  );
}
