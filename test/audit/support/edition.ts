import type { Edition } from '../../../src/audit/report/edition.ts';
import { passing } from './outcomes.ts';

/** What a report says besides the outcome: another run to compare with, and a line of the source. */
export const edition: Edition = {
  version: '1.2.3',
  plan: 'audit.yaml',
  previous: passing,
  sources: {
    P01: [
      {
        rule: 'auth-signature-only',
        file: 'src/guard.ts',
        line: 31,
        message: 'Why.',
        level: 'error',
        certainty: 'cannot-see-callee',
      },
    ],
  },
};
