/**
 * A schema that form libraries and agent SDKs take as it is: Standard Schema and Standard JSON
 * Schema, both of version 1, see https://standardschema.dev.
 */
export interface StandardSchemaV1<Input = unknown, Output = Input> {
  /** What both specifications ask for. */
  readonly "~standard": {
    /** Of the specifications. */
    readonly version: 1;
    /** `prestashop`. */
    readonly vendor: string;
    /** At once, or later where the WebAssembly is still loading. */
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
    /** The JSON Schema in a dialect; of a value that is checked it is the same on both ways. */
    readonly jsonSchema: {
      /** Of what is given. */
      readonly input: (options: StandardTarget) => Record<string, unknown>;
      /** Of what comes of it. */
      readonly output: (options: StandardTarget) => Record<string, unknown>;
    };
    /** For the type checker only. */
    readonly types?:
      | {
          /** Of what is given. */
          readonly input: Input;
          /** Of what comes of it. */
          readonly output: Output;
        }
      | undefined;
  };
}

/** The dialect to be had: `draft-2020-12` or `draft-07`; any other throws a `TypeError`. */
export interface StandardTarget {
  /** Its name. */
  readonly target: "draft-2020-12" | "draft-07" | (string & {});
}

/** The value, or everything that is wrong with it. */
export type StandardResult<Output> =
  | {
      /** The value as it is read. */
      readonly value: Output;
      /** None. */
      readonly issues?: undefined;
    }
  | {
      /** Everything that is wrong; at least one. */
      readonly issues: readonly StandardIssue[];
    };

/** One thing that is wrong. */
export interface StandardIssue {
  /** What is wrong, in a sentence. */
  readonly message: string;
  /** The property, and where it lies within that; empty for the value as a whole. */
  readonly path: readonly (string | number)[];
}

type Validate = StandardSchemaV1["~standard"]["validate"];

const DIALECTS: ReadonlyMap<string, string> = new Map([
  ["draft-2020-12", "https://json-schema.org/draft/2020-12/schema"],
  ["draft-07", "http://json-schema.org/draft-07/schema#"],
]);

/** Makes a JSON Schema a Standard Schema too. Hidden from loops: its JSON stays what it was. */
export function addStandard(schema: object, validate: Validate): void {
  // A copy, because some who ask for it change it. Both dialects have every word that is used.
  const convert = ({ target }: StandardTarget): Record<string, unknown> => {
    const $schema = DIALECTS.get(target);
    if ($schema !== undefined) return { ...JSON.parse(JSON.stringify(schema)), $schema };
    throw new TypeError(
      `There is no schema in ${target}, only in ${[...DIALECTS.keys()].join(" and ")}.`,
    );
  };
  const jsonSchema = { input: convert, output: convert };
  const standard: StandardSchemaV1["~standard"] = {
    version: 1,
    vendor: "prestashop",
    validate,
    jsonSchema,
  };
  Object.defineProperty(schema, "~standard", { value: standard });
}
