import type { Probe } from '../probe.ts';
import { replay } from './p01-replay.ts';
import { timeToDeath } from './p02-time-to-death.ts';
import { refresh } from './p03-refresh.ts';
import { scope } from './p04-scope.ts';
import { race } from './p05-race.ts';
import { doubleSpend } from './p06-double-spend.ts';
import { inFlight } from './p07-in-flight.ts';
import { deletion } from './p08-deletion.ts';
import { flags } from './p09-flags.ts';
import { cache } from './p10-cache.ts';
import { clearSiteData } from './p11-clear-site-data.ts';
import { crossSite } from './p12-cross-site.ts';
import { honesty } from './p13-honesty.ts';
import { outage } from './p14-outage.ts';
import { sockets } from './p15-sockets.ts';
import { passwordChange } from './p16-password-change.ts';
import { reLogin } from './p17-re-login.ts';
import { backchannel } from './p18-backchannel.ts';

/** Every probe, in the order in which they run: what may disturb an application comes last. */
export const PROBES: readonly Probe[] = [
  replay,
  timeToDeath,
  refresh,
  scope,
  inFlight,
  deletion,
  flags,
  cache,
  clearSiteData,
  crossSite,
  honesty,
  sockets,
  reLogin,
  backchannel,
  race,
  doubleSpend,
  passwordChange,
  outage,
];
