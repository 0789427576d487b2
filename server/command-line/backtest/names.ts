/** Policies side by side are called by their files: as short as tells them apart. */
import { basename } from "node:path";

export function namesOf(files: readonly string[]): string[] {
  const short = files.map((file) => basename(file).replace(/\.json$/i, ""));
  return short.map((name, place) => {
    const isShared = short.some((other, at) => at !== place && other === name);
    if (!isShared) return name;
    const file = files[place]!;
    return files.indexOf(file) === files.lastIndexOf(file) ? file : `${file} (${place + 1})`;
  });
}
