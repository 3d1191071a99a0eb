import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entryPoints, errorsOf, exportsOf, membersOf } from './exports.ts';
import { chapter, codeIn, documents, linksIn, prose, rowsOf, sectionsOf, type Section } from './markdown.ts';
import { filesIn, read, root, sources } from './sources.ts';

const api = read('docs/api.md');
const errors = sources().flatMap(errorsOf);
const errorNames = new Set(errors.map(({ name }) => name));

/** The names a heading documents: those in backticks. */
function named({ title }: Section): string[] {
  return codeIn(title).map((code) => /^[\w$]+/.exec(code)?.[0] ?? code);
}

/** The names in the first column of the tables of a section. */
function listed(section: Section | undefined): string[] {
  const cells = rowsOf(section?.body ?? '').map(([first = '']) => codeIn(first)[0] ?? first);
  return cells.map((code) =>
    code.startsWith('[') ? code.slice(0, code.indexOf(']') + 1) : (code.split(/[(<]/)[0] ?? ''),
  );
}

describe('docs/api.md', () => {
  it('has a chapter per entry point, and no other', () => {
    const chapters = sectionsOf(api).filter(({ level }) => level === 2);
    expect(chapters.flatMap(({ title }) => codeIn(title))).toEqual([...entryPoints().keys()]);
  });

  it.each([...entryPoints()])('documents every export of %s, and nothing else', (entry, file) => {
    const exported = exportsOf(file).map(({ name }) => name);
    const documented = chapter(api, `\`${entry}\``)
      .filter(({ level }) => level === 3)
      .flatMap(named);
    expect(exported.length).toBeGreaterThan(0);
    expect(documented.toSorted()).toEqual(exported.filter((name) => !errorNames.has(name)).toSorted());
  });

  it('documents every member of every exported interface, and no other', () => {
    let interfaces = 0;
    for (const [entry, file] of entryPoints()) {
      for (const one of exportsOf(file)) {
        const members = membersOf(one.name, one.file);
        const section = chapter(api, `\`${entry}\``).find((each) => named(each).includes(one.name));
        if (!members || one.name === 'CurfewEvents' || (section && named(section).length > 1)) continue;
        interfaces += 1;
        expect(listed(section).toSorted(), `${one.name} of ${entry}`).toEqual(members.toSorted());
      }
    }
    expect(interfaces).toBeGreaterThan(25);
  });

  it('documents every event with all it tells', () => {
    const section = chapter(api, '`curfew`').find((one) => named(one).includes('CurfewEvents'));
    const rows = new Map(
      rowsOf(section?.body ?? '').map(([event = '', payload = '']) => [codeIn(event)[0], codeIn(payload)]),
    );
    const members = membersOf('CurfewEvents', 'src/core/events.ts') ?? [];
    const events = new Map<string, string[]>();
    for (const member of members) {
      const [event = '', field = ''] = member.split('.');
      events.set(event, [...(events.get(event) ?? []), field]);
    }
    expect(events.size).toBeGreaterThan(5);
    expect(rows).toEqual(events);
  });
});

describe('docs/errors.md', () => {
  const sections = sectionsOf(read('docs/errors.md')).filter(({ level }) => level === 2);

  it('has a section for each code, at the anchor that `help` links to, and no other', () => {
    expect(errors.length).toBeGreaterThan(10);
    const codes = errors.map(({ code }) => code.toLowerCase());
    expect(sections.map(({ anchor }) => anchor).toSorted()).toEqual(codes.toSorted());
  });

  it.each(errors)(
    'says which class has $code, with which status, and what to do',
    ({ name, code, status }) => {
      const body = sections.find(({ anchor }) => anchor === code.toLowerCase())?.body ?? '';
      expect(body.trimStart()).toMatch(new RegExp(`^\`${name}\`, ${status}\\b`));
      expect(body).toContain('**What to do.**');
    },
  );

  it('says from which entry point each class comes', () => {
    for (const { name, code } of errors) {
      const [home] =
        [...entryPoints()].find(([, file]) => exportsOf(file).some((one) => one.name === name)) ?? [];
      const body = sections.find(({ anchor }) => anchor === code.toLowerCase())?.body ?? '';
      expect(body, name).toMatch(new RegExp(`From \`${home}\``));
    }
  });
});

describe('every document', () => {
  it('is found, so that an empty list proves nothing', () => {
    expect(documents()).toEqual(expect.arrayContaining(['README.md', 'docs/api.md', 'docs/cli.md']));
  });

  it.each(documents())('%s links only to what is there', (file) => {
    const broken = linksIn(read(file)).filter((target) => !isThere(target, file));
    expect(broken).toEqual([]);
  });

  it.each(documents())('%s names only files that exist', (file) => {
    const named_ = prose(read(file)).matchAll(
      /\b(?:test|src|examples|tools|demo)\/[\w./-]+\.(?:ts|mjs|js|sql)\b/g,
    );
    const missing = [...named_].map(([path]) => path).filter((path) => !existsSync(root + path));
    expect(missing).toEqual([]);
  });

  it('speaks of revoking', () => {
    const wrong = /\b(invalidat\w+|blacklist\w*|whitelist\w*)\b/i;
    expect(documents().filter((file) => file !== 'CONTRIBUTING.md' && wrong.test(read(file)))).toEqual([]);
  });
});

describe('README.md', () => {
  it('shows the core of examples/express.ts, to the letter, in at most ten lines', () => {
    const [, region = ''] =
      /^\/\/ #region readme\n([^]*?)^\/\/ #endregion/m.exec(read('examples/express.ts')) ?? [];
    const [, block = ''] = /^```ts\n([^]*?)^```/m.exec(read('README.md')) ?? [];
    expect(region.trim().split('\n').length).toBeLessThanOrEqual(10);
    expect(block).toBe(region);
    expect(region).toContain('guard(curfew)');
  });

  it('links every feature to its document and to the test that proves it', () => {
    const section = sectionsOf(read('README.md')).find(({ title }) => title === 'Features');
    const rows = rowsOf(section?.body ?? '');
    expect(rows.length).toBeGreaterThan(8);
    for (const [feature = '', , documented = '', proof = ''] of rows) {
      expect(linksIn(documented).length, feature).toBeGreaterThan(0);
      const tests = linksIn(proof);
      expect(tests.length, feature).toBeGreaterThan(0);
      for (const test of tests) expect(test, feature).toMatch(/^(test|src)\/.*\.test\.ts$/);
    }
  });

  it('says all it has to say in 180 lines', () => {
    expect(read('README.md').split('\n').length).toBeLessThanOrEqual(180);
  });
});

it('has every source on the map in ARCHITECTURE.md', () => {
  const map = read('ARCHITECTURE.md');
  const missing = sources().filter((file) => {
    const section = sectionsOf(map).find(({ title }) => title === `\`${posix.dirname(file)}/\``);
    return !listed(section).includes(posix.basename(file));
  });
  expect(missing).toEqual([]);
});

it('has every file on that map among the sources', () => {
  const mapped = sectionsOf(read('ARCHITECTURE.md')).flatMap((section) => {
    const [, folder] = /^`(src\/.*)\/`$/.exec(section.title) ?? [];
    return folder === undefined ? [] : listed(section).map((name) => `${folder}/${name}`);
  });
  expect(mapped.length).toBeGreaterThan(40);
  expect(mapped.filter((file) => !existsSync(root + file))).toEqual([]);
});

it('keeps decisions short, numbered and whole', () => {
  const records = filesIn('docs/decisions', (file) => file.endsWith('.md'));
  expect(records.length).toBeGreaterThan(5);
  records.forEach((file, index) => {
    expect(posix.basename(file)).toMatch(new RegExp(`^${String(index + 1).padStart(4, '0')}-`));
    const titles = sectionsOf(read(file)).map(({ title }) => title);
    expect(titles.slice(1), file).toEqual(['Context', 'Decision', 'Consequence']);
    expect(read(file).split('\n').length, file).toBeLessThanOrEqual(41);
  });
});

describe('the checks have teeth', () => {
  it('finds what a link misses', () => {
    expect(isThere('api.md#curfew', 'docs/errors.md')).toBe(true);
    expect(isThere('api.md#nothing', 'docs/errors.md')).toBe(false);
    expect(isThere('nowhere.md', 'docs/errors.md')).toBe(false);
    expect(isThere('#err_config', 'docs/errors.md')).toBe(true);
    expect(isThere('../src/index.ts', 'docs/errors.md')).toBe(true);
  });

  it('reads headings, tables and links as they are meant', () => {
    const text =
      '# A `b`, c!\n\n| x | y |\n| - | - |\n| `a(b)` | [l](m.md#n "t") |\n\n```md\n# no\n```\n## A b c\n### A b c\n';
    expect(sectionsOf(text).map(({ anchor }) => anchor)).toEqual(['a-b-c', 'a-b-c-1', 'a-b-c-2']);
    expect(listed(sectionsOf(text)[0])).toEqual(['a']);
    expect(linksIn(text)).toEqual(['m.md#n']);
  });

  it('reads members however they are written', () => {
    expect(membersOf('Health', 'src/core/health.ts')).toContain('store.reachable');
    expect(membersOf('CurfewOptions', 'src/core/options.ts')).toEqual([
      'store',
      'issuer',
      'trust',
      'staleness',
      'sessions.idle',
      'sessions.absolute',
      'sessions.limit',
      'refresh.grace',
      'clock',
    ]);
    expect(membersOf('Curfew', 'src/core/curfew.ts')).toContain('[Symbol.asyncDispose]');
  });
});

/** Whether a link of `file` leads somewhere. Links to other sites are not followed. */
function isThere(target: string, file: string): boolean {
  if (/^(https?|mailto):/.test(target)) return true;
  const [path = '', anchor] = target.split('#');
  const found = path === '' ? file : posix.join(posix.dirname(file), decodeURIComponent(path));
  if (found.startsWith('..') || !existsSync(root + found)) return false;
  if (anchor === undefined || !found.endsWith('.md')) return true;
  return sectionsOf(read(found)).some((one) => one.anchor === anchor);
}
