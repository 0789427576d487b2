import { Age } from "@/components/figures/age";
import { Weight } from "@/components/figures/percent";
import { Price } from "@/components/figures/price";
import { Quantity } from "@/components/figures/quantity";
import { Mark } from "@/components/ui/mark";
import { Sheet, SheetHead } from "@/components/ui/sheet";
import { plural } from "@/lib/format/plural";
import { AcceptDoubt } from "./accept-doubt";
import type { DoubtView, PortfolioView, SetAsideView } from "./types";

/** What is not believed now: seen beside believed, since when, when it is asked again, and the way out. */
export function DoubtsCard({ view }: { view: Pick<PortfolioView, "id" | "doubts" | "setAside" | "baseCurrency"> }) {
  const { doubts, setAside } = view;
  if (doubts.length === 0 && setAside.length === 0) return null;
  return (
    <Sheet labelledBy="h-doubts">
      <SheetHead
        id="h-doubts"
        title={doubts.length > 0 ? "In doubt" : "Set aside"}
        hint={doubts.length > 0 ? plural(doubts.length, "figure") : undefined}
      />
      <ul className="divide-y divide-hairline border-t border-hairline">
        {doubts.map((doubt) => (
          <li key={doubt.key}>
            <DoubtRow doubt={doubt} portfolioId={view.id} unit={view.baseCurrency} />
          </li>
        ))}
        {setAside.length > 0 && (
          <li className="px-5 py-2.5 max-md:px-3.5">
            <SetAside rows={setAside} />
          </li>
        )}
      </ul>
    </Sheet>
  );
}

function DoubtRow({ doubt, portfolioId, unit }: { doubt: DoubtView; portfolioId: string; unit: string }) {
  return (
    <div className="grid grid-cols-[12px_minmax(0,1fr)_auto] items-baseline gap-x-2.5 gap-y-1 px-5 py-2.5 max-md:grid-cols-[12px_minmax(0,1fr)] max-md:px-3.5">
      <Mark kind={doubt.needsOwner ? "stop" : "warn"} className="translate-y-0.5" />
      <div className="grid min-w-0 gap-1">
        <p>
          <span className="font-medium">{doubt.name}</span>
          {doubt.about === "balance" && <span className="text-text-faint"> at {doubt.venue}</span>}
          <span className="text-text-faint text-xs whitespace-nowrap">
            {" "}
            since <Age at={doubt.since} />
          </span>
        </p>
        <p className="text-text-soft">{doubt.sentence}</p>
        <Figures doubt={doubt} unit={unit} />
      </div>
      {doubt.canAccept && (
        <div className="max-md:col-start-2">
          <AcceptDoubt doubt={doubt} portfolioId={portfolioId} />
        </div>
      )}
    </div>
  );
}

function Figures({ doubt, unit }: { doubt: DoubtView; unit: string }) {
  const figure = (value: string | null) =>
    doubt.about === "price" ? <Price value={value} unit={unit} /> : <Quantity value={value} unit={doubt.asset} />;
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-0.5">
      <div className="flex gap-1.5">
        <dt className="text-text-faint">Seen</dt>
        <dd>{figure(doubt.seen)}</dd>
      </div>
      <div className="flex gap-1.5">
        <dt className="text-text-faint">Counted</dt>
        <dd className="font-medium">{figure(doubt.believed)}</dd>
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
