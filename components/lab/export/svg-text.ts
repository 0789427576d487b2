/** Colours and fonts as plain values, and text made safe to stand in a drawing. */
export interface Palette {
  surface: string;
  text: string;
  soft: string;
  axis: string;
  grid: string;
  holding: string;
  font: string;
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Control characters have no place in XML at all. */
export const attribute = (value: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  value.replace(/[\u0000-\u001f\u007f]/g, " ").replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? "");

interface TextOptions {
  size?: number;
  weight?: number;
  anchor?: "middle" | "end";
}

const round = (value: number) => Math.round(value * 10) / 10;

export function text(
  said: string,
  x: number,
  y: number,
  color: string,
  { size, weight, anchor }: TextOptions = {},
): string {
  const extra = [
    size && ` font-size="${size}"`,
    weight && ` font-weight="${weight}"`,
    anchor && ` text-anchor="${anchor}"`,
  ]
    .filter(Boolean)
    .join("");
  return `<text x="${round(x)}" y="${round(y)}" fill="${color}"${extra}>${attribute(said)}</text>`;
}
