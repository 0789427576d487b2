"use client";
import { useState } from "react";
import { AllocationGauge, GaugeLegend, GaugeTicks, gaugeScale, MemberBar } from "@/components/charts/allocation-gauge";
import { BandTrace } from "@/components/charts/band-trace";
import type { Scale } from "@/components/charts/scale";
import { Drift } from "@/components/figures/drift";
import { Weight } from "@/components/figures/percent";
import { cx } from "@/components/ui/cx";
import { Sheet, SheetHead } from "@/components/ui/sheet";
import { roundShares } from "@/lib/format/number";
import type { AssetColors } from "./asset-colors";
import { AssetLabel } from "./asset-label";
import { shownDrift, targetTitle, targetWords } from "./target-words";
import type { AllocationRow } from "./types";

/** From here on the rows inside their bands fold away under one line. */
const DENSE_FROM = 13;

interface AllocationSheetProps {
  rows: readonly AllocationRow[];
  colors: AssetColors;
}

/** Every target against its actual weight, on one scale, with its band drawn. */
export function AllocationSheet({ rows, colors }: AllocationSheetProps) {
  const [isAll, setAll] = useState(false);
  const sorted = [...rows].sort((left, right) => right.target - left.target || right.weight - left.weight);
  const shares = roundShares(sorted.map((row) => row.weight));
  const shown = sorted.map((row, index) => ({ row, share: shares[index] ?? row.weight }));
  const isDense = rows.length >= DENSE_FROM;
  const outside = shown.filter(({ row }) => row.isOutside);
  const inside = shown.filter(({ row }) => !row.isOutside);
  const scale = gaugeScale(rows);
  const line = ({ row, share }: (typeof shown)[number]) => (
    <TargetRow key={row.key} row={row} share={share} scale={scale} color={colors.byTarget[row.key]} />
  );
  return (
    <Sheet labelledBy="h-allocation">
      <SheetHead id="h-allocation" title="Target against actual" push={<GaugeLegend />} />
      <div className={cx("alloc", isDense && "dense")}>
        <div className="alloc-row label">
          <span>Asset</span>
          <GaugeTicks scale={scale} />
          <span className="num">Actual</span>
          <span className="num">Target</span>
          <span className="num">Drift</span>
          <span className="words">State</span>
          <span className="trace">In its band, 3 months</span>
        </div>
        {isDense ? (
          <>
            {outside.map(line)}
            {inside.length > 0 && (
              <div className="alloc-row fold">
                <button type="button" className="twist" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
                  <Chevron />
                  <span className="medium">{inside.length} inside their bands</span>
                </button>
              </div>
            )}
            {isAll && inside.map(line)}
          </>
        ) : (
          shown.map(line)
        )}
      </div>
    </Sheet>
  );
}

function Chevron() {
  return (
    <svg className="mark" viewBox="0 0 12 12" aria-hidden="true">
      <path d="m4.5 2.5 3.5 3.5-3.5 3.5" />
    </svg>
  );
}

interface TargetRowProps {
  row: AllocationRow;
  share: number;
  scale: Scale;
  color?: string;
}

function TargetRow({ row, share, scale, color }: TargetRowProps) {
  const isGroup = row.mode !== "asset";
  const [isOpen, setOpen] = useState(row.memberRows.length <= 3);
  const drift = shownDrift(share, row.target);
  const name = targetTitle(row);
  return (
    <>
      <div className="alloc-row">
        <span className="name">
          {isGroup ? (
            <button type="button" className="twist" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              <AssetLabel name={name} color={color} />
              <Chevron />
            </button>
          ) : (
            <AssetLabel name={name} code={row.members[0]} color={color} />
          )}
        </span>
        <AllocationGauge row={{ ...row, name }} scale={scale} />
        <span className="num actual medium">
          <Weight value={share} />
        </span>
        <span className="num goal soft">
          <Weight value={row.target} />
        </span>
        <span className="num drift medium">
          <Drift value={drift} />
        </span>
        <span className={cx("words", row.isOutside || row.isFrozen ? "warn medium" : "soft")}>
          {row.isFrozen ? "in doubt" : targetWords(row, drift)}
        </span>
        <span className="trace">
          <BandTrace name={name} weights={row.trace} target={row.target} band={row.band} />
        </span>
      </div>
      {isGroup && isOpen && <MemberRows row={row} share={share} scale={scale} />}
    </>
  );
}

function MemberRows({ row, share, scale }: { row: AllocationRow; share: number; scale: Scale }) {
  const parts = roundShares(row.memberRows.map((member) => member.weight));
  // Shown members add up to the shown group; the rounding's last tenth goes to the largest.
  const rest = share - parts.reduce((sum, part) => sum + part, 0);
  const largest = parts.indexOf(Math.max(...parts));
  return row.memberRows.map((member, index) => (
    <div key={member.asset} className="alloc-row member">
      <span className="name asset indent">
        <span className="soft">{member.name}</span>
        {member.name !== member.asset && <i>{member.asset}</i>}
      </span>
      <MemberBar weight={member.weight} target={member.target} scale={scale} />
      <span className="num actual soft">
        <Weight value={(parts[index] ?? member.weight) + (index === largest ? rest : 0)} />
      </span>
      <span className="num goal soft">{member.target !== null && <Weight value={member.target} />}</span>
      <span className="num drift soft">
        {member.target !== null && <Drift value={shownDrift(member.weight, member.target)} />}
      </span>
      <span className="words faint">{member.target === null ? "any mix counts" : "inside the group"}</span>
      <span className="trace" />
    </div>
  ));
}
