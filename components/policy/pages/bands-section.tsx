"use client";
import { Percent, Weight } from "@/components/figures/percent";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { cx } from "@/components/ui/cx";
import { describeBand } from "@/lib/format/describe-policy";
import { BAND_LABELS } from "@/lib/format/labels/bands";
import { formatPoints } from "@/lib/format/number";
import { writtenWidth } from "../draft/bands";
import { keyOfDraft, type TargetDraft } from "../draft/draft";
import { nameOfDraft } from "../draft/name-of-target";
import { shareOf } from "../draft/weights";
import { BandFields } from "../fields/band-fields";
import type { ResolvedTargetView } from "../types";
import { type PagePart, sentenceWhenValid } from "./editor";
import { measuredClass } from "./measured";
import { PAGE_NAMES } from "./pages";
import { PartIntro } from "./part-intro";
import { ResolveProblems } from "./resolve-problems";
import { wellClass } from "./well";

/** The policy's band, and what it comes to for every target; a target may have a band of its own. */
export function BandsSection(part: PagePart) {
  const { draft, edit, problems, resolved } = part;
  const { band } = draft.settings;
  const now = new Map(resolved?.targets.map((each) => [each.key, each]));
  return (
    <>
      <Card labelledBy="h-bands">
        <CardHeader id="h-bands" title={PAGE_NAMES.bands} hint="of every target that has none of its own" />
        <CardBody className="grid gap-5">
          <PartIntro
            sentence={sentenceWhenValid(part, ["band"], () => describeBand(band))}
            labels={BAND_LABELS[band.kind]}
          />
          <BandFields
            band={band}
            onChange={(next) => edit({ do: "settings", change: { band: next } })}
            path="band"
            problems={problems}
          />
          <ResolveProblems resolved={resolved} part="bands" />
        </CardBody>
      </Card>
      <Card labelledBy="h-widths">
        <CardHeader id="h-widths" title="Each target" hint="its band now" />
        <ul>
          {draft.targets.map((target, index) => (
            <BandRow
              key={target.id}
              target={target}
              index={index}
              effective={now.get(keyOfDraft(target)) ?? null}
              {...part}
            />
          ))}
        </ul>
      </Card>
    </>
  );
}

/** On a phone name and width, then weight and whose band it is, then how it moves. */
const LINE =
  "grid min-h-11 grid-cols-[minmax(0,1fr)_64px_124px_112px_226px] items-center gap-x-3 py-1 pr-3 pl-5 max-md:grid-cols-[minmax(0,1fr)_auto] max-md:px-3.5 max-md:py-2";

interface BandRowProps extends PagePart {
  target: TargetDraft;
  index: number;
  effective: ResolvedTargetView | null;
}

function BandRow({ target, index, effective, ...part }: BandRowProps) {
  const { draft, edit, problems } = part;
  const weight = effective?.weight ?? shareOf(target.weight);
  const band = target.band ?? draft.settings.band;
  const width = writtenWidth(band, weight) ?? effective?.band ?? null;
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
          {effective?.sigmaDay != null && (
            <>
              moves <Percent value={effective.sigmaDay} /> a day
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
