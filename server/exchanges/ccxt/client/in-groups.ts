/** Queries many things a few at a time: the limiter paces requests, and what waits there too long it refuses. */
const AT_ONCE_MAX = 5;

/** Answers in the order of `items`. The first failure ends it: no further request is made. */
export async function inGroups<T, R>(items: readonly T[], query: (item: T) => Promise<R>): Promise<readonly R[]> {
  const answers: R[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE_MAX)
    answers.push(...(await Promise.all(items.slice(from, from + AT_ONCE_MAX).map(query))));
  return answers;
}
