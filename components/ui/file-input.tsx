"use client";
import { useField } from "./field";

interface FileInputProps {
  /** What the browser offers first: ".json,application/json". */
  accept: string;
  onFile: (file: File) => void;
}

/** The browser's own choice of a file. */
export function FileInput({ accept, onFile }: FileInputProps) {
  return (
    <input
      {...useField()}
      type="file"
      accept={accept}
      className="text-xs text-text-soft"
      // The same file may be chosen again once it is mended.
      onClick={(event) => {
        event.currentTarget.value = "";
      }}
      onChange={(event) => {
        const file = event.target.files?.[0];
        if (file) onFile(file);
      }}
    />
  );
}
