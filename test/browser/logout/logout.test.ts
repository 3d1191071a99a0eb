import { describe } from 'vitest';
import { launchChromium } from '../../support/browser/chromium.ts';
import { rows } from './rows/index.ts';
import { suite } from './suite.ts';

describe('in Chromium', () => {
  suite(rows, launchChromium, { atOnce: true });
});
