import { LANGUAGES, pageLanguage, rememberLanguage, switchTo } from "../language/page.js";
import { textNow, words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Icon } from "../parts/icon.js";
import { goTo } from "../state/route.js";
import { connectError, connecting, shop } from "../state/session.js";
import { theme } from "../state/settings.js";
import { overlay } from "./overlays.js";

/** Which shop one is in, the one box, and what is of the page itself. */
export function Bar() {
  const w = words.value;
  return (
    <header class="bar">
      <div class="row">
        <span class="mark">
          <Icon name="leaf" />
        </span>
        <ShopChip />
      </div>
      <button
        type="button"
        class="omni"
        id="omni"
        aria-keyshortcuts="Control+K /"
        onClick={() => {
          overlay.value = "finder";
        }}
      >
        <Icon name="search" />
        <span class="grow cut">{w.shell.find}</span>
        <kbd aria-hidden="true">Ctrl K</kbd>
      </button>
      <div class="row">
        {shop.value && (
          <span class="row small faint wide">
            <Icon name="plug" />
            {w.shell.ways[shop.value.way]}
          </span>
        )}
        <LanguageButton />
        <ThemeButton />
        <Button
          kind="ghost"
          size="icon"
          icon="help"
          class="wide"
          label={w.shell.keys}
          onClick={() => {
            overlay.value = "keys";
          }}
        />
        <Button
          kind="ghost"
          size="icon"
          icon="search"
          class="narrow"
          label={w.shell.find}
          onClick={() => {
            overlay.value = "finder";
          }}
        />
      </div>
    </header>
  );
}

/** The truth about which shop is open. */
function ShopChip() {
  const w = words.value;
  const open = shop.value;
  const next = connecting.value;
  const light = open === null ? "live-bad" : connectError.value === null ? "" : "live-warn";
  return (
    <button
      type="button"
      class="chip chip-shop"
      id="shop-chip"
      aria-haspopup="dialog"
      onClick={() => {
        if (open === null) goTo("connect");
        else overlay.value = "shop";
      }}
    >
      <span class={`live ${next === null ? light : "live-warn"}`} aria-hidden="true" />
      <span class="sr">{open === null ? "" : `${w.shell.connectedTo} `}</span>
      <span class="strong cut" translate={false}>
        {next !== null ? w.shell.connecting(textNow(next.name)) : (open?.name ?? w.shell.noShop)}
      </span>
      {open?.version && next === null && <span class="faint nowrap">{open.version}</span>}
      <span class="sr">. {w.shell.changeShop}</span>
      <Icon name="down" />
    </button>
  );
}

function LanguageButton() {
  return (
    <label class="btn btn-ghost wide language">
      <Icon name="globe" />
      <span class="sr">{words.value.shell.language}</span>
      <select
        id="language"
        value={pageLanguage.value.code}
        onChange={({ currentTarget: { value } }) => {
          const chosen = LANGUAGES.find(({ code }) => code === value);
          if (chosen === undefined) return;
          rememberLanguage(chosen);
          void switchTo(chosen);
        }}
      >
        {LANGUAGES.map(({ code, name }) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function ThemeButton() {
  return (
    <Button
      kind="ghost"
      size="icon"
      icon="moon"
      class="wide"
      label={words.value.shell.theme}
      onClick={() => {
        theme.value = isDark() ? "light" : "dark";
      }}
    />
  );
}

function isDark(): boolean {
  if (theme.value !== "system") return theme.value === "dark";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}
