"use client";
import { useQuery } from "@tanstack/react-query";
import { Time } from "@/components/figures/time";
import { useTRPC } from "@/components/trpc/client";
import { messageOf } from "@/components/trpc/error";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { fieldHintClass } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { Subline } from "@/components/ui/subline";
import { useToast } from "@/components/ui/toaster";
import { type Policy, targetName } from "@/lib/engine/model";
import { assetName } from "@/lib/format/asset-names";
import { describePolicy } from "@/lib/format/describe-policy";
import { formatTrimmedPercent } from "@/lib/format/number";

interface VersionsCardProps {
  portfolioId: string;
  current: number;
  onRestore: (policy: Policy) => void;
}

/** Every saved version, kept and dated. Restoring loads it into the editor; it becomes a new version when saved. */
export function VersionsCard({ portfolioId, current, onRestore }: VersionsCardProps) {
  const toast = useToast();
  const { data, error } = useQuery(useTRPC().policies.versions.queryOptions({ portfolioId }));
  const restore = (version: number, policy: Policy) => {
    onRestore(policy);
    window.scrollTo({ top: 0 });
    toast(`Version ${version} is in the editor. Save it to make it the current one.`);
  };
  return (
    <Card labelledBy="h-versions">
      <CardHeader id="h-versions" title="Versions" hint="kept, dated, never overwritten" />
      <CardBody>
        {error && <p className="text-warning">The versions could not be read. {messageOf(error)}</p>}
        {!data && !error && <Skeleton height={72} />}
        {data && (
          <ol>
            {[...data]
              .sort((left, right) => right.version - left.version)
              .map((each) => (
                <li
                  key={each.version}
                  className="grid min-h-11 grid-cols-[28px_minmax(0,1fr)_auto] items-center gap-x-2.5 border-b border-hairline py-1.5 last:border-0"
                >
                  <span className="font-medium tabular-nums">{each.version}</span>
                  <span className="min-w-0">
                    {each.note ?? <span className="text-text-soft">{targetsText(each.policy)}</span>}
                    <Subline>
                      <Time at={each.at} format="datetime" /> by {each.by}
                      {each.note && `, ${targetsText(each.policy)}`}
                    </Subline>
                    <span className={fieldHintClass}>{describePolicy(each.policy)}</span>
                  </span>
                  {each.version === current ? (
                    <Chip tone="accent">in force</Chip>
                  ) : (
                    <Button size="sm" onClick={() => restore(each.version, each.policy)}>
                      Restore
                    </Button>
                  )}
                </li>
              ))}
          </ol>
        )}
      </CardBody>
    </Card>
  );
}

/** "Bitcoin 50 %, Ethereum 30 %, Stablecoins 20 %" */
export function targetsText(policy: Policy): string {
  return policy.targets
    .map((target) => `${assetName(targetName(target))} ${formatTrimmedPercent(target.weight, 1)}`)
    .join(", ");
}
