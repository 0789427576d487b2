import { eq } from "drizzle-orm";
import { capitalisations } from "@/drizzle/schema";
import { withTransaction } from "@/server/db/transaction";
import { recordAudit } from "../audit/record";
import { ownerIdOf, type ServiceContext } from "../context";
import { InputError } from "../errors";
import { parseApart } from "../file/parse-apart";
import { storeCapitalisations } from "./refresh";

export interface ImportCapitalisationsInput {
  /** The file's name, shown as the source. */
  name: string;
  text: string;
}

/** Replaces the owner's own capitalisations by those of a file; a file with any problem changes nothing. */
export async function importCapitalisations(
  ctx: ServiceContext,
  input: ImportCapitalisationsInput,
): Promise<{ assets: number; rows: number }> {
  const verdict = await parseApart("capitalisations", [input.text, `your file ${input.name}`, ctx.now()]);
  if (!verdict.ok) {
    const said = verdict.problems.map(
      ({ row, column, message }) => `Row ${row}${column ? `, ${column}` : ""}: ${message}`,
    );
    throw new InputError("text", said.join(" "));
  }
  const ownerId = ownerIdOf(ctx);
  const assets = new Set(verdict.rows.map((row) => row.asset)).size;
  await withTransaction(ctx, async (tx) => {
    await tx.delete(capitalisations).where(eq(capitalisations.ownerId, ownerId));
    await storeCapitalisations({ db: tx }, ownerId, verdict.rows);
    const file = { name: input.name, coins: assets, rows: verdict.rows.length };
    await recordAudit(tx, ctx, { action: "settings.capitalisations", file });
  });
  return { assets, rows: verdict.rows.length };
}

/** Back to the public figures. */
export async function removeCapitalisations(ctx: ServiceContext): Promise<void> {
  const ownerId = ownerIdOf(ctx);
  await withTransaction(ctx, async (tx) => {
    await tx.delete(capitalisations).where(eq(capitalisations.ownerId, ownerId));
    await recordAudit(tx, ctx, { action: "settings.capitalisations", file: null });
  });
}
