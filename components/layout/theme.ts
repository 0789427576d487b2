export type Theme = "system" | "light" | "dark";
export const THEME_COOKIE = "evenkeel-theme";

/** Shows a theme at once and stores it in a cookie, so that the server draws the right one from the start. */
export function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  const ageSeconds = theme === "system" ? 0 : 31_536_000;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
  document.cookie = `${THEME_COOKIE}=${theme};path=/;max-age=${ageSeconds};samesite=lax`;
}
