import { render } from "preact";
import { pageLanguage, preferredLanguage, switchTo } from "./language/page.js";
import { beginSession } from "./shell/begin.js";
import { Shell } from "./shell/shell.js";
import { wouldLose } from "./state/drafts.js";
import { followKeys } from "./state/keys.js";
import { followAddress } from "./state/route.js";
import { writing } from "./state/session.js";
import { compact, theme } from "./state/settings.js";

async function start(): Promise<void> {
  const preferred = preferredLanguage();
  if (preferred !== pageLanguage.value) await switchTo(preferred).catch(() => {});
  wear();
  followAddress();
  followKeys();
  askBeforeLeaving();
  // Before the page is drawn: it must not load what asks for a shop while one is being opened.
  const begun = beginSession();
  const place = document.getElementById("app");
  if (place !== null) render(<Shell />, place);
  await begun;
}

/** Colours and density stand on the root, where the styles look for them. */
function wear(): void {
  const { dataset } = document.documentElement;
  theme.subscribe((chosen) => {
    if (chosen === "system") delete dataset.theme;
    else dataset.theme = chosen;
  });
  compact.subscribe((isCompact) => {
    if (isCompact) dataset.density = "compact";
    else delete dataset.density;
  });
}

/** Cut off, nobody would know what came of a write; and drafts of persons end with the tab. */
function askBeforeLeaving(): void {
  addEventListener("beforeunload", (event) => {
    if (writing.value > 0 || wouldLose.value) event.preventDefault();
  });
}

void start();
