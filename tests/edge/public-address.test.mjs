// Addresses that others give the worker to call: which of them it may.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eachCase } from "../js/support/table.mjs";
import { load } from "./support/here.mjs";

const { addressProblem, hostProblem } = await load("sites/public-address.ts");

const PRIVATE = /private network/;
const RESERVED = /reserved/;
const SPELLING = /unusual way/;
const PLAIN = /plain http/;
const PORT = /port/;
const USERINFO = /user name/;
const INCOMPLETE = /complete/;
const SCHEME = /must begin with https/;

const IN_PRIVATE = { mayBePrivate: true };

/** `[address, what is said of it by default, and where private networks may be called]`. */
const ADDRESSES = [
  ["https://shop.example", null, null],
  ["https://shop.example/fr/", null, null],
  ["https://SHOP.example:443", null, null],
  ["https://shop.example:8443/api", null, null],
  ["https://shop.example.", null, null],
  ["https://café.example", null, null],
  ["https://8.8.8.8", null, null],
  ["https://[2606:4700:4700::1111]/hook?token=a", null, null],
  ["https://[2606:4700:4700:0:0:0:0:1111]", null, null],
  ["https://127.example", null, null],
  ["https://localhost.example", null, null],
  ["https://mylocal", PRIVATE, null],
  ["http://shop.example", PLAIN, PLAIN],
  ["http://8.8.8.8", PLAIN, PLAIN],
  // This machine, and networks of one's own.
  ["https://localhost", PRIVATE, null],
  ["http://localhost:8080", PRIVATE, null],
  ["https://LOCALHOST.", PRIVATE, null],
  ["https://shop.localhost", PRIVATE, null],
  ["https://nas.local", PRIVATE, null],
  ["https://db.internal", PRIVATE, null],
  ["https://metadata.google.internal", PRIVATE, null],
  ["https://router.home.arpa", PRIVATE, null],
  ["http://prestashop", PRIVATE, null],
  ["https://127.0.0.1", PRIVATE, null],
  ["https://127.255.255.254", PRIVATE, null],
  ["http://127.0.0.1:40123", PRIVATE, null],
  ["https://10.0.0.1", PRIVATE, null],
  ["https://172.16.0.1", PRIVATE, null],
  ["https://172.31.255.255", PRIVATE, null],
  ["https://172.32.0.1", null, null],
  ["https://192.168.1.1", PRIVATE, null],
  ["https://100.64.0.1", PRIVATE, null],
  ["https://[::1]", PRIVATE, null],
  ["https://[0:0:0:0:0:0:0:1]", PRIVATE, null],
  ["https://[fd12:3456::1]", PRIVATE, null],
  ["https://[fc00::1]", PRIVATE, null],
  // What no rule opens.
  ["https://169.254.169.254", RESERVED, RESERVED],
  ["http://169.254.170.2/v2/credentials", RESERVED, RESERVED],
  ["https://168.63.129.16", RESERVED, RESERVED],
  ["https://192.0.0.192", RESERVED, RESERVED],
  ["https://[fd00:ec2::254]", RESERVED, RESERVED],
  ["https://[fd00:0ec2:0:0:0:0:0:254]", RESERVED, RESERVED],
  ["https://[fe80::1]", RESERVED, RESERVED],
  ["https://0.0.0.0", RESERVED, RESERVED],
  ["https://0.1.2.3", RESERVED, RESERVED],
  ["https://192.0.2.1", RESERVED, RESERVED],
  ["https://198.18.0.1", RESERVED, RESERVED],
  ["https://224.0.0.1", RESERVED, RESERVED],
  ["https://240.0.0.1", RESERVED, RESERVED],
  ["https://255.255.255.255", RESERVED, RESERVED],
  ["https://[::]", RESERVED, RESERVED],
  ["https://[ff02::1]", RESERVED, RESERVED],
  ["https://[2001:db8::1]", RESERVED, RESERVED],
  ["https://[fec0::1]", RESERVED, RESERVED],
  ["https://[4000::1]", RESERVED, RESERVED],
  // IPv4 in IPv6, whichever way it is carried.
  ["https://[::ffff:127.0.0.1]", RESERVED, RESERVED],
  ["https://[::ffff:7f00:1]", RESERVED, RESERVED],
  ["https://[::ffff:8.8.8.8]", RESERVED, RESERVED],
  ["https://[::127.0.0.1]", RESERVED, RESERVED],
  ["https://[::ffff:0:127.0.0.1]", RESERVED, RESERVED],
  ["https://[64:ff9b::7f00:1]", RESERVED, RESERVED],
  ["https://[64:ff9b:1::a00:1]", RESERVED, RESERVED],
  ["https://[2002:7f00:1::]", RESERVED, RESERVED],
  ["https://[2001:0:7f00:1::1]", RESERVED, RESERVED],
  // Spellings that parsers read in different ways.
  ["https://2130706433", SPELLING, SPELLING],
  ["https://0x7f000001", SPELLING, SPELLING],
  ["https://0x7f.0.0.1", SPELLING, SPELLING],
  ["https://0177.0.0.1", SPELLING, SPELLING],
  ["https://127.1", SPELLING, SPELLING],
  ["https://127.0.0.1.", SPELLING, SPELLING],
  ["https://127.0.0.01", SPELLING, SPELLING],
  ["https://134744072", SPELLING, SPELLING],
  ["https://１２７.0.0.1", SPELLING, SPELLING],
  ["https://127。0。0。1", SPELLING, SPELLING],
  ["https://①②⑦.0.0.1", SPELLING, SPELLING],
  ["https://%31%32%37.0.0.1", SPELLING, SPELLING],
  ["https://shop%2eexample", SPELLING, SPELLING],
  ["https://shop.example\\@10.0.0.1", USERINFO, USERINFO],
  ["https://shop.example\\.evil.example", SPELLING, SPELLING],
  ["https://shop.exam\tple", SPELLING, SPELLING],
  ["https://shop.example/\r\nHost: a", SPELLING, SPELLING],
  ["https://shop.example/ ", SPELLING, SPELLING],
  ["https://ｌｏｃａｌｈｏｓｔ", PRIVATE, null],
  ["https://loc\u00adalhost", PRIVATE, null],
  // User names, ports and schemes.
  ["https://me@shop.example", USERINFO, USERINFO],
  ["https://me:secret@shop.example", USERINFO, USERINFO],
  ["https://@shop.example", USERINFO, USERINFO],
  ["https://shop.example@127.0.0.1", USERINFO, USERINFO],
  ["https://shop.example:22", PORT, PORT],
  ["https://shop.example:25", PORT, PORT],
  ["https://shop.example:0", PORT, PORT],
  ["https://shop.example:5432", PORT, PORT],
  ["https://shop.example:6379", PORT, PORT],
  ["https://shop.example:9000", PORT, PORT],
  ["http://127.0.0.1:11211", PRIVATE, PORT],
  ["https://shop.example:80", null, null],
  ["https://shop.example:65536", INCOMPLETE, INCOMPLETE],
  ["ftp://shop.example", SCHEME, SCHEME],
  ["file:///etc/passwd", INCOMPLETE, INCOMPLETE],
  ["gopher://127.0.0.1:6379/_x", SCHEME, SCHEME],
  ["javascript:alert(1)", INCOMPLETE, INCOMPLETE],
  ["https:shop.example", INCOMPLETE, INCOMPLETE],
  ["https:/shop.example", INCOMPLETE, INCOMPLETE],
  ["https:///shop.example", INCOMPLETE, INCOMPLETE],
  ["//shop.example", INCOMPLETE, INCOMPLETE],
  ["shop.example", INCOMPLETE, INCOMPLETE],
  [" https://shop.example", INCOMPLETE, INCOMPLETE],
  ["https://", INCOMPLETE, INCOMPLETE],
  ["https://[fe80::1%25eth0]", SPELLING, SPELLING],
  ["https://[::1", INCOMPLETE, INCOMPLETE],
  ["https://..", RESERVED, RESERVED],
  ["", INCOMPLETE, INCOMPLETE],
];

