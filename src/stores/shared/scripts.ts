import { readdirSync, readFileSync } from 'node:fs';

/** Takes a schema one version further. */
export interface Script {
  readonly version: number;
  readonly sql: string;
}

/** The scripts `0001.sql`, `0002.sql` … beside a module, given its `import.meta.url`; in their order. */
export function scriptsBeside(module: string): Script[] {
  const folder = new URL('./', module);
  return readdirSync(folder)
    .filter((name) => /^\d{4}\.sql$/.test(name))
    .toSorted()
    .map((name) => ({ version: Number(name.slice(0, 4)), sql: readFileSync(new URL(name, folder), 'utf8') }));
}
