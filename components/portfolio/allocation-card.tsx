"use client";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { AllocationGauge, GaugeLegend, gaugeScale, MemberBar } from "@/components/charts/allocation-gauge";
import { AllocationLine, AllocationTable } from "@/components/charts/allocation-table";
import { BandTrace } from "@/components/charts/band-trace";
import type { Scale } from "@/components/charts/scale";
import { Drift } from "@/components/figures/drift";
import { Weight } from "@/components/figures/percent";
import { AssetName } from "@/components/ui/asset-name";
import { Card, CardHeader } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { describeTarget, shownDrift } from "@/lib/format/describe-target";
import { describeUnbought } from "@/lib/format/first-purchase";
import { targetTitle } from "@/lib/format/names";
import { shownMembers, shownWeights } from "@/lib/format/shown-weights";
import type { AssetColors } from "./asset-colors";
import { AssetLabel } from "./asset-label";
import type { AllocationRow } from "./types";

/** From here on the rows inside their bands fold away under one line. */
const DENSE_FROM = 13;

interface AllocationCardProps {
  rows: readonly AllocationRow[];
  colors: AssetColors;
  /** Only cash is held yet: no band is left, whatever the drift. */
  isFirstPurchase?: boolean;
}

/** Every target against its actual weight, on one scale, with its band drawn. */
export function AllocationCard({ rows: measured, colors, isFirstPurchase = false }: AllocationCardProps) {
  const [isAll, setAll] = useState(false);
  const rows = isFirstPurchase ? measured.map((row) => ({ ...row, isOutside: false })) : measured;
  const sorted = [...rows].sort((left, right) => right.target - left.target || right.weight - left.weight);
  const shares = shownWeights(rows);
  const shown = sorted.map((row) => ({ row, share: shares.get(row.key) ?? row.weight }));
  const isDense = rows.length >= DENSE_FROM;
  const outside = shown.filter(({ row }) => row.isOutside);
  const inside = shown.filter(({ row }) => !row.isOutside);
  const scale = gaugeScale(rows);
  const line = ({ row, share }: (typeof shown)[number]) => (
    <TargetRow
      key={row.key}
      row={row}
      share={share}
      scale={scale}
      color={colors.byTarget[row.key]}
      isDense={isDense}
      isFirstPurchase={isFirstPurchase}
    />
  );
  return (
    <Card labelledBy="h-allocation">
      <CardHeader id="h-allocation" title="Target against actual" push={<GaugeLegend />} />
      <AllocationTable
        kind="actual"
        scale={scale}
        heads={{ first: "Actual", second: "Target", state: "State", trace: "In its band, 3 months" }}
      >
        {isDense ? (
          <>
            {outside.map(line)}
            {inside.length > 0 && (
              <div className="border-t border-hairline px-3.5 py-2.25 hover:bg-hover last:hover:rounded-b-lg md:col-span-full md:px-5 md:py-1">
                <Twist isOpen={isAll} onClick={() => setAll(!isAll)}>
                  <Chevron isOpen={isAll} />
                  <span className="font-medium">{inside.length} inside their bands</span>
                </Twist>
              </div>
            )}
            {isAll && inside.map(line)}
          </>
        ) : (
          shown.map(line)
        )}
      </AllocationTable>
    </Card>
  );
}

interface TwistProps {
  isOpen: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Twist({ isOpen, onClick, children }: TwistProps) {
  return (
    <button
      type="button"
      className="inline-flex min-h-6 min-w-0 items-center gap-2.25 text-left"
      aria-expanded={isOpen}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

function Chevron({ isOpen }: { isOpen: boolean }) {
  return (
    <ChevronRight
      size={12}
      strokeWidth={2.5}
      aria-hidden="true"
      className={cx(
        "flex-none text-text-faint transition-transform duration-(--duration-steady)",
        isOpen && "rotate-90",
      )}
    />
  );
}

interface TargetRowProps {
  row: AllocationRow;
  share: number;
  scale: Scale;
  color?: string;
  isDense: boolean;
  isFirstPurchase: boolean;
}

function TargetRow({ row, share, scale, color, isDense, isFirstPurchase }: TargetRowProps) {
  const isGroup = row.mode !== "asset";
  const [isOpen, setOpen] = useState(row.memberRows.length <= 3);
  const drift = shownDrift(share, row.target);
  const name = targetTitle(row);
  return (
    <>
      <AllocationLine
        kind="actual"
        size={isDense ? "dense" : "normal"}
        name={
          isGroup ? (
            <Twist isOpen={isOpen} onClick={() => setOpen(!isOpen)}>
              <AssetLabel name={name} color={color} />
              <Chevron isOpen={isOpen} />
            </Twist>
          ) : (
            <AssetLabel name={name} code={row.members[0]} color={color} isTight />
          )
        }
        gauge={<AllocationGauge row={{ ...row, name }} scale={scale} />}
        first={<Weight value={share} />}
        second={<Weight value={row.target} />}
        drift={<Drift value={drift} />}
        state={
          <span className={row.isOutside || row.isFrozen ? "font-medium text-warning" : "text-text-soft"}>
            {row.isFrozen ? "suspect" : isFirstPurchase ? describeUnbought(drift) : describeTarget(row, drift)}
          </span>
        }
        trace={<BandTrace name={name} weights={row.trace} target={row.target} band={row.band} />}
      />
      {isGroup && isOpen && <MemberRows row={row} share={share} scale={scale} />}
    </>
  );
}

function MemberRows({ row, share, scale }: { row: AllocationRow; share: number; scale: Scale }) {
  const parts = shownMembers(row.memberRows, share);
  return row.memberRows.map((member, index) => (
    <AllocationLine
      key={member.asset}
      kind="actual"
      size="member"
      name={
        <AssetName
          className="pl-4.25"
          name={<span className="font-normal text-text-soft">{member.name}</span>}
          code={member.name !== member.asset && <span className="md:max-lg:hidden">{member.asset}</span>}
        />
      }
      gauge={<MemberBar weight={member.weight} target={member.target} scale={scale} />}
      first={<Weight value={parts[index] ?? member.weight} />}
      second={member.target !== null && <Weight value={member.target} />}
      drift={member.target !== null && <Drift value={shownDrift(parts[index] ?? member.weight, member.target)} />}
      state={<span className="text-text-faint">{member.target === null ? "any mix counts" : "inside the group"}</span>}
    />
  ));
}
