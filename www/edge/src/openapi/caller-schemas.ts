// What administrators send and get of callers.
const REQUIRED = { enum: ["required", null] };
const MOMENT = { type: ["string", "null"], format: "date-time" };

const GRANT = {
  sites: {
    description: 'Ids of sites, or "*" for all.',
    oneOf: [
      { const: "*" },
      { type: "array", minItems: 1, maxItems: 1000, items: { type: "string" } },
    ],
  },
  level: {
    description:
      "read, propose, write, or a list of actions; admin manages sites and callers and runs no action.",
    oneOf: [
      { enum: ["read", "propose", "write", "admin"] },
      { type: "array", minItems: 1, items: { type: "string" } },
    ],
  },
  confirm: { ...REQUIRED, description: "required: it only writes what it previewed." },
  claim: { ...REQUIRED, description: "required: each call must be held to a customer." },
  ratePerMinute: {
    type: ["integer", "null"],
    minimum: 1,
    maximum: 1_000_000,
    description: "Requests a minute for each site; null for the usual number.",
  },
  expires: { ...MOMENT, description: "From then on its token opens nothing; null for never." },
};

const NAME = {
  type: "string",
  pattern: "^[\\w .@-]{1,64}$",
  description: "Shown in logs and in the journal.",
};
const DISABLED = { type: "boolean", description: "Whether its token opens nothing for now." };
const CALLER = { $ref: "#/components/schemas/Caller" };
const TOKEN = { type: "string", description: "Shown this once; the store has its hash alone." };

const UNKNOWN = {
  type: "array",
  items: { type: "string" },
  description:
    "Of the sites that were named, those that are not there yet; likely they are mistyped.",
};

const CALLER_MEMBERS = {
  id: { type: "string" },
  name: NAME,
  ...GRANT,
  disabled: DISABLED,
  created: { type: "string", format: "date-time" },
  lastUsed: { ...MOMENT, description: "To the minute; null for never." },
};

function whole(properties: Record<string, object>) {
  return {
    type: "object",
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

/** By name. */
export const CALLER_SCHEMAS = {
  Caller: whole(CALLER_MEMBERS),
  Callers: whole({
    callers: { type: "array", items: CALLER },
    next: { type: ["string", "null"], description: "Give it as after; null at the end." },
  }),
  OneCaller: whole({ caller: CALLER }),
  ChangedCaller: whole({ caller: CALLER, unknownSites: UNKNOWN }),
  NewCaller: {
    type: "object",
    properties: { name: NAME, ...GRANT },
    required: ["name", "sites", "level"],
    additionalProperties: false,
    examples: [{ name: "dashboard", sites: ["tea-shop"], level: "write", ratePerMinute: 300 }],
  },
  CallerChange: {
    type: "object",
    properties: { ...GRANT, disabled: DISABLED },
    additionalProperties: false,
    examples: [{ disabled: true }],
  },
  CallerToken: whole({ token: TOKEN, caller: CALLER, unknownSites: UNKNOWN }),
  Rotation: {
    type: "object",
    properties: {
      overlapMinutes: {
        type: "integer",
        minimum: 0,
        maximum: 43_200,
        default: 60,
        description: "How long the old token works on; with 0 it ends at once.",
      },
    },
    additionalProperties: false,
  },
  RotatedCaller: whole({ token: TOKEN, caller: CALLER, replaced: CALLER }),
};
