// Certificates as servers have them, good and bad, made here: each run has keys of its own.
import { generateKeyPairSync, sign } from "node:crypto";

const DAY_MS = 86_400_000;
const NAMES = {
  commonName: [0x55, 0x04, 0x03],
  alternatives: [0x55, 0x1d, 0x11],
  constraints: [0x55, 0x1d, 0x13],
  ecdsaWithSha256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
};

/** A certificate for an address, from and until so many days from now; `issuer` signs it, or itself. */
export function makeCertificate({ ip = "127.0.0.1", from = -2, until = 365, issuer } = {}) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = issuer === undefined ? "a shop of these tests" : `a shop at ${ip}`;
  const algorithm = sequence(oid("ecdsaWithSha256"));
  const content = sequence(
    der(0xa0, der(0x02, [2])),
    der(0x02, [1, ...Buffer.from(String(Date.now()))]),
    algorithm,
    named(issuer?.name ?? name),
    sequence(...[from, until].map((days) => der(0x17, Buffer.from(utcTime(days))))),
    named(name),
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(alternative(ip), constraint())),
  );
  const signature = sign("sha256", content, issuer?.privateKey ?? privateKey);
  const whole = sequence(content, algorithm, der(0x03, [0, ...signature]));
  return {
    name,
    privateKey,
    cert: `-----BEGIN CERTIFICATE-----\n${whole.toString("base64").replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }),
  };
}

function der(tag, ...parts) {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const { length } = content;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts) => der(0x30, ...parts);
const oid = (name) => der(0x06, NAMES[name]);
const named = (text) =>
  sequence(der(0x31, sequence(oid("commonName"), der(0x0c, Buffer.from(text)))));
const alternative = (ip) =>
  sequence(oid("alternatives"), der(0x04, sequence(der(0x87, ip.split(".").map(Number)))));
/** Who signs others must say that it may. */
const constraint = () => sequence(oid("constraints"), der(0x04, sequence(der(0x01, [0xff]))));

/** `YYMMDDhhmmssZ`. */
function utcTime(days) {
  const text = new Date(Date.now() + days * DAY_MS).toISOString();
  return `${text.slice(2, 19).replace(/\D/g, "")}Z`;
}
