import { Sheet, SheetBody, SheetHead } from "@/components/ui/sheet";

/** One or more paragraphs under a title; figures that matter are already in the sentences. */
export function ParagraphsSheet({
  id,
  title,
  paragraphs,
}: {
  id: string;
  title: string;
  paragraphs: readonly string[];
}) {
  if (paragraphs.length === 0) return null;
  return (
    <Sheet labelledBy={id}>
      <SheetHead id={id} title={title} />
      <SheetBody className="grid gap-2">
        {paragraphs.map((paragraph) => (
          <p key={paragraph} className="max-w-[78ch] text-base text-text-soft">
            {paragraph}
          </p>
        ))}
      </SheetBody>
    </Sheet>
  );
}
