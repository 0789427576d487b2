"use client";
import { Percent, Weight } from "@/components/figures/percent";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { cx } from "@/components/ui/cx";
import { Sheet, SheetBody, SheetHead } from "@/components/ui/sheet";
import { describeBand } from "@/lib/format/describe-policy";
import { BAND_LABELS } from "@/lib/format/labels/bands";
import { formatPoints } from "@/lib/format/number";
import { BandFields } from "./band-fields";
import { writtenWidth } from "./bands";
import { keyOfDraft, type TargetDraft } from "./draft";
import { type PagePart, told } from "./editor";
import { measuredClass } from "./measured";
import { nameOfDraft } from "./name-of-target";
import { PAGE_NAMES } from "./pages";
import { PartIntro } from "./part-intro";
import { RulingProblems } from "./ruling-problems";
import type { RuledTargetView } from "./types";
import { shareOf } from "./weights";
import { wellClass } from "./well";

/** The policy's band, and what it comes to for every target; a target may have a band of its own. */
export function BandsSection(part: PagePart) {
  const { draft, edit, problems, ruling } = part;
  const { band } = draft.settings;
  const now = new Map(ruling?.targets.map((each) => [each.key, each]));
  return (
    <>
      <Sheet labelledBy="h-bands">
        <SheetHead id="h-bands" title={PAGE_NAMES.bands} hint="of every target that has none of its own" />
        <SheetBody className="grid gap-5">
          <PartIntro sentence={told(part, ["band"], () => describeBand(band))} words={BAND_LABELS[band.kind]} />
          <BandFields
            band={band}
            onChange={(next) => edit({ do: "settings", change: { band: next } })}
            path="band"
            problems={problems}
          />
          <RulingProblems ruling={ruling} part="bands" />
        </SheetBody>
      </Sheet>
      <Sheet labelledBy="h-widths">
        <SheetHead id="h-widths" title="Each target" hint="its band now" />
        <ul>
          {draft.targets.map((target, index) => (
            <BandRow
              key={target.id}
              target={target}
              index={index}
              ruled={now.get(keyOfDraft(target)) ?? null}
              {...part}
            />
          ))}
        </ul>
      </Sheet>
    </>
  );
}

/** On a phone name and width, then weight and whose band it is, then how it moves. */
const LINE =
  "grid min-h-11 grid-cols-[minmax(0,1fr)_64px_124px_112px_226px] items-center gap-x-3 py-1 pr-3 pl-5 max-md:grid-cols-[minmax(0,1fr)_auto] max-md:px-3.5 max-md:py-2";

interface BandRowProps extends PagePart {
  target: TargetDraft;
  index: number;
  ruled: RuledTargetView | null;
}

function BandRow({ target, index, ruled, ...part }: BandRowProps) {
  const { draft, edit, problems } = part;
  const weight = ruled?.weight ?? shareOf(target.weight);
  const band = target.band ?? draft.settings.band;
  const width = writtenWidth(band, weight) ?? ruled?.band ?? null;
  const name = nameOfDraft(target);
  return (
    <li className="border-t border-hairline">
      <div className={LINE}>
        <span className="font-medium">{name}</span>
        <span className="text-text-soft max-md:order-2">
          <Weight value={weight} />
        </span>
        <span className="tabular-nums max-md:order-1 max-md:text-right">
          {width === null ? (
            <span className="text-text-faint">not measured yet</span>
          ) : (
            `±${formatPoints(width, { isSigned: false })}`
          )}
        </span>
        <span className={cx("text-xs text-text-faint max-md:order-4 max-md:col-span-2", measuredClass)}>
          {ruled?.sigmaDay != null && (
            <>
              moves <Percent value={ruled.sigmaDay} /> a day
            </>
          )}
        </span>
        <span className="flex items-center justify-end gap-1.5 max-md:order-3">
          {target.band && <Chip>own, {BAND_LABELS[target.band.kind].name.toLowerCase()}</Chip>}
          <Button
            size="sm"
            variant="quiet"
            className="max-md:pr-0"
            onClick={() => edit({ do: "target-band", id: target.id, band: target.band ? null : draft.settings.band })}
          >
            {target.band ? "Use the policy’s" : "Give it its own"}
            <span className="sr-only"> band: {name}</span>
          </Button>
        </span>
      </div>
      {target.band && (
        <div className={cx(wellClass, "mx-5 mb-3.5 max-md:mx-3.5 max-md:mb-3")}>
          <p className="sr-only">Own band of {name}</p>
          <BandFields
            band={target.band}
            onChange={(next) => edit({ do: "target-band", id: target.id, band: next })}
            path={`targets.${index}.band`}
            problems={problems}
          />
        </div>
      )}
    </li>
  );
}
