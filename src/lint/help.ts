/** Where a rule is explained: a page of its own, docs/rules/<id>.md. */
export function helpOf(id: string): string {
  return `https://unpkg.com/curfew/docs/rules/${id}.md`;
}
