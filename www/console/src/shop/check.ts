import type { StandardSchemaV1 } from "@aismarttalk/prestashop";
import type { DisplayText } from "../language/message.js";
import { type Action, findAction, type Input } from "./catalogue.js";

/** What is wrong with an input. */
export interface Problem {
  /** Of the input; `null` for all of it. */
  name: string | null;
  /** The code of the language whose text it is; `null` where there is none. */
  language: string | null;
  message: DisplayText;
}

/**
 * What is wrong with an input, before anything is sent: by the action's own Standard Schema, which
 * the package brings when it is first asked for. Of what only a worker has, nothing is known here.
 */
export async function problemsOf({ name }: Action, input: Input): Promise<readonly Problem[]> {
  const { ACTIONS } = await import("./package-actions.js");
  const schema = findAction(name, ACTIONS)?.inputSchema as Partial<StandardSchemaV1> | undefined;
  const { issues = [] } = (await schema?.["~standard"]?.validate(input)) ?? {};
  return issues.map(({ message, path: [of, language] }) => ({
    name: of === undefined ? null : String(of),
    language: language === undefined ? null : String(language),
    message,
  }));
}
