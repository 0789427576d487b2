/** The product's mark: a hull that keeps level. */
export function Keel({ size = 18 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="flex-none"
    >
      <path d="M9 2v8M2 10h14c-.6 3.4-3.2 5.5-7 5.5S2.6 13.4 2 10z" />
    </svg>
  );
}
