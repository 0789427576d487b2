"use client";
import { Callout } from "@/components/ui/callout";
import { TextLink } from "@/components/ui/text-link";
import type { ResolvedPolicyView, ResolveProblemView } from "../types";

/** What is missing before a part can be measured, and where to mend it. */
export function ResolveProblems({
  resolved,
  part,
}: {
  resolved: ResolvedPolicyView | null;
  part?: ResolveProblemView["part"];
}) {
  const shown = (resolved?.problems ?? []).filter(
    (each) => part === undefined || each.part === part || each.part === null,
  );
  if (shown.length === 0) return null;
  return (
    <Callout tone="warning" title="Not enough is known to measure this now">
      <ul className="grid gap-1">
        {shown.map((problem) => (
          <li key={problem.message}>
            {problem.message}
            {problem.fix && (
              <>
                {" "}
                <TextLink isInline href={problem.fix.href}>
                  {problem.fix.label}
                </TextLink>
              </>
            )}
          </li>
        ))}
      </ul>
      <p className="text-text-soft mt-1">Saved like this, checks hold and say so until it is there.</p>
    </Callout>
  );
}
