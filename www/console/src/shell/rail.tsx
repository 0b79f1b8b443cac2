import { words } from "../language/words.js";
import { Icon, type IconName } from "../parts/icon.js";
import { draftedRecords } from "../state/drafts.js";
import { type Recent, recentOf } from "../state/recent.js";
import { hrefTo, type PageName, route } from "../state/route.js";
import { shopRef } from "../state/session.js";
import { developer } from "../state/settings.js";
import { overlay } from "./overlays.js";
import { DEVELOPER_RAIL, RAIL, VIEWS } from "./pages.js";

const ICONS: Record<Recent["page"], IconName> = {
  orders: "orders",
  products: "box",
  customers: "user",
};

/** The pages, what was open last, and the switch for developers. */
export function Rail() {
  const w = words.value;
  const names = developer.value ? [...RAIL, ...DEVELOPER_RAIL] : RAIL;
  return (
    <nav class="rail" aria-label={w.shell.main}>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <PageLink name={name} hint />
          </li>
        ))}
      </ul>
      <RecentList />
      <ul class="foot">
        <li>
          <button
            type="button"
            class="rail-btn"
            role="switch"
            id="developer"
            aria-checked={developer.value}
            onClick={() => {
              developer.value = !developer.value;
            }}
          >
            <Icon name="code" />
            <span class="grow">{w.shell.developer}</span>
            <span class="switch" aria-hidden="true" />
          </button>
        </li>
      </ul>
    </nav>
  );
}

/** The same on a phone, at the bottom. */
export function BottomTabs() {
  const w = words.value;
  const names: readonly PageName[] = ["orders", "products", "bulk", "key"];
  return (
    <nav class="tabs-bottom" aria-label={w.shell.main}>
      {names.map((name) => (
        <PageLink key={name} name={name} />
      ))}
      <button
        type="button"
        onClick={() => {
          overlay.value = "more";
        }}
      >
        <Icon name="dots" />
        <span>{w.shell.more}</span>
      </button>
    </nav>
  );
}

function PageLink({ name, hint = false }: { name: PageName; hint?: boolean }) {
  const { title, icon, keys } = VIEWS[name];
  return (
    <a href={hrefTo(name)} aria-current={route.value.page === name ? "page" : undefined}>
      <Icon name={icon} />
      <span class="grow cut">{title(words.value)}</span>
      {hint && <kbd aria-hidden="true">{keys.toUpperCase()}</kbd>}
    </a>
  );
}

function RecentList() {
  const ref = shopRef.value;
  const records = ref === null ? [] : recentOf(ref);
  if (ref === null || records.length === 0) return null;
  const drafted = draftedRecords(ref);
  const w = words.value;
  return (
    <div class="recent">
      <h2>{w.shell.recent}</h2>
      <ul>
        {records.map(({ page, id, name, more }) => (
          <li key={`${page}/${id}`}>
            <a href={hrefTo(page, id)}>
              <Icon name={ICONS[page]} />
              <span class="cut" translate={false}>
                {name} {more && <span class="faint">{more}</span>}
              </span>
              {drafted.includes(`${page}/${id}`) && (
                <span class="draft-mark-rail">
                  <span class="draft-dot" />
                  <span class="sr">{w.shell.draft}</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
