// `npm run sites -w www/edge -- COMMAND`: the sites of a Workers KV namespace, and tokens for callers.
import { PrestaShopError } from "@aismarttalk/prestashop";
import { SettingError } from "../src/environment.js";
import { Refusal } from "../src/problem.js";
import { makeMasterSecret, readMasterSecrets } from "../src/sites/sealed.js";
import { addSite } from "./sites/add.js";
import { manageCallers } from "./sites/callers.js";
import { importFile } from "./sites/import.js";
import { listSites, removeSite } from "./sites/list.js";
import { rotateSites } from "./sites/rotate.js";
import { makeToken } from "./sites/token.js";
import { UsageError } from "./sites/usage.js";

const USAGE = `npm run sites -w www/edge -- COMMAND

  add ID URL [--name NAME] [--shop-id ID] [--language ID-OR-ISO] [--auth basic|query]
      [--installation NAME] [--unchecked]
                seals the shop's key, which it prompts for or reads from standard input
  import FILE [--unchecked] [--replace] [--private]
                does the same for each row of a CSV with the columns url, key and, if you like, id, name,
                shopId, defaultLanguage, auth and installation; sites that are there already stay, and
                with --private, shops may be in private networks
  list          ids and names
  remove ID     forgets a site
  rotate        seals every key again under the first of MASTER_SECRETS
  secret NAME   makes a master secret for MASTER_SECRETS
  token NAME [--sites ID,ID] [--level read|propose|write|admin|ACTION,ACTION] [--confirm] [--claim]
      [--rate REQUESTS-A-MINUTE] [--expires DATE]
                makes a token and its entry for CALLERS

  callers add NAME | change ID [--sites ID,ID|*] [--level …|admin] [--confirm] [--claim]
      [--rate REQUESTS-A-MINUTE|none] [--expires DATE|none]
      and to change also [--no-confirm] [--no-claim] [--disable] [--enable]
  callers list | rotate ID [--overlap MINUTES] | remove ID
                manages callers: at --worker URL with ADMIN_TOKEN, or in DATABASE_URL

  --file FILE   works on a file in the form of \`wrangler kv bulk put\`; otherwise on the database of
                DATABASE_URL, or through Wrangler
  --local       with this on the namespace of \`wrangler dev\``;

const COMMANDS: Readonly<Record<string, (words: string[]) => Promise<void>>> = {
  add: addSite,
  callers: manageCallers,
  import: importFile,
  list: listSites,
  remove: removeSite,
  rotate: rotateSites,
  secret: makeSecret,
  token: makeToken,
};

async function main([command = "", ...words]: string[]): Promise<void> {
  const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (run === undefined) throw new UsageError(USAGE);
  await run(words);
}

async function makeSecret([name = ""]: string[]): Promise<void> {
  const secret = makeMasterSecret(name);
  readMasterSecrets(secret);
  console.log(secret);
}

/** The message of an expected error; `undefined` for any other. */
function messageFor(thrown: unknown): string | undefined {
  if (thrown instanceof UsageError || thrown instanceof SettingError) return thrown.message;
  if (thrown instanceof Refusal) return `${thrown.message}\n${thrown.problem.hint}`;
  if (thrown instanceof PrestaShopError) return `${thrown.message}\n${thrown.hint}`;
  // An error of the parser of command lines.
  const { code, message } = thrown as { code?: unknown; message: string };
  return String(code).startsWith("ERR_PARSE_ARGS") ? message : undefined;
}

try {
  await main(process.argv.slice(2));
} catch (thrown) {
  const message = messageFor(thrown);
  if (message === undefined) throw thrown;
  console.error(message);
  process.exitCode = 1;
}
