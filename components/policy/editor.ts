/** What every part of the editor is handed. */
import type { Dispatch } from "react";
import type { PolicyDraft } from "./draft";
import type { PolicyEdit } from "./edit";
import { type Problem, problemAt } from "./problems";

export interface EditorPart {
  draft: PolicyDraft;
  edit: Dispatch<PolicyEdit>;
  problems: readonly Problem[];
  baseCurrency: string;
}

export const errorOf = (part: EditorPart, path: string): string | null => problemAt(part.problems, path);
