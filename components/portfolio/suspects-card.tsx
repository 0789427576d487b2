import { Age } from "@/components/figures/age";
import { Weight } from "@/components/figures/percent";
import { Price } from "@/components/figures/price";
import { Quantity } from "@/components/figures/quantity";
import { Card, CardHeader } from "@/components/ui/card";
import { Mark } from "@/components/ui/mark";
import { plural } from "@/lib/format/plural";
import { AcceptSuspect } from "./accept-suspect";
import type { PortfolioView, SetAsideView, SuspectView } from "./types";

/** What is suspect now: seen beside counted, since when, when it is checked again, and the way out. */
export function SuspectsCard({ view }: { view: Pick<PortfolioView, "id" | "suspects" | "setAside" | "baseCurrency"> }) {
  const { suspects, setAside } = view;
  if (suspects.length === 0 && setAside.length === 0) return null;
  return (
    <Card labelledBy="h-suspects">
      <CardHeader
        id="h-suspects"
        title={suspects.length > 0 ? "Suspect" : "Set aside"}
        hint={suspects.length > 0 ? plural(suspects.length, "figure") : undefined}
      />
      <ul className="divide-y divide-hairline border-t border-hairline">
        {suspects.map((suspect) => (
          <li key={suspect.key}>
            <SuspectRow suspect={suspect} portfolioId={view.id} unit={view.baseCurrency} />
          </li>
        ))}
        {setAside.length > 0 && (
          <li className="px-5 py-2.5 max-md:px-3.5">
            <SetAside rows={setAside} />
          </li>
        )}
      </ul>
    </Card>
  );
}

function SuspectRow({ suspect, portfolioId, unit }: { suspect: SuspectView; portfolioId: string; unit: string }) {
  return (
    <div className="grid grid-cols-[12px_minmax(0,1fr)_auto] items-baseline gap-x-2.5 gap-y-1 px-5 py-2.5 max-md:grid-cols-[12px_minmax(0,1fr)] max-md:px-3.5">
      <Mark kind={suspect.needsOwner ? "stop" : "warn"} className="translate-y-0.5" />
      <div className="grid min-w-0 gap-1">
        <p>
          <span className="font-medium">{suspect.name}</span>
          {suspect.about === "balance" && <span className="text-text-faint"> at {suspect.venue}</span>}
          <span className="text-text-faint text-xs whitespace-nowrap">
            {" "}
            since <Age at={suspect.since} />
          </span>
        </p>
        <p className="text-text-soft">{suspect.sentence}</p>
        <Figures suspect={suspect} unit={unit} />
      </div>
      {suspect.canAccept && (
        <div className="max-md:col-start-2">
          <AcceptSuspect suspect={suspect} portfolioId={portfolioId} />
        </div>
      )}
    </div>
  );
}

function Figures({ suspect, unit }: { suspect: SuspectView; unit: string }) {
  const figure = (value: string | null) =>
    suspect.about === "price" ? <Price value={value} unit={unit} /> : <Quantity value={value} unit={suspect.asset} />;
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-0.5">
      <div className="flex gap-1.5">
        <dt className="text-text-faint">Seen</dt>
        <dd>{figure(suspect.seen)}</dd>
      </div>
      <div className="flex gap-1.5">
        <dt className="text-text-faint">Counted</dt>
        <dd className="font-medium">{figure(suspect.counted)}</dd>
      </div>
    </dl>
  );
}

function SetAside({ rows }: { rows: readonly SetAsideView[] }) {
  return (
    <p className="text-text-soft">
      Not counted, because it is dust or never had a price:{" "}
      {rows.map((row, index) => (
        <span key={row.asset}>
          {index > 0 && ", "}
          <Quantity value={row.quantity} unit={row.asset} />
          {row.share !== null && (
            <span className="text-text-faint">
              {" "}
              (<Weight value={row.share} />)
            </span>
          )}
        </span>
      ))}
      .
    </p>
  );
}
