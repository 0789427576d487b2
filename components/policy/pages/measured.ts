/** On what was measured for an older draft: it stays, dimmed, until the form around it (`group/form`) has measured anew. */
export const measuredClass =
  "group-data-stale/form:opacity-50 group-data-stale/form:transition-opacity group-data-stale/form:delay-150 group-data-stale/form:duration-(--duration-steady)";
