import type { Palette } from "./svg-text";

const FONTS = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** Tokens as the light theme resolves them, whatever theme the page stands in. Browser only. */
export function lightColors(values: readonly string[]): string[] {
  const probe = document.createElement("span");
  probe.style.colorScheme = "light";
  document.body.append(probe);
  const resolved = values.map((value) => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return resolved;
}

export function lightPalette(): Palette {
  const names = ["surface", "text", "text-soft", "axis", "grid", "holding"];
  const [surface = "#fff", text = "#000", soft = text, axis = soft, grid = "#eee", holding = axis] = lightColors(
    names.map((name) => `var(--color-${name})`),
  );
  return { surface, text, soft, axis, grid, holding, font: FONTS };
}
