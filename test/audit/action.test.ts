import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/audit/outcome.ts';
import { codeIn, rowsOf } from '../house/markdown.ts';
import { read } from '../house/sources.ts';
import { folder, type Folder } from '../lint/support/folder.ts';
import { action, runStep } from './support/action.ts';
import { PASSWORD, tokenApp, USER } from './support/setup-apps.ts';
import { Served } from './support/setup-server.ts';

const STATELESS = `export function logout(req, res) {
  res.clearCookie('sid');
  res.json({ ok: true });
}
`;
const QUICK = '--probe\nP01\n--patience\n300ms\n';
const env = { WHO: USER, PASS: PASSWORD };

/** A repository with a plan for the application, and code. */
function repository(origin: string, code = STATELESS): Folder {
  const plan = `
base: ${origin}
login: {post: /api/v1/auth/login, json: {email: $WHO, password: $PASS}}
capture: {access: $.data.token}
me: {get: /api/v1/users/me, auth: "Bearer {access}"}
logout: {post: /api/v1/auth/logout, auth: "Bearer {access}"}
`;
  return folder([
    ['plans/my audit.yaml', plan],
    ['src/auth routes/logout.js', code],
  ]);
}

const reports = (place: Folder, at = 'curfew-reports'): string[] =>
  readdirSync(path.join(place.path, at)).toSorted();
const LIVE = ['html', 'json', 'sarif', 'svg', 'xml'].map((ending) => `logout.${ending}`);
const STATIC = ['code.json', 'code.sarif'];

describe('action.yml', () => {
  it('documents its inputs and outputs in docs/ci.md, and no others', () => {
    const { inputs, outputs } = action();
    const rows = rowsOf(read('docs/ci.md')).map(([first = '']) => codeIn(first)[0] ?? '');
    const listed = rows.filter((name) => /^[a-z]+$/.test(name)).toSorted();
    expect(listed).toEqual([...Object.keys(inputs), ...Object.keys(outputs)].toSorted());
  });

  it('uses each input, and gives none of them to a shell to read', () => {
    const { inputs, runs } = action();
    const text = read('action.yml');
    for (const name of Object.keys(inputs)) expect(text).toContain(`inputs.${name}`);
    for (const { run = '' } of runs.steps) expect(run).not.toContain('${{');
  });

  it.each([
    ['22.13.0', true],
    ['26.1.0', true],
    ['22.12.9', false],
    ['20.20.2', false],
  ])('leaves the Node of the job where it is new enough: %s', async (version, isNew) => {
    const versions = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'${version}'}})`;
    using place = folder([
      ['bin/node', `#!/bin/sh\nexec '${process.execPath}' --import "${versions}" "$@"\n`],
    ]);
    chmodSync(`${place.path}/bin/node`, 0o755);
    const paths = `${place.path}/bin:${process.env['PATH'] ?? ''}`;
    expect((await runStep(place.path, 'node', {}, { PATH: paths })).outputs).toBe(`new=${isNew}\n`);
  });

  it('brings a Node where there is none', async () => {
    using place = folder([['bin/node', '#!/bin/sh\nexit 127\n']]);
    chmodSync(`${place.path}/bin/node`, 0o755);
    const paths = `${place.path}/bin:${process.env['PATH'] ?? ''}`;
    expect((await runStep(place.path, 'node', {}, { PATH: paths })).outputs).toBe('new=false\n');
  });
});

describe('the step that audits', () => {
  it('fails for a logout that ends nothing, and writes every report', async () => {
    await using served = await Served.start(tokenApp({ leaky: true }));
    using place = repository(served.origin);
    const inputs = { plan: 'plans/my audit.yaml', arguments: QUICK };
    const ran = await runStep(place.path, 'audit', inputs, env);
    expect(ran, ran.printed).toMatchObject({ code: 1, outputs: 'verdict=fail\n' });
    expect(reports(place)).toEqual(LIVE);
    for (const name of LIVE)
      expect(readFileSync(`${place.path}/curfew-reports/${name}`, 'utf8')).not.toContain(PASSWORD);
  });

  it('passes for one that holds, and for code that is sound', async () => {
    await using served = await Served.start(tokenApp());
    using place = repository(
      served.origin,
      'export const logout = async (req) => req.db.sessions.delete(req.sid);\n',
    );
    const inputs = {
      plan: 'plans/my audit.yaml',
      arguments: QUICK,
      code: '\nsrc/auth routes\n',
      reports: 'my reports',
    };
    const ran = await runStep(place.path, 'audit', inputs, env);
    expect(ran, ran.printed).toMatchObject({ code: 0, outputs: 'verdict=pass\n' });
    expect(reports(place, 'my reports')).toEqual([...STATIC, ...LIVE].toSorted());
    const outcome = JSON.parse(readFileSync(`${place.path}/my reports/logout.json`, 'utf8')) as Outcome;
    expect(outcome.probes.map(({ id }) => id)).toEqual(['P01']);
  });

  it('fails for the code alone, and says nothing about a running application', async () => {
    using place = repository('http://127.0.0.1:1');
    const ran = await runStep(place.path, 'audit', { code: 'src' });
    expect(ran, ran.printed).toMatchObject({ code: 1, outputs: '' });
    expect(reports(place)).toEqual(STATIC);
  });

  it('joins both: the failing probe points at the line', async () => {
    await using served = await Served.start(tokenApp({ leaky: true }));
    using place = repository(served.origin);
    const inputs = { plan: 'plans/my audit.yaml', arguments: QUICK, code: 'src' };
    const ran = await runStep(place.path, 'audit', inputs, env);
    expect(ran, ran.printed).toMatchObject({ code: 1, outputs: 'verdict=fail\n' });
    expect(readFileSync(`${place.path}/curfew-reports/logout.sarif`, 'utf8')).toContain(
      'src/auth%20routes/logout.js',
    );
  });

  it('ends with 3 where it could not begin, and an old report is not taken for its own', async () => {
    using place = repository('http://127.0.0.1:1');
    place.write('curfew-reports/logout.json', JSON.stringify({ verdict: 'pass' } satisfies Partial<Outcome>));
    place.write('curfew-reports/mine.txt', 'mine');
    const ran = await runStep(place.path, 'audit', { plan: 'plans/my audit.yaml' }, env);
    expect(ran, ran.printed).toMatchObject({ code: 3, outputs: '' });
    expect(reports(place)).toEqual(['mine.txt']);
    const nothing = await runStep(place.path, 'audit');
    expect(nothing.code).toBe(3);
    expect(nothing.printed).toContain('nothing was audited');
  });

  it('gives the budget to the check of the code, and tells of a wrong one', async () => {
    using place = repository('http://127.0.0.1:1');
    const ran = await runStep(place.path, 'audit', { code: 'src', budget: 'soon' });
    expect(ran).toMatchObject({ code: 3 });
    expect(ran.printed).toContain('--budget');
    expect(existsSync(`${place.path}/curfew-reports/code.json`)).toBe(false);
  });
});
