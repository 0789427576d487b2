import { Chip } from "@/components/ui/chip";

/** Beside a total that is not whole; the reason stands in the title and is read out. */
export function Partial({ reason }: { reason: string | null }) {
  if (reason === null) return null;
  return (
    <Chip tone="warning" title={reason}>
      Partial<span className="sr-only">: {reason}</span>
    </Chip>
  );
}
