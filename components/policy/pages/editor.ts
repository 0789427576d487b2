/** What every part of the editor is handed. */
import type { Dispatch } from "react";
import type { PolicyDraft } from "../draft/draft";
import type { PolicyEdit } from "../draft/edit";
import { type Problem, problemAt } from "../draft/problem";
import type { ResolvedPolicyView } from "../types";
import type { EditorPages } from "./use-editor-page";

export interface EditorPart {
  draft: PolicyDraft;
  edit: Dispatch<PolicyEdit>;
  problems: readonly Problem[];
  baseCurrency: string;
}

/** A whole page also shows what the moving parts come to now, where a preview could say it. */
export interface PagePart extends EditorPart {
  pages: EditorPages;
  resolved: ResolvedPolicyView | null;
}

export const errorOf = (part: EditorPart, path: string): string | null => problemAt(part.problems, path);

export const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** A sentence made of the figures at these paths; null while one of them is out of its bounds. */
export const sentenceWhenValid = (part: EditorPart, paths: readonly string[], describe: () => string): string | null =>
  paths.every((path) => errorOf(part, path) === null) ? describe() : null;
