import { LANGUAGES, pageLanguage, rememberLanguage, switchTo } from "../language/page.js";
import { words } from "../language/words.js";
import { Chip } from "../parts/button.js";
import { Icon } from "../parts/icon.js";
import { Sheet } from "../parts/sheet.js";
import { hrefTo, PAGES } from "../state/route.js";
import { developer, theme } from "../state/settings.js";
import { closeOverlay } from "./overlays.js";
import { VIEWS } from "./pages.js";

const THEMES = ["system", "light", "dark"] as const;

/** What has no room at the bottom of a phone. */
export default function MoreOverlay() {
  const w = words.value;
  return (
    <Sheet title={w.shell.more} onClose={closeOverlay}>
      <ul class="plain-list">
        {PAGES.filter((name) => developer.value || name !== "calls").map((name) => (
          <li key={name}>
            <a class="row plain" href={hrefTo(name)} onClick={closeOverlay}>
              <Icon name={VIEWS[name].icon} />
              {VIEWS[name].title(w)}
            </a>
          </li>
        ))}
      </ul>
      <div class="row-wrap">
        {LANGUAGES.map((language) => (
          <Chip
            key={language.code}
            pressed={language === pageLanguage.value}
            onClick={() => {
              rememberLanguage(language);
              void switchTo(language);
            }}
          >
            <span lang={language.code}>{language.name}</span>
          </Chip>
        ))}
      </div>
      <div class="row-wrap">
        {THEMES.map((name) => (
          <Chip
            key={name}
            pressed={name === theme.value}
            onClick={() => {
              theme.value = name;
            }}
          >
            {w.shell.themes[name]}
          </Chip>
        ))}
        <Chip
          pressed={developer.value}
          onClick={() => {
            developer.value = !developer.value;
          }}
        >
          {w.shell.developer}
        </Chip>
      </div>
    </Sheet>
  );
}
