"use client";
import { useEffect, useState } from "react";
import type { Problem } from "../draft/problem";
import { type EditorPage, pageOfPath } from "./pages";
import { useEditorPage } from "./use-editor-page";

/** Turns to the page of a problem and, once it is there, puts the focus on the first field at fault. */
export function useShowProblem(): (problem: Problem) => void {
  const { page, open } = useEditorPage();
  const [wanted, setWanted] = useState<EditorPage | null>(null);
  useEffect(() => {
    if (wanted !== page) return;
    setWanted(null);
    const field = document.querySelector<HTMLElement>('[data-slot="policy-form"] [aria-invalid="true"]');
    field?.focus();
    field?.scrollIntoView({ block: "center" });
  }, [wanted, page]);
  return ({ path }) => {
    const next = pageOfPath(path);
    setWanted(next);
    open(next);
  };
}
