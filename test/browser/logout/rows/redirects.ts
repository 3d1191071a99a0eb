import type { Row } from '../row.ts';

/** Where somebody else would have the browser go after the login. */
const TARGETS: readonly string[] = [
  'https://evil.test',
  '//evil.test',
  '///evil.test',
  '////evil.test/',
  '/\\evil.test',
  '\\/evil.test',
  '\\\\evil.test',
  '/..//evil.test',
  '/.//evil.test',
  '/a/..//evil.test',
  '/%2e%2e//evil.test',
  '/\t/evil.test',
  '/\n/evil.test',
  '\t//evil.test',
  ' //evil.test',
  '/\\\\evil.test',
  'http:evil.test',
  'https:/evil.test',
  'https:\\\\evil.test',
  'javascript:alert(1)',
  'JaVa\tScript:alert(1)',
  'data:text/html,evil',
  'blob:https://evil.test/1',
  '//localhost:1/',
  'http://localhost:1/',
  '//user@evil.test',
  'http://localhost@evil.test/',
  'ftp://localhost/',
  '',
];

export const redirects: Row = {
  number: 15,
  name: 'A redirect that somebody else chose',
  usual: [],
  firefox: 'comparison',
  async run(scene) {
    const page = await scene.tab();
    const origin = new URL(scene.server.url).origin;
    for (const next of TARGETS) {
      const url = await page.evaluate((target) => window.app.after(target), next);
      scene.note('leads to another origin', new URL(url).origin !== origin);
    }
    const here = await page.evaluate(() => window.app.after('/orders?page=2#last'));
    scene.note('a path of this origin is refused', here !== `${origin}/orders?page=2#last`);
  },
};
