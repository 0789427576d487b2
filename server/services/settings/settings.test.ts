import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { sessions } from "@/drizzle/schema";
import { UpdateSettingsInput } from "@/lib/schemas/account";
import { listActivity } from "@/server/services/activity";
import { testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { describeDevice } from "./describe-device";
import { endSessions, getSettings, listSessions, updateSettings } from "./index";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

describeOnEachDatabase("settings", (database) => {
  test("start with sensible values, change what is given, and write down only changes", async () => {
    const ctx = await testContext(database);
    expect(await getSettings(ctx)).toMatchObject({ baseCurrency: "USDT", timeZone: "UTC", masterKeyFrom: "file" });
    const changed = await updateSettings(ctx, { timeZone: "Europe/Berlin", name: "Ada" });
    expect(changed).toMatchObject({ timeZone: "Europe/Berlin", baseCurrency: "USDT", name: "Ada" });
    await updateSettings(ctx, { timeZone: "Europe/Berlin" });
    const { entries } = await listActivity(ctx, { action: "settings" });
    expect(entries.map((entry) => entry.summary)).toEqual(["Changed the time zone to Europe/Berlin."]);
  });

  test("sessions of others are neither shown nor ended", async () => {
    const ctx = await testContext(database);
    const stranger = await testContext(database);
    const open = async (userId: string, endsIn = 60_000) => {
      const id = randomUUID();
      const expiresAt = new Date(ctx.now() + endsIn);
      await ctx.db.insert(sessions).values({ id, userId, token: id, expiresAt, userAgent: FIREFOX });
      return id;
    };
    const mine = await open(ctx.ownerId);
    await open(ctx.ownerId);
    await open(ctx.ownerId, -1);
    const theirs = await open(stranger.ownerId);
    const shown = await listSessions(ctx, mine);
    expect(shown.map(({ device, isCurrent }) => [device, isCurrent])).toEqual([
      ["Firefox on Linux", true],
      ["Firefox on Linux", false],
    ]);
    expect(await endSessions(ctx, { sessionId: theirs })).toEqual({ ended: 0 });
    expect((await endSessions(ctx, { except: mine })).ended).toBeGreaterThan(0);
    expect(await listSessions(ctx, mine)).toHaveLength(1);
    expect(await listSessions(stranger, null)).toHaveLength(1);
  });
});

test("a time zone nobody knows is refused at its field", () => {
  const refused = UpdateSettingsInput.safeParse({ timeZone: "Mars/Olympus" });
  expect(refused.error?.issues[0]).toMatchObject({ path: ["timeZone"], message: expect.stringContaining("Europe") });
});

test("a program that does not name itself is still listed", () => {
  expect(describeDevice(null)).toBe("An unnamed program");
});
