/** The world's price files, form by form: read right, or refused with a way out that works. Never read wrong in silence. */
import { describe, expect, test } from "vitest";
import { EXCHANGES } from "@/lib/testing/price-file-forms/exchanges";
import { FIGURES } from "@/lib/testing/price-file-forms/figures";
import type { PriceForm } from "@/lib/testing/price-file-forms/form";
import { INSTITUTIONS } from "@/lib/testing/price-file-forms/institutions";
import { PACKED } from "@/lib/testing/price-file-forms/packed";
import { PEOPLE } from "@/lib/testing/price-file-forms/people";
import { SITES } from "@/lib/testing/price-file-forms/sites";
import { SYMBOLS } from "@/lib/testing/price-file-forms/symbols";
import { TERMINALS } from "@/lib/testing/price-file-forms/terminals";
import { TOOLS } from "@/lib/testing/price-file-forms/tools";
import { type PriceFileOptions, type PriceFileVerdict, parsePriceFile } from "../prices";
import { showTime } from "./align";
import { openPriceFile } from "./open-file";

const FORMS = { EXCHANGES, SYMBOLS, SITES, INSTITUTIONS, TERMINALS, TOOLS, PEOPLE, FIGURES, PACKED };
const ALL = Object.values(FORMS).flat();
const FORMS_MIN = 93;

/** Assets and quote, the first bar, the last. */
function shown(verdict: PriceFileVerdict): string {
  if (!verdict.ok) return verdict.problems.map(({ row, column, message }) => `${row} ${column}: ${message}`).join(" ");
  const { assets, quote, times, closes } = verdict.table;
  const bar = (at: number) =>
    [showTime(times[at]!), ...assets.map((_, index) => closes[index * times.length + at])].join(" ");
  return [`${assets.join(" ")} in ${quote}`, bar(0), bar(times.length - 1)].join(" | ");
}

async function textOf({ file, member }: PriceForm): Promise<string> {
  if (typeof file === "string") return file;
  const bytes = file();
  if (member !== undefined) {
    const unsaid = await openPriceFile(bytes);
    expect(unsaid).toMatchObject({ ok: false, members: expect.arrayContaining([member]) });
  }
  const opened = await openPriceFile(bytes, member);
  return opened.ok ? opened.text : Promise.reject(new Error(opened.message));
}

let [right, wayOut] = [0, 0];

async function check(form: PriceForm): Promise<void> {
  if (form.refused !== undefined) {
    const refusal = await textOf(form)
      .then(parsePriceFile)
      .then(shown, (error: Error) => error.message);
    expect(refusal).toContain(form.refused);
    wayOut += 1;
    return;
  }
  const text = await textOf(form);
  let options: PriceFileOptions = { ...form.given };
  if (form.asks !== undefined) {
    const { about, offers, answer } = form.asks;
    const asked = parsePriceFile(text, options);
    expect(shown(asked)).toMatch(/^\d+ /);
    const question = asked.ok ? null : asked.question;
    expect({ about: question?.about, offers: question?.choices.map(({ value }) => value) }).toEqual({ about, offers });
    for (const choice of question?.choices ?? []) expect(choice.reads).toMatch(/\d/);
    options = { ...options, [about]: answer };
  }
  if (form.repairs !== undefined) {
    const refused = parsePriceFile(text, options);
    expect(refused.ok ? [] : refused.problems.map(({ repair }) => repair)).toContain(Object.keys(form.repairs)[0]);
    options = { ...options, repairs: form.repairs };
  }
  expect(shown(parsePriceFile(text, options))).toBe(form.reads);
  if (form.asks || form.repairs || form.member) wayOut += 1;
  else right += 1;
}

for (const [group, forms] of Object.entries(FORMS)) {
  describe(group.toLowerCase(), () => {
    test.each(forms.map((form) => [form.name, form] as const))("%s", (_, form) => check(form));
  });
}

test("every form is read right or refused with a way out that works", () => {
  expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
  expect(ALL.length).toBeGreaterThanOrEqual(FORMS_MIN);
  console.log(`price files: ${right} of ${ALL.length} forms read right, ${wayOut} refused with a way out that works`);
  expect(right + wayOut).toBe(ALL.length);
});
