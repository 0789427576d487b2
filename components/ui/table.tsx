import type { TableHTMLAttributes, TdHTMLAttributes, ThHTMLAttributes } from "react";
import { cx } from "./cx";
import styles from "./table.module.css";

interface TableProps extends TableHTMLAttributes<HTMLTableElement> {
  /** On phones every row becomes two lines: cells name their `place`, the others leave. */
  isStacked?: boolean;
  isDense?: boolean;
}

export function Table({ isStacked, isDense, className, children, ...rest }: TableProps) {
  return (
    <table
      {...rest}
      className={cx(
        "w-full border-collapse tabular-nums",
        styles.table,
        isStacked && styles.stacked,
        isDense && styles.dense,
        className,
      )}
    >
      {children}
    </table>
  );
}

export function Th({
  isNumeric,
  className,
  children,
  ...rest
}: ThHTMLAttributes<HTMLTableCellElement> & { isNumeric?: boolean }) {
  return (
    <th scope="col" {...rest} className={cx(isNumeric && styles.numeric, className) || undefined}>
      {children}
    </th>
  );
}

interface TdProps extends TdHTMLAttributes<HTMLTableCellElement> {
  isNumeric?: boolean;
  /** Where the cell stands in a stacked row: 1 and 2 the first line, 3 and 4 the second, 5 a full line under them. */
  place?: 1 | 2 | 3 | 4 | 5 | "hide";
}

export function Td({ isNumeric, place, className, children, ...rest }: TdProps) {
  return (
    <td {...rest} data-place={place} className={cx(isNumeric && styles.numeric, className) || undefined}>
      {children}
    </td>
  );
}
