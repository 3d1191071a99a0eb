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
