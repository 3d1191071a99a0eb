import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import base from '../../vitest.config.ts';
import { parts } from './parts.mjs';

const wanted = process.env['PART'];
const include = Object.entries(parts).flatMap(([name, { tests }]) =>
  wanted === undefined || wanted === name ? tests : [],
);

/** The order of the list: the first test that notices a mutant ends its trial, so the cheapest come first. */
class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number =>
      include.findIndex((test) => moduleId.endsWith(`/${test}`));
    return files.toSorted((one, other) => place(one) - place(other));
  }
}

/** The tests of one part, for Stryker; of all parts without PART. Few worlds: they come last, for what is left. */
export default defineConfig({
  resolve: base.resolve ?? {},
  test: {
    include,
    env: { SEEDS: '4' },
    setupFiles: ['tools/mutation/setup.ts'],
    sequence: { sequencer: InOrder },
    testTimeout: 30_000,
    fsModuleCache: false,
  },
});
