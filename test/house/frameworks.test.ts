import { expect, it } from 'vitest';
import { documents } from './markdown.ts';
import { filesIn, read } from './sources.ts';

/** The examples that have a part which is shown in the documentation. */
const shown = filesIn('examples', (file) =>
  /^\/\/ #region quick start$/m.test(/\.[jt]s$/.test(file) ? read(file) : ''),
);

it('finds the quick starts, so that an empty list proves nothing', () => {
  expect(shown).toEqual(
    expect.arrayContaining(['fastify', 'hono', 'koa'].map((name) => `examples/${name}.ts`)),
  );
});

it.each(shown)(
  'the documentation shows the quick start of %s, to the letter, in at most ten lines',
  (file) => {
    const [, region = ''] = /^\/\/ #region quick start\n([^]*?)^\/\/ #endregion/m.exec(read(file)) ?? [];
    expect(region.trim().split('\n').length).toBeLessThanOrEqual(10);
    const blocks = documents().flatMap((one) => [...read(one).matchAll(/^```[jt]s\n([^]*?)^```/gm)]);
    expect(blocks.map(([, block]) => block)).toContain(region);
  },
);

it('shows that of Express beside its documentation, too', () => {
  const [, region = ''] =
    /^\/\/ #region readme\n([^]*?)^\/\/ #endregion/m.exec(read('examples/express.ts')) ?? [];
  expect(region.trim().split('\n').length).toBeLessThanOrEqual(10);
  expect(read('docs/express.md')).toContain(`\`\`\`ts\n${region}\`\`\``);
});

it.each([
  ['examples/client-alone.ts', 'session', 'docs/client.md', 'logoutUrl'],
  ['examples/redux.ts', 'logout', 'docs/redux.md', 'performLogout'],
])('the documentation shows a part of %s, to the letter', (file, name, page, word) => {
  const [, region = ''] =
    new RegExp(`^ {2}// #region ${name}\\n([^]*?)^ {2}// #endregion`, 'm').exec(read(file)) ?? [];
  expect(region).toContain(word);
  expect(read(page)).toContain(`\`\`\`ts\n${region.replaceAll(/^ {2}/gm, '')}\`\`\``);
});

it('shows ten lines for Next, whose every line is in the file of the example that it names', () => {
  const [, chapter = ''] = /^## Next\n([^]*?)^## /m.exec(read('docs/frameworks.md')) ?? [];
  const [first = '', ...blocks] = [...chapter.matchAll(/^```js\n([^]*?)^```/gm)].map(([, code = '']) => code);
  const lines = blocks.map((block) => block.trim().split('\n'));
  expect(first.trim().split('\n').length + (lines[0]?.length ?? 0)).toBeLessThanOrEqual(10);
  expect(lines.flat().length).toBeGreaterThan(5);
  for (const line of lines.flat()) {
    const [, code = line, file = ''] = /^(.*;) \/\/ (\S+)$/.exec(line) ?? [];
    expect(read(`examples/next/${file}`).replaceAll(/\s+/g, ' '), file).toContain(code);
  }
});
