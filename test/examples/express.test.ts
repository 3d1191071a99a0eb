import { it } from 'vitest';
import { expectRoundTrip } from './round-trip.ts';

it('logs in, refreshes, logs out, and is out', () =>
  expectRoundTrip(() => import('../../examples/express.ts'), 'form'));
