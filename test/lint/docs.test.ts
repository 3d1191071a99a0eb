import { execFile } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPaths } from '../../src/lint/index.ts';
import { codeIn, rowsOf, sectionsOf } from '../house/markdown.ts';
import { read, root } from '../house/sources.ts';
import { run } from '../support/cli.ts';
import { auditCode } from './support/curfew.ts';
import { EXCUSE, HANDLER } from './support/eslint.ts';
import { folder } from './support/folder.ts';
import { installed, oxlint } from './support/oxlint.ts';
import { pages } from './support/pages.ts';

const text = read('docs/lint.md');

/** The blocks of code below a heading. */
function blocks(title: string): string[] {
  const [, below = ''] =
    new RegExp(`^#+ ${title}\\n([^]*?)(?=^#)`, 'm').exec(text.replace(/^\/\/ .*\n/gm, '')) ?? [];
  return [...below.matchAll(/^```\w+\n([^]*?)^```$/gm)].map(([, code = '']) => code);
}

/** What ESLint says, with the configuration that stands in the folder: `rule severity`. */
async function eslint(cwd: string): Promise<string[]> {
  const bin = path.join(root, 'node_modules/eslint/bin/eslint.js');
  const out = await new Promise<string>((resolve) => {
    execFile(process.execPath, [bin, '--format', 'json', 'src'], { cwd }, (_error, stdout, stderr) =>
      resolve(stdout === '' ? stderr : stdout),
    );
  });
  const results = JSON.parse(out) as { messages: { ruleId: string; severity: number }[] }[];
  return results.flatMap(({ messages }) => messages.map(({ ruleId, severity }) => `${ruleId} ${severity}`));
}

describe('docs/lint.md', () => {
  it('lists the options that the command has, and no others', async () => {
    const { out } = await run(['audit', 'code', '--help']);
    const has = [...out.matchAll(/^ {2}(--\w+)/gm)].map(([, option = '']) => option);
    const table = rowsOf(sectionsOf(text).find(({ title }) => title === 'Options')?.body ?? '');
    const listed = table.flatMap(([cell = '']) => codeIn(cell).map((code) => code.split(' ')[0] ?? ''));
    expect(has.length).toBeGreaterThan(4);
    expect(listed.filter((name) => name.startsWith('--')).toSorted()).toEqual(has.toSorted());
  });

  it('shows what the command prints', async () => {
    const [, shown = ''] = /^```console\n\$ npx curfew audit code routes\n([^]*?)^```$/m.exec(text) ?? [];
    const example = pages().find(({ id }) => id === 'logout-no-backend-effect')?.bad[0];
    using place = folder(example?.files);
    expect((await auditCode(place.path, 'routes')).out).toBe(shown);
  });

  it('has a configuration of ESLint that works, with and without the setting', async () => {
    using place = folder([['src/auth.js', EXCUSE]]);
    installed(place);
    const [first = '', second = ''] = blocks('ESLint');
    place.write('eslint.config.mjs', first);
    const found = ['curfew/logout-no-backend-effect 2', 'curfew/missing-no-store 1'];
    expect(await eslint(place.path)).toEqual(found);
    place.write('eslint.config.mjs', `import curfew from 'curfew/eslint';\n${second}`);
    expect(await eslint(place.path)).toEqual(found);
  });

  it('has configurations of oxlint that work', async () => {
    using place = folder([['src/auth.js', HANDLER]]);
    installed(place);
    const [json = '', module_ = ''] = blocks('oxlint');
    place.write('.oxlintrc.json', json);
    expect((await oxlint(place, 'src')).map(({ rule }) => rule)).toContain('logout-no-backend-effect');
    place.write('oxlint.config.ts', module_);
    const told = await oxlint(place, '--config', 'oxlint.config.ts', 'src');
    expect(told.map(({ rule }) => rule)).toContain('logout-no-backend-effect');
  });

  it('allows a finding as it says', async () => {
    const [block = ''] = [...text.matchAll(/^```ts\n(\/\/ curfew-ignore[^]*?)^```$/gm)].map(
      ([, code]) => code,
    );
    const code = `import express from 'express';
import { sessions } from './sessions.ts';

const app = express();
const endSession = async (req, res) => {
  await sessions.delete({ id: req.cookies.sid });
  res.clearCookie('sid').redirect('/');
};
${block.replace('/session/end', '/logout')}`;
    using place = folder([
      ['allowed.ts', code],
      ['reported.ts', code.replace(/\/\/ curfew-ignore.*/, '')],
    ]);
    const found = async (file: string): Promise<string[]> =>
      (await checkPaths([file], { cwd: place.path })).findings.map(({ rule }) => rule);
    expect(await found('reported.ts')).toEqual(['logout-via-get']);
    expect(await found('allowed.ts')).toEqual([]);
  });

  it('has a hook that fails before a commit, and so do the files by themselves', async () => {
    using place = folder([
      ['src/auth.js', HANDLER],
      ['src/other.js', 'export const one = 1;\n'],
    ]);
    const hook = /entry: npx curfew audit code (.*)/.exec(text)?.[1] ?? '';
    expect(await auditCode(place.path, ...hook.split(' '))).toMatchObject({ code: 1 });
    expect(await auditCode(place.path, 'src/other.js', 'src/auth.js')).toMatchObject({ code: 1 });
    expect(await auditCode(place.path, 'src/other.js')).toMatchObject({ code: 0 });
    expect(await auditCode(place.path, 'src/gone.js')).toMatchObject({ code: 3 });
  });
});
