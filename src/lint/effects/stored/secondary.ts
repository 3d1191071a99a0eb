import { saysRevoked } from '../../words.ts';
import type { Effect } from '../effect.ts';

const BESIDE =
  /cache|presence|online|\bpush|fcm|apns|notif|metric|analytic|search|last_?seen|socket|room|webhook|cdn|stat(s|istic)|counter|avatar|cart|draft|typing/i;
const ITSELF = /token|sess|jwt|jti|\bsid\b|log_?(in|out)|sign_?(in|out)|credential|refresh/i;
/** Hooks of somebody else, who is told of the logout. */
const TOLD =
  /^(on|before|after|did|will)[A-Z]|hook|callback|trigger|notify|^emit|^broadcast|^publish|listener/i;

/** Whether an effect is about something beside the session: a cache of profiles, who is online, a hook. */
export function isSecondary({ about, site, kind }: Pick<Effect, 'about' | 'site' | 'kind'>): boolean {
  if (kind === 'unknown' && TOLD.test(site?.method ?? '')) return true;
  const said = `${site?.owner ?? ''}.${site?.method ?? ''} ${about}`;
  return BESIDE.test(said) && !ITSELF.test(said) && !saysRevoked(said);
}
