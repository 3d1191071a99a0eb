/** Asks every few milliseconds until `holds` answers true; rejects after `limit` milliseconds. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string = String(holds),
  limit = 20_000,
): Promise<void> {
  const end = performance.now() + limit;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not within ${limit} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
