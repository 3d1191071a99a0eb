import type * as t from '@babel/types';
import type { Func } from '../engine/types.ts';
import type { Site } from './site.ts';

/** What one call or assignment does to the world. */
export interface Effect {
  readonly kind: EffectKind;
  readonly node: t.Node;
  readonly func: Func;
  readonly site?: Site | undefined;
  /** What it is about, as text to be searched for words. */
  readonly about: string;
  /** Of `end-session`: whether the session lives in a cookie, where ending it ends nothing; undefined if unseen. */
  readonly sealed?: boolean | undefined;
  /** Of `unknown`: whether it may well end a session. Of `emit`: whether somebody unseen may act on it. */
  readonly plausible?: boolean | undefined;
}

type EffectKind =
  /** Changes state of the server that lasts beyond the request. */
  | 'write'
  /** Only records what happened, or how somebody was last seen. */
  | 'audit'
  | 'read'
  | 'end-session'
  | 'clear-cookie'
  | 'set-cookie'
  /** Calls an HTTP API, or sends something to a server. */
  | 'http'
  /** Removes something from a browser's or a device's storage; or stores it. */
  | 'unstore'
  | 'store'
  | 'dispatch'
  | 'respond'
  | 'sign'
  | 'verify'
  | 'emit'
  /** Calls what is not there to read. */
  | 'unknown';
