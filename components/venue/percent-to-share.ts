/** "0.1" percent as typed becomes the share "0.001", by moving the point: no float on the way. */
export function percentToShare(percent: string): string {
  const [, sign = "", whole = "0", fraction = ""] = /^(-?)(\d*)\.?(\d*)$/.exec(percent.trim()) ?? [];
  const digits = whole.padStart(3, "0");
  const moved = `${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`;
  return sign + moved.replace(/^0+(?=\d)/, "").replace(/\.?0+$/, "");
}
