import { cookies } from "next/headers";
import type { Theme } from "./theme-toggle";

/** The theme the owner chose in this browser. */
export async function readTheme(): Promise<Theme> {
  const value = (await cookies()).get("evenkeel-theme")?.value;
  return value === "light" || value === "dark" ? value : "system";
}
