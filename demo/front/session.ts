import { createSession, safeUrl } from 'curfew/client';
import { keepReport } from './inside/report.ts';

/**
 * The login of this browser. Whatever ends it, the button, another tab, a 401 or the way back from another page, ends
 * in `onSignedOut`, the one place that navigates: a page that is loaded anew holds nothing of the old one in memory.
 */
export const session = createSession({
  name: 'demo',
  onSignedOut(report) {
    keepReport(report);
    location.replace(safeUrl(location.pathname));
  },
});
