import { expect, test } from "vitest";
import { readEnv } from "./env";

test("nothing set: loopback, port 3000, the embedded database beside the project", () => {
  expect(readEnv({})).toMatchObject({
    host: "127.0.0.1",
    port: 3000,
    databaseUrl: null,
    cronSecret: null,
    isWorker: true,
    hasScenarios: false,
  });
});

test("an empty variable counts as unset", () => {
  expect(readEnv({ PORT: "", DATABASE_URL: "", CRON_SECRET: "", EVENKEEL_WORKER: "" })).toEqual(readEnv({}));
});

test.each([
  ["PORT", "eighty", "PORT must be a port number."],
  ["DATABASE_URL", "mysql://db", "DATABASE_URL must start with postgres://."],
  ["CRON_SECRET", "short", "CRON_SECRET must have at least 16 characters."],
  ["PORT", "70000", "PORT must be a port number."],
  ["LOG_LEVEL", "loud", "LOG_LEVEL must be one of trace, debug,"],
  ["EVENKEEL_URL", "evenkeel", "EVENKEEL_URL must be a web address"],
  ["EVENKEEL_URL", "localhost:3000", "EVENKEEL_URL must be a web address"],
  ["TRUST_PROXY", "maybe", "TRUST_PROXY must be 1 or 0."],
])("%s=%s is refused in one sentence", (name, value, sentence) => {
  expect(() => readEnv({ [name]: value })).toThrow(sentence);
});
