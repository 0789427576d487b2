"use client";
import { Percent, Weight } from "@/components/figures/percent";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Sheet, SheetBody, SheetHead } from "@/components/ui/sheet";
import { describeBand } from "@/lib/format/describe-policy";
import { formatPoints } from "@/lib/format/number";
import { BandFields } from "./band-fields";
import { BAND_NAMES, writtenWidth } from "./bands";
import { keyOfDraft, type TargetDraft } from "./draft";
import { type PagePart, told } from "./editor";
import { nameOfDraft } from "./name-of-target";
import { PAGE_NAMES } from "./pages";
import { PartIntro } from "./part-intro";
import { BAND_WORDS } from "./part-words";
import { RulingProblems } from "./ruling-problems";
import type { RuledTargetView } from "./types";
import { shareOf } from "./weights";

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
          <PartIntro sentence={told(part, ["band"], () => describeBand(band))} words={BAND_WORDS[band.kind]} />
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
        <ul className="band-rows">
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
    <li>
      <div className="band-line">
        <span className="medium">{name}</span>
        <span className="soft">
          <Weight value={weight} />
        </span>
        <span className="tabular">
          {width === null ? (
            <span className="faint">not measured yet</span>
          ) : (
            `±${formatPoints(width, { isSigned: false })}`
          )}
        </span>
        <span className="faint xs of-now">
          {ruled?.sigmaDay != null && (
            <>
              moves <Percent value={ruled.sigmaDay} /> a day
            </>
          )}
        </span>
        <span className="band-own">
          {target.band && <Chip>own, {BAND_NAMES[target.band.kind].toLowerCase()}</Chip>}
          <Button
            size="sm"
            variant="quiet"
            onClick={() => edit({ do: "target-band", id: target.id, band: target.band ? null : draft.settings.band })}
          >
            {target.band ? "Use the policy’s" : "Give it its own"}
            <span className="sr-only"> band: {name}</span>
          </Button>
        </span>
      </div>
      {target.band && (
        <div className="well band-own-fields">
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