test("given an address of somebody else, then it may be called only where it is public and plainly written", () =>
  eachCase(
    "addresses",
    ADDRESSES.map((row) => [row[0], ...row]),
    (address, usually, inPrivate) => {
      assertSaid(addressProblem(address), usually);
      assertSaid(addressProblem(address, IN_PRIVATE), inPrivate);
    },
  ));

/** `[IP address that a name stands for, what is said of it, and where private networks may be called]`. */
const RESOLVED = [
  ["93.184.216.34", null, null],
  ["2606:4700::1111", null, null],
  ["127.0.0.1", PRIVATE, null],
  ["10.1.2.3", PRIVATE, null],
  ["::1", PRIVATE, null],
  ["169.254.169.254", RESERVED, RESERVED],
  ["fe80::1%eth0", RESERVED, RESERVED],
  ["::ffff:10.0.0.1", RESERVED, RESERVED],
  ["64:ff9b::a00:1", RESERVED, RESERVED],
  ["", RESERVED, RESERVED],
  ["shop.example", RESERVED, RESERVED],
];

test("given an IP address that a name stands for, then it is held to the same ranges", () =>
  eachCase(
    "addresses that were looked up",
    RESOLVED.map((row) => [row[0], ...row]),
    (ip, usually, inPrivate) => {
      assertSaid(hostProblem(ip), usually);
      assertSaid(hostProblem(ip, IN_PRIVATE), inPrivate);
    },
  ));

test("given a long address, then it is judged in time that grows with its length", () => {
  for (const part of ["a", ".", "-", "[", ":", "1.", "%", "@", "/", "a."]) {
    const began = performance.now();
    addressProblem(`https://${part.repeat(200_000)}`);
    assert.ok(performance.now() - began < 5_000, `${part} repeated`);
  }
});

function assertSaid(problem, expected) {
  if (expected === null) assert.equal(problem, null);
  else assert.match(String(problem), expected);
}
