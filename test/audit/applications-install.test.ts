import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../support/ports.ts';
import { temporaryFolder } from '../support/processes.ts';
import { installed, type Installation } from './applications/installed.ts';

/** An installation of `packages`, as a lockfile has them, into a folder that is not there yet. */
function installation(packages: Readonly<Record<string, object>> = {}): Required<Installation> {
  const temporary = temporaryFolder();
  onTestFinished(() => temporary[Symbol.dispose]());
  const manifest = join(temporary.path, 'manifest');
  mkdirSync(manifest);
  const dependencies = Object.fromEntries(Object.keys(packages).map((name) => [name, '1.0.0']));
  const own = { name: 'own', dependencies };
  const entries = Object.entries(packages).map(([name, entry]) => [`node_modules/${name}`, entry]);
  const lock = { name: 'own', lockfileVersion: 3, packages: { '': own, ...Object.fromEntries(entries) } };
  writeFileSync(join(manifest, 'package.json'), JSON.stringify(own));
  writeFileSync(join(manifest, 'package-lock.json'), JSON.stringify(lock));
  return { manifest, cache: join(temporary.path, 'cache'), env: { ...process.env } };
}

it('installs once when two begin at the same time, and finds it again', async () => {
  const options = installation();
  const [one, other] = await Promise.all([installed(options), installed(options)]);
  expect(other).toBe(one);
  expect(await installed({ ...options, env: { ...options.env, PATH: '' } }), 'without npm').toBe(one);
  expect(readdirSync(options.cache)).toEqual([one.slice(options.cache.length + 1)]);
});

it('installs anew when the lockfile has changed, and takes what is old away, but nothing that may be under way', async () => {
  const options = installation();
  const first = await installed(options);
  const [killed, beside] = ['installing-killed', 'installing-beside'].map((name) =>
    join(options.cache, name),
  ) as [string, string];
  for (const folder of [killed, beside]) mkdirSync(folder);
  utimesSync(killed, 0, 0);
  const { manifest } = installation({});
  writeFileSync(join(manifest, 'package.json'), JSON.stringify({ name: 'own', version: '2.0.0' }));
  const second = await installed({ ...options, manifest });
  expect(second).not.toBe(first);
  expect(readdirSync(options.cache).map((name) => join(options.cache, name))).toEqual([second, beside]);
});

it('says what is missing when there is no network, and leaves nothing behind', async () => {
  const options = installation({ 'is-not-there': { version: '1.0.0', integrity: 'sha512-AAAA' } });
  const env = {
    ...options.env,
    npm_config_registry: `http://127.0.0.1:${await freePort()}/`,
    npm_config_fetch_retries: '0',
  };
  await expect(installed({ ...options, env })).rejects.toThrow(
    /^npm ci could not install the real applications .* needs the npm registry once:\n[^]*ECONNREFUSED/,
  );
  expect(readdirSync(options.cache)).toEqual([]);
});
