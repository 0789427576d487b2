/**
 * Each row is one request to change something: where it came in, what the browser says of it, and what becomes of it.
 */
import { describe, expect, test } from "vitest";
import { type ForeignReason, findForeign } from "./foreign-request";

interface Row {
  host?: string;
  origin?: string;
  site?: string;
  type?: string | null;
  length?: string;
  publicUrl?: string;
  method?: string;
}

function judge({ host = "127.0.0.1:3000", origin, site, type = "application/json", length, publicUrl, method }: Row) {
  const headers = new Headers({ host });
  if (origin !== undefined) headers.set("origin", origin);
  if (site !== undefined) headers.set("sec-fetch-site", site);
  if (type !== null) headers.set("content-type", type);
  if (length !== undefined) headers.set("content-length", length);
  return findForeign({ method: method ?? "POST", headers }, publicUrl ?? null);
}

const HTTPS = "https://evenkeel.example.org";
const HOSTS: readonly [string, string, string | undefined][] = [
  ["localhost", "localhost:3000", undefined],
  ["a name below localhost", "home.localhost:3000", undefined],
  ["127.0.0.1", "127.0.0.1:3000", undefined],
  ["an address of the local network", "192.168.1.5:3000", undefined],
  ["[::1]", "[::1]:3000", undefined],
  ["EVENKEEL_URL", "evenkeel.example.org", HTTPS],
  ["EVENKEEL_URL with a port", "evenkeel.example.org:8443", `${HTTPS}:8443`],
  ["the usual port", "127.0.0.1", undefined],
];

describe.each(HOSTS)("at %s", (_, host, publicUrl) => {
  const own = publicUrl ?? `http://${host}`;
  const at = (row: Row) => judge({ host, ...(publicUrl === undefined ? {} : { publicUrl }), ...row });

  test("our own page passes, with either header, both or neither", () => {
    expect(at({ origin: own, site: "same-origin" })).toBeNull();
    expect(at({ origin: own })).toBeNull();
    expect(at({ site: "same-origin" })).toBeNull();
    expect(at({})).toBeNull();
  });

  test.each<[string, Row, ForeignReason]>([
    ["a page on another port", { origin: `${own.replace(/:\d+$/, "")}:4711` }, "foreign-origin"],
    [
      "the same, as a browser also says",
      { origin: `${own.replace(/:\d+$/, "")}:4711`, site: "same-site" },
      "foreign-origin",
    ],
    ["a page of the web", { origin: "https://evil.example", site: "cross-site" }, "foreign-origin"],
    ["a name that only begins like ours", { origin: `${own}.evil.example` }, "foreign-origin"],
    ["a sandboxed page", { origin: "null", site: "cross-site" }, "foreign-origin"],
    ["a file on the disk", { origin: "file://" }, "foreign-origin"],
    ["an empty origin", { origin: "" }, "foreign-origin"],
    ["two origins, one of them ours", { origin: `${own}, https://evil.example` }, "foreign-origin"],
    [
      "our name under another scheme",
      { origin: own.replace(/^https?/, (s) => (s === "http" ? "https" : "http")) },
      "foreign-origin",
    ],
    ["no origin, another site", { site: "cross-site" }, "foreign-site"],
    ["no origin, another port", { site: "same-site" }, "foreign-site"],
    ["no page at all", { site: "none" }, "foreign-site"],
    ["our origin, but another site", { origin: own, site: "cross-site" }, "foreign-site"],
    ["a value no browser sends", { site: "same-origin, cross-site" }, "foreign-site"],
  ])("%s is refused", (_name, row, reason) => expect(at(row)).toBe(reason));

  test.each([
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "text/plain;charset=UTF-8",
    "application/octet-stream",
    "application/jsonp",
    "application/json, text/plain",
    "text/plain; application/json",
    "text/json",
  ])("our own page sending %s is refused", (type) => {
    expect(at({ origin: own, site: "same-origin", type })).toBe("not-json");
    expect(at({ type })).toBe("not-json");
  });
});

test.each(["application/json", "Application/JSON; charset=utf-8", "application/json;charset=UTF-8"])(
  "%s is JSON",
  (type) => expect(judge({ type })).toBeNull(),
);

test("a call without a body needs no content type; a body without one is refused", () => {
  expect(judge({ type: null })).toBeNull();
  expect(judge({ type: null, length: "0" })).toBeNull();
  expect(judge({ type: "", length: "2" })).toBe("not-json");
  expect(judge({ type: null, length: "2" })).toBe("not-json");
});

test("a name that is not ours is refused where a browser calls, not where a program does", () => {
  const host = "evenkeel.evil.example:3000";
  expect(judge({ host, origin: `http://${host}`, site: "same-origin" })).toBe("unknown-host");
  expect(judge({ host, site: "same-origin" })).toBe("unknown-host");
  expect(judge({ host })).toBeNull();
});

test("a proxy that puts its own Host in place: the public address is still ours, its neighbours are not", () => {
  const behind = { host: "127.0.0.1:3000", publicUrl: `${HTTPS}/` };
  expect(judge({ ...behind, origin: HTTPS, site: "same-origin" })).toBeNull();
  expect(judge({ ...behind, origin: `${HTTPS}:8080` })).toBe("foreign-origin");
});

test.each(["GET", "HEAD", "OPTIONS", "get"])("%s changes nothing and passes", (method) =>
  expect(judge({ method, origin: "https://evil.example", site: "cross-site", type: null })).toBeNull(),
);
test.each(["POST", "PUT", "PATCH", "DELETE", "post", "PURGE"])("%s is checked", (method) =>
  expect(judge({ method, origin: "https://evil.example" })).toBe("foreign-origin"),
);
