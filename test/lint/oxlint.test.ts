import { readFileSync } from 'node:fs';
import curfew from 'curfew/eslint';
import { expect, it } from 'vitest';
import { EXCUSE, FORGOTTEN, HANDLER } from './support/eslint.ts';
import { folder, type Folder } from './support/folder.ts';
import { installed, oxlint } from './support/oxlint.ts';

/** A project that uses the plugin by the name of the package. */
function project(files: Record<string, string>, more: object = {}): Folder {
  const place = folder(Object.entries(files));
  installed(place);
  const { rules } = curfew.configs.recommended;
  const config = { jsPlugins: ['curfew/eslint'], categories: { correctness: 'off' }, rules, ...more };
  place.write('.oxlintrc.json', JSON.stringify(config));
  return place;
}

it('oxlint takes the plugin by jsPlugins, and reports errors and warnings', async () => {
  using place = project({ 'src/auth.js': EXCUSE });
  const told = await oxlint(place, 'src');
  expect(told.map(({ rule, severity, file, line }) => `${rule} ${severity} ${file}:${line}`)).toEqual([
    'logout-no-backend-effect error src/auth.js:6',
    'missing-no-store warning src/auth.js:6',
  ]);
});

it('oxlint takes the settings, and tells of wrong ones', async () => {
  const files = { 'src/auth.js': HANDLER };
  using right = project(files, { settings: { curfew: { budget: 900_000 } } });
  expect((await oxlint(right, 'src')).map(({ rule }) => rule)).toEqual(['logout-no-backend-effect']);
  using wrong = project(files, { settings: { curfew: { bugdet: 900_000 } } });
  const told = (await oxlint(wrong, 'src')).map(({ message }) => message).join('\n');
  expect(told).toContain('settings.curfew.bugdet: unknown');
});

it('oxlint applies the safe fixes', async () => {
  using place = project({ 'src/auth.js': FORGOTTEN });
  await oxlint(place, '--fix', 'src');
  expect(readFileSync(`${place.path}/src/auth.js`, 'utf8')).toBe(
    FORGOTTEN.replace('  redis.del', '  await redis.del'),
  );
});

it('oxlint can take all levels from the plugin itself', async () => {
  using place = project({ 'src/auth.js': EXCUSE });
  place.write(
    'oxlint.config.ts',
    `import curfew from 'curfew/eslint';

export default { jsPlugins: ['curfew/eslint'], rules: curfew.configs.strict.rules };
`,
  );
  const told = await oxlint(place, '--config', 'oxlint.config.ts', 'src');
  expect(told.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['stateless-excuse', 'missing-no-store']),
  );
});
