"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { EDITOR_PAGES, type EditorPage, editorPageOf } from "./pages";

/** Which page of the editor is open stands in the address. Turning the page sends no request and loses no edit. */
export function useEditorPage() {
  const path = usePathname();
  const params = useSearchParams();
  const page = editorPageOf(params.get("page"));
  const hrefOf = (next: EditorPage) => {
    const query = new URLSearchParams(params);
    if (next === EDITOR_PAGES[0]) query.delete("page");
    else query.set("page", next);
    return query.size > 0 ? `${path}?${query}` : path;
  };
  const open = (next: EditorPage) => {
    if (next !== page) window.history.pushState(null, "", hrefOf(next));
  };
  return { page, hrefOf, open };
}

export type EditorPages = ReturnType<typeof useEditorPage>;
