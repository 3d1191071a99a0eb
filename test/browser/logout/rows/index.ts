import type { Row } from '../row.ts';
import { backButton } from './back.ts';
import { brokenStep, clearSiteData, databaseInUse, nextPerson } from './cleaning.ts';
import { openConnections, partitionedFrame } from './connections.ts';
import { lateAnswers, refreshInFlight, refusedLogout } from './late.ts';
import { closedAtOnce, crossOrigin, serverDown } from './leaving.ts';
import { redirects } from './redirects.ts';
import { bundleSize } from './size.ts';
import { otherTabWrites, pendingWrite, serverHangs } from './storage.ts';
import { oneRefresh, otherTabHears } from './tabs.ts';

/** All tests, in the order of the table. */
export const rows: readonly Row[] = [
  pendingWrite,
  otherTabWrites,
  serverHangs,
  closedAtOnce,
  serverDown,
  lateAnswers,
  refreshInFlight,
  refusedLogout,
  oneRefresh,
  otherTabHears,
  backButton,
  crossOrigin,
  databaseInUse,
  clearSiteData,
  redirects,
  nextPerson,
  brokenStep,
  openConnections,
  partitionedFrame,
  bundleSize,
];
