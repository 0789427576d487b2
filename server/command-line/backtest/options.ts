/**
 * The command's options, as data: the usage text and the reading of arguments come from the same list. A refusal is a
 * sentence that names the option and what it takes.
 */
export interface OptionForm {
  name: string;
  /** Name of its value in the usage text; null: it takes none. */
  value: string | null;
  /** It may be given more than once. */
  isRepeatable?: boolean;
  about: string;
}

export const OPTION_FORMS: readonly OptionForm[] = [
  { name: "prices", value: "FILE", about: "closes: date,BTC,ETH,... or one row a bar and asset" },
  {
    name: "policy",
    value: "FILE",
    isRepeatable: true,
    about: "the policy as the dashboard exports it, JSON; several stand side by side",
  },
  { name: "fee", value: "RATE", about: "share of every trade: 0.001 is 0.1 % (default 0.001)" },
  { name: "cost-form", value: "FORM", about: "exact, leg or olps (default exact)" },
  { name: "execute-at", value: "WHEN", about: "same-close or next-close (default same-close)" },
  { name: "no-initial-fee", value: null, about: "the first purchase costs nothing" },
  { name: "start", value: "DATE", about: "first bar, inclusive (default: the first there is)" },
  { name: "end", value: "DATE", about: "last bar, inclusive (default: the last there is)" },
  { name: "start-value", value: "N", about: "what it begins with (default 10000)" },
  { name: "half-spread", value: "RATE", about: "share of every trade, besides the fee (default 0)" },
  { name: "min-notional", value: "N", about: "smaller trades are not made (default 0)" },
  { name: "steps", value: "LIST", about: "quantity steps, for example BTC=0.0001,ETH=0.001" },
  { name: "flows", value: "FILE", about: "deposits and withdrawals: date,amount" },
  { name: "caps", value: "FILE", about: "market capitalisations: asset,value[,date] or date,BTC,ETH,..." },
  { name: "asset", value: "CODE", about: "whose prices the file holds, or which of several to take" },
  { name: "columns", value: "LIST", about: "what its columns are: time,open,close,high,low,volume (- leaves one out)" },
  { name: "decimal", value: "MARK", about: "point or comma, where the file leaves open what 1.000 is" },
  { name: "dates", value: "ORDER", about: "dmy, mdy or ymd, where it leaves open what 03/04/2024 is" },
  { name: "member", value: "NAME", about: "which file of a zip archive of several" },
  {
    name: "repair",
    value: "LIST",
    about: "holes=carry-forward|drop-row, duplicates=keep-last, order=sort, bad=drop-row, jumps=keep|drop-row",
  },
  {
    name: "late-start",
    value: null,
    about: "a coin listed late starts when it starts; till then others share its weight",
  },
  { name: "delisted", value: "HOW", about: "a coin whose prices end: sell (at the last one) or write-off" },
  { name: "benchmark", value: "LIST", about: "held beside: an asset, or shares as BTC=0.6,ETH=0.4" },
  { name: "risk-free", value: "RATE", about: "a year, for Sharpe, Sortino and alpha: 0.04 is 4 % (default 0)" },
  {
    name: "sweep",
    value: "FILE",
    about: "a grid of bands, intervals, destinations or any field around the policy, JSON",
  },
  {
    name: "equity",
    value: "FILE",
    about: "writes date, value and fall of policy and holding by bar, CSV; - is stdout",
  },
  { name: "months", value: null, about: "adds a table of returns by month" },
  { name: "years", value: null, about: "adds a table of returns by year" },
  { name: "json", value: null, about: "prints everything in full precision" },
  { name: "weights", value: null, about: "adds the weights by bar to --json" },
  { name: "version", value: null, about: "prints Evenkeel's version" },
  { name: "help", value: null, about: "prints this" },
];

/** The last value of each option by name. */
export type Given = ReadonlyMap<string, string>;
export type GivenVerdict = { ok: true; given: Given; policies: readonly string[] } | { ok: false; message: string };

/** "--name value", "--name=value" and "--name"; a value may begin with one minus. */
export function readArguments(args: readonly string[], forms: readonly OptionForm[] = OPTION_FORMS): GivenVerdict {
  const given = new Map<string, string>();
  const policies: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at]!;
    const [, name = "", inline] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    const form = forms.find((each) => each.name === name);
    if (form === undefined) return { ok: false, message: unknownOption(arg, forms) };
    if (given.has(name) && !form.isRepeatable) {
      return { ok: false, message: `--${name} is given twice. Give it once.` };
    }
    if (form.value === null) {
      if (inline !== undefined) return { ok: false, message: `--${name} takes no value. Write it alone.` };
      given.set(name, "");
      continue;
    }
    const value = inline ?? args[at + 1];
    if (value === undefined || value === "" || (inline === undefined && value.startsWith("--"))) {
      return { ok: false, message: `--${name} needs a value: --${name} ${form.value} (${form.about}).` };
    }
    if (inline === undefined) at += 1;
    given.set(name, value);
    if (name === "policy") policies.push(value);
  }
  return { ok: true, given, policies };
}

function unknownOption(arg: string, forms: readonly OptionForm[]): string {
  const names = forms.map(({ name }) => `--${name}`).join(" ");
  return arg.startsWith("--")
    ? `${arg.split("=")[0]} is not an option. There are: ${names}.`
    : `"${arg}" does not belong to an option. Options begin with two minus signs: ${names}.`;
}

export function usage(forms: readonly OptionForm[] = OPTION_FORMS): string {
  const left = forms.map(({ name, value }) => `  --${name}${value === null ? "" : ` ${value}`}`);
  const width = Math.max(...left.map((text) => text.length)) + 2;
  const lines = forms.map(({ about }, place) => `${left[place]!.padEnd(width)}${about}`);
  return [
    "Tests a rebalancing policy on past prices, beside plain holding, by the code that trades it live.",
    "",
    "npm run --silent backtest -- --prices FILE --policy FILE [options]",
    "",
    ...lines,
    "",
    "docs/backtest.md explains the conventions, with an example that works as pasted.",
  ].join("\n");
}
