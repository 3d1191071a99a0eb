import { describe } from 'vitest';
import { launchFirefox } from '../../support/browser/firefox.ts';
import { findFirefox } from '../../../tools/firefox.mjs';
import { rows } from './rows/index.ts';
import { ALL } from './scene.ts';
import { suite } from './suite.ts';

const executable = findFirefox();
// Nobody shall think that they have passed: they count as skipped, and this is said.
if (executable === undefined)
  console.warn('No Firefox was found: the tests of the logout were not run in it. Set FIREFOX to its path.');

describe.skipIf(executable === undefined)('in Firefox', () => {
  // By default it is other tabs, storage and the back button alone.
  const chosen = rows.filter(({ firefox }) => firefox === 'always' || (ALL && firefox));
  suite(chosen, () => launchFirefox(executable ?? ''), { atOnce: false });
});
