import { Callout } from "@/components/ui/callout";
import { isShownAt } from "./form-problem";

interface FormRefusalProps {
  problem: { path: string | null; message: string } | null;
  /** What was not done; without it the reason stands alone. */
  title?: string;
  /** The paths at which the form has fields: what is wrong with those is said there. */
  fields?: readonly string[];
}

/** A refusal that no field of the form shows, over the button that was pressed: none is lost. */
export function FormRefusal({ problem, title, fields = [] }: FormRefusalProps) {
  if (problem === null || isShownAt(problem, fields)) return null;
  return title === undefined ? (
    <Callout tone="negative" title={problem.message} />
  ) : (
    <Callout tone="negative" title={title}>
      {problem.message}
    </Callout>
  );
}
