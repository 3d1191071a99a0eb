import { readdirSync } from 'node:fs';
import { prose, sectionsOf } from '../../house/markdown.ts';
import { read, root } from '../../house/sources.ts';

/** What docs/rules says of a rule. */
export interface Page {
  /** The name of the file. */
  readonly id: string;
  readonly text: string;
  /** What stands in the line below the title: `Level: **error** · Fix: advice · Comes with: …`. */
  readonly level: string;
  readonly fix: string;
  /** Rules whose errors in the bad examples are meant: another name of the same mistake. */
  readonly companions: readonly string[];
  readonly cwe: readonly string[];
  /** Requirements of ASVS 5.0. */
  readonly asvs: readonly string[];
  readonly bad: readonly Example[];
  readonly good: readonly Example[];
}

/** A block of code: one file or several. */
export interface Example {
  readonly page: string;
  /** `Bad 1`, as somebody would say which. */
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
}

/** All pages of docs/rules, by name. */
export function pages(): Page[] {
  const files = readdirSync(`${root}docs/rules`).filter((file) => file.endsWith('.md'));
  return files.toSorted().map((file) => pageOf(file.slice(0, -3), read(`docs/rules/${file}`)));
}

function pageOf(id: string, text: string): Page {
  const [line = ''] = /^Level: .*$/m.exec(text) ?? [];
  const said = new Map(
    line.split(' · ').map((part): [string, string] => {
      const [, name = '', what = ''] = /^(\w[\w ]*): (.*)$/.exec(part) ?? [];
      return [name, what];
    }),
  );
  const references = prose(text).slice(prose(text).indexOf('## References'));
  return {
    id,
    text,
    level: said.get('Level')?.replaceAll('*', '') ?? '',
    fix: said.get('Fix') ?? '',
    companions: [...(said.get('Comes with') ?? '').matchAll(/`([\w-]+)`/g)].map(([, rule = '']) => rule),
    cwe: [...references.matchAll(/^- \[(CWE-\d+)\]/gm)].map(([, cwe = '']) => cwe),
    asvs: [...references.matchAll(/(?<!\d)\d+\.\d+\.\d+(?=[:,])/g)].map(([asvs]) => asvs),
    bad: examplesOf(id, text, 'Bad'),
    good: examplesOf(id, text, 'Good'),
  };
}

/** The titles of the sections of a page, in order. */
export function titlesOf({ text }: Page): string[] {
  return sectionsOf(text).map(({ title }) => title);
}

function examplesOf(page: string, text: string, kind: 'Bad' | 'Good'): Example[] {
  const [, chapter = ''] = new RegExp(`^### ${kind}\\n([^]*?)(?=^##)`, 'm').exec(text) ?? [];
  const blocks = [...chapter.matchAll(/^```[jt]sx?\n([^]*?)^```$/gm)];
  return blocks.map(([, code = ''], at) => ({ page, name: `${kind} ${at + 1}`, files: filesIn(code) }));
}

/** A block says above each file what it is called: `// file: src/app.js`. */
function filesIn(code: string): Map<string, string> {
  const [before = '', ...parts] = code.split(/^\/\/ file: (\S+)\n/m);
  if (before !== '' || parts.length === 0) throw new Error(`no "// file: …" at the start of:\n${code}`);
  const files = new Map<string, string>();
  for (let at = 0; at < parts.length; at += 2) files.set(parts[at] ?? '', parts[at + 1] ?? '');
  return files;
}
