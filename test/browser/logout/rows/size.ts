import { gzippedSize } from '../../../support/browser/bundle.ts';
import type { Row } from '../row.ts';

/** Bytes: what a page may have to load for all that `curfew/client` exports, and for one binding. */
const CLIENT = 3_000;
const BINDING = 1_000;
const BINDINGS = ['purge', 'redux', 'axios', 'react', 'tanstack-query', 'apollo', 'zustand', 'jotai'];

export const bundleSize: Row = {
  number: 20,
  name: 'The size of what is loaded, minified and gzipped',
  usual: [],
  apps: ['curfew'],
  async run({ finding }) {
    const client = await gzippedSize('client');
    finding.note(`curfew/client larger than ${CLIENT} bytes`, client > CLIENT);
    finding.measured.push(`curfew/client ${client} bytes`);
    const sizes = await Promise.all(BINDINGS.map(gzippedSize));
    for (const size of sizes) finding.note(`a binding larger than ${BINDING} bytes`, size > BINDING);
    finding.measured.push(`the largest binding ${Math.max(...sizes)} bytes`);
  },
};
