import { cx } from "./cx";

const TONES = {
  ok: "text-positive",
  warn: "text-warning",
  wait: "text-text-faint",
  stop: "text-negative",
  none: "text-text-faint",
} as const;

/** A shape for a state, so that colour never stands alone. `label` is read out where no label stands beside it. */
export function Mark({ kind, label, className }: { kind: keyof typeof TONES; label?: string; className?: string }) {
  return (
    <svg
      className={cx("inline-block size-3 flex-none", TONES[kind], className)}
      viewBox="0 0 12 12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {kind === "ok" && <path d="m2.5 6.5 2.5 2.5 4.5-6" />}
      {kind === "none" && <path d="M3.5 6h5" />}
      {kind === "wait" && <path d="M4 2.5v7M8 2.5v7" />}
      {kind === "warn" && (
        <>
          <path d="M6 3v3.5M6 9v.01" />
          <circle cx="6" cy="6" r="5" strokeWidth="1.25" />
        </>
      )}
      {kind === "stop" && (
        <>
          <path d="m4.2 4.2 3.6 3.6M7.8 4.2 4.2 7.8" />
          <circle cx="6" cy="6" r="5" strokeWidth="1.25" />
        </>
      )}
    </svg>
  );
}
