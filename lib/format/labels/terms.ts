/** The three terms of the trade that no screen can do without, each in a sentence with a worked number. */
export const TERMS = {
  band: "How far a weight may stray from its target before anything is traded: with a band of ±5 pp around 50 %, nothing happens between 45 % and 55 %.",
  pp: "Percentage points: the difference of two percentages. From 50 % to 52 % it is 2 pp.",
  bps: "Basis points, hundredths of a per cent: 10 bps of 10,000 are 10.",
} as const;

export type Term = keyof typeof TERMS;
