import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkPaths, checkText, rules } from './index.ts';

const BAD = 'exports.logout = (req, res) => res.end();\n';
/** Ends a session, and tells a bus, to which nobody in the file listens. */
const EMITS = `const { EventEmitter } = require('events');
const bus = new EventEmitter();
app.post('/logout', async (req, res) => {
  bus.emit('user.logout', req.user.id);
  await Session.deleteMany({ user: req.user.id });
  res.set('Cache-Control', 'no-store').sendStatus(204);
});
`;
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'curfew-lint-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** The files in which something is found. */
async function found(...paths: string[]): Promise<string[]> {
  const { findings } = await checkPaths(paths.length > 0 ? paths : ['.'], { cwd: folder });
  return findings.map(({ file }) => file);
}

describe('which files are read', () => {
  it('all kinds of JavaScript and TypeScript, in order', async () => {
    write({ 'b.ts': BAD, 'a.js': BAD, 'c/d.mjs': BAD, 'c/e.mts': BAD, 'f.md': BAD, 'g.json': '{}' });
    expect(await found()).toEqual(['a.js', 'b.ts', 'c/d.mjs', 'c/e.mts']);
  });

  it('not what others wrote, what was built, and tests', async () => {
    write({
      'node_modules/x/a.js': BAD,
      'dist/a.js': BAD,
      'web/.next/a.js': BAD,
      'build/a.js': BAD,
      'coverage/a.js': BAD,
      'a.min.js': BAD,
      'a.d.ts': BAD,
      'a.test.ts': BAD,
      '__tests__/a.js': BAD,
    });
    expect(await found()).toEqual([]);
  });

  it('not what .gitignore at the root leaves out', async () => {
    write({
      '.gitignore': '# made\n/out\n*.gen.js\nlegacy/\n!keep.js\n',
      'out/a.js': BAD,
      'b/out/a.js': BAD,
      'x.gen.js': BAD,
      'a/legacy/b.js': BAD,
      'keep.js': BAD,
    });
    expect(await found()).toEqual(['b/out/a.js', 'keep.js']);
    expect(await found('out', 'a/legacy')).toEqual(['a/legacy/b.js', 'out/a.js']);
  });

  it('files that are given one by one, as by a hook before a commit, of which others may be missing', async () => {
    write({ 'src/auth.js': EMITS, 'src/other.js': 'exports.session = 1;\n' });
    expect(await found('src')).toEqual(['src/auth.js']);
    expect(await found('src/auth.js', 'src/other.js')).toEqual([]);
  });

  it('a file that is named, whatever it is called, and once', async () => {
    write({ 'dist/a.js': BAD });
    expect(await found('dist/a.js', 'dist/a.js', 'dist')).toEqual(['dist/a.js']);
  });

  it('and a path that is not there is an error', async () => {
    await expect(found('gone')).rejects.toThrow('there is no gone');
  });
});

describe('what it knows of the folder', () => {
  it('paths of tsconfig.json, with its comments and commas', async () => {
    write({
      'tsconfig.json':
        '{ // mine\n "compilerOptions": { "baseUrl": ".", "paths": { "$lib/*": ["source/*"], }, }, /* x */ }',
      'source/end.ts': 'export const end = (id: string) => db.session.delete({ where: { id } });',
      'a.ts':
        "import { end } from '$lib/end'; export const logout = async (req, res) => { await end(1); res.end(); };",
    });
    expect(await found()).toEqual([]);
  });

  it('versions of package.json', async () => {
    const code =
      "require('passport'); app.post('/logout', (req, res, next) => { req.logout((e) => (e ? next(e) : res.end())); });";
    write({ 'package.json': '{"dependencies":{"passport":"~0.5.0"}}', 'a.js': code });
    expect(await found()).toEqual(['a.js']);
    write({ 'package.json': '{"dependencies":{"passport":"^0.7.0"}}' });
    expect(await found()).toEqual([]);
  });

  it('is not stopped by broken ones', async () => {
    write({ 'package.json': '{', 'tsconfig.json': '{ "compilerOptions": 1', 'a.js': BAD });
    expect(await found()).toEqual(['a.js']);
  });
});

it('says which files it could not read, and reads the others', async () => {
  write({ 'a.js': BAD, 'b.js': 'const = = {{{', 'c.js': 'a=b;'.repeat(20_000) });
  const { findings, files, unreadable } = await checkPaths(['.'], { cwd: folder });
  expect(findings).toHaveLength(1);
  expect(files).toBe(3);
  expect(unreadable.map(({ file }) => file)).toEqual(['b.js', 'c.js']);
  expect(unreadable.every(({ reason }) => reason.length > 0)).toBe(true);
});

it('answers the same, whichever way the files are given', async () => {
  write({
    'a.js': BAD,
    'b/c.js': `${BAD}exports.signOut = (req, res) => res.end();`,
    'd.js': "const jwt = require('jsonwebtoken'); jwt.sign({ id: 1 }, S); jwt.sign({ id: 2 }, S);",
  });
  const one = await checkPaths(['.'], { cwd: folder });
  const other = await checkPaths(['d.js', 'b', 'a.js'], { cwd: folder });
  expect(one.findings.length).toBeGreaterThan(5);
  expect(other.findings).toEqual(one.findings);
  const places = one.findings.map(({ file, line, column }) => `${file}:${line}:${column}`);
  expect(places).toEqual(places.toSorted());
});

it('places a finding by lines and columns from 1', () => {
  const [finding] = checkText('\n  exports.logout = (req, res) => {\n  res.end();\n};', 'x.js');
  expect(finding).toMatchObject({ file: 'x.js', line: 2, column: 20, endLine: 2, endColumn: 35 });
});

it('has nothing to say of a text that is no program', () => {
  expect(checkText('const = = {{{', 'x.js')).toEqual([]);
});

describe('curfew-ignore-next-line', () => {
  const with_ = (comment: string): number => checkText(`${comment}\n${BAD}`, 'x.js').length;
  it.each([
    ['// curfew-ignore-next-line logout-no-backend-effect -- the gateway does it', 0],
    ['/* curfew-ignore-next-line logout-no-backend-effect -- the gateway does it */', 0],
    ['// curfew-ignore-next-line jwt-no-expiry, logout-no-backend-effect -- both', 0],
    ['// curfew-ignore-next-line logout-no-backend-effect', 1],
    ['// curfew-ignore-next-line logout-no-backend-effect --', 1],
    ['// curfew-ignore-next-line jwt-no-expiry -- another', 1],
    ['// curfew-ignore-next-line -- all', 1],
  ])('%s', (comment, left) => {
    expect(with_(comment)).toBe(left);
  });

  it('counts on the line above alone', () => {
    expect(with_('// curfew-ignore-next-line logout-no-backend-effect -- far away\n')).toBe(1);
  });
});

it('describes every rule', () => {
  expect(rules).toHaveLength(23);
  expect(new Set(rules.map(({ id }) => id)).size).toBe(23);
  for (const { id, summary, cwe } of rules) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(summary).toMatch(/^[A-Z].{20,120}\.$/);
    expect(cwe.length).toBeGreaterThan(0);
  }
});
