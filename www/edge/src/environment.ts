import { parsedJson } from "./json.js";

/** What a deployment sets: texts, and on Cloudflare also bindings. */
export type Environment = Readonly<Record<string, unknown>>;

/** A setting that cannot be right. The message never holds the value, which may be a secret. */
export class SettingError extends Error {
  constructor(
    readonly setting: string,
    problem: string,
  ) {
    super(`The setting \`${setting}\` ${problem}`);
    this.name = "SettingError";
  }
}

/** A text of the environment; an empty one counts as none. */
export function text(env: Environment, name: string): string | undefined {
  const value = env[name];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") throw new SettingError(name, "is not a text.");
  return value;
}

/**
 * What Cloudflare binds to a name, recognised by the methods that are used; `undefined` for nothing.
 * @throws SettingError if the name is used for something else
 */
export function binding<T extends object>(
  env: Environment,
  name: string,
  methods: readonly (keyof T & string)[],
): T | undefined {
  const bound = env[name];
  if (bound === undefined || bound === null || bound === "") return undefined;
  // Bindings are objects of the runtime's own, whose methods are inherited.
  const isBound = typeof bound === "object" && methods.every((method) => method in bound);
  if (!isBound) throw new SettingError(name, "names something that is not the expected binding.");
  return bound as T;
}

/**
 * The value of a setting that is JSON.
 * @throws SettingError where it is not
 */
export function jsonSetting(name: string, json: string): unknown {
  const value = parsedJson(json);
  if (value === undefined) throw new SettingError(name, "is not JSON.");
  return value;
}
