/**
 * What travels between the page's side (client.ts) and a worker (lab.worker.ts). Long jobs are cut into spans of a few
 * hundredths of a second: whoever sends no more has cancelled, and a worker never has to be interrupted.
 */
import type { PriceTable } from "@/lib/engine/model";
import type {
  LabAnswer,
  LabCell,
  LabDistributionRequest,
  LabRun,
  LabRunRequest,
  LabSample,
  LabSweepRequest,
} from "./protocol";

/** Items [from, to) of a job. Spans of one job have one number, so that a worker prepares it once. */
export interface Span {
  job: number;
  from: number;
  to: number;
}

export type LabTask =
  | { kind: "run"; request: LabRunRequest }
  | { kind: "cells"; span: Span; request: LabSweepRequest }
  | { kind: "rolling"; span: Span; request: LabDistributionRequest }
  | { kind: "paths"; span: Span; request: LabDistributionRequest };

export type LabResult =
  | { kind: "run"; run: LabRun }
  | { kind: "cells"; cells: readonly LabCell[] }
  | { kind: "samples"; samples: readonly LabSample[] };

export type ToWorker = { kind: "load"; id: number; table: PriceTable } | { kind: "task"; id: number; task: LabTask };

export type FromWorker =
  | { kind: "loaded"; id: number }
  /** `ms` is what the work took, without the way there and back. */
  | { kind: "answer"; id: number; answer: LabAnswer<LabResult>; ms: number }
  | { kind: "failed"; id: number; message: string };

/** A worker as the client sees it; a test puts one of its own in its place. */
export interface LabPort {
  post(message: ToWorker): void;
  listen(onMessage: (message: FromWorker) => void, onBroken: (message: string) => void): void;
  close(): void;
}
