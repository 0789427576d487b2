import { Card, CardBody, CardHeader } from "@/components/ui/card";

/** One or more paragraphs under a title; figures that matter are already in the sentences. */
export function ParagraphsCard({
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
    <Card labelledBy={id}>
      <CardHeader id={id} title={title} />
      <CardBody className="grid gap-2">
        {paragraphs.map((paragraph) => (
          <p key={paragraph} className="max-w-[78ch] text-base text-text-soft">
            {paragraph}
          </p>
        ))}
      </CardBody>
    </Card>
  );
}
