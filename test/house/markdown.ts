import { readdirSync } from 'node:fs';
import { filesIn, root } from './sources.ts';

export interface Section {
  readonly level: number;
  readonly title: string;
  /** What a link to it ends in. */
  readonly anchor: string;
  /** Everything up to the next heading of any level. */
  readonly body: string;
}

/** The Markdown files of the repository, as paths from the root. */
export function documents(): string[] {
  const elsewhere = new Set(['node_modules', 'dist', 'coverage', 'reports']);
  const isMarkdown = (file: string): boolean => file.endsWith('.md') && !file.includes('node_modules/');
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isFile()) return isMarkdown(entry.name) ? [entry.name] : [];
    const skipped = !entry.isDirectory() || entry.name.startsWith('.') || elsewhere.has(entry.name);
    return skipped ? [] : filesIn(entry.name, isMarkdown);
  });
}

/** The text without its code blocks. */
export function prose(text: string): string {
  return text.replace(/^```[^]*?^```$/gm, '');
}

/** The headings of a document and what stands below each, with anchors as GitHub makes them. */
export function sectionsOf(text: string): Section[] {
  const seen = new Map<string, number>();
  const parts = prose(text).split(/^(?=#{1,6} )/m);
  return parts.flatMap((part) => {
    const [, marks = '', title = ''] = /^(#{1,6}) (.*)/.exec(part) ?? [];
    if (marks === '') return [];
    const slug = slugOf(title);
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    const anchor = before === 0 ? slug : `${slug}-${before}`;
    return [{ level: marks.length, title, anchor, body: part.slice(part.indexOf('\n') + 1) }];
  });
}

function slugOf(title: string): string {
  const plain = title.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
  return plain.replace(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-');
}

/** The sections below the heading of level 2 with that title. */
export function chapter(text: string, title: string): Section[] {
  const all = sectionsOf(text);
  const start = all.findIndex((one) => one.level <= 2 && one.title === title);
  if (start < 0) return [];
  const rest = all.slice(start + 1);
  const end = rest.findIndex((one) => one.level <= 2);
  return end < 0 ? rest : rest.slice(0, end);
}

/** The targets of the links and pictures in a document, in Markdown or HTML. */
export function linksIn(text: string): string[] {
  const found = prose(text).matchAll(/\]\(\s*([^)\s]+)[^)]*\)|\b(?:src|href)="([^"]+)"/g);
  return [...found].map(([, target, attribute]) => target ?? attribute ?? '');
}

/** The cells of the rows of every table in `text`, without heads and rulers. */
export function rowsOf(text: string): string[][] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const isHead = /^\|[\s|:-]+\|$/.test(lines[at + 1] ?? '');
    if (!line.startsWith('|') || isHead || /^\|[\s|:-]+\|$/.test(line)) return [];
    return [
      line
        .slice(1, line.lastIndexOf('|'))
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    ];
  });
}

/** What stands in backticks. */
export function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}
