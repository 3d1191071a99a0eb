import * as purge from 'curfew/purge';

declare global {
  interface Window {
    readonly purge: typeof purge;
  }
}

Object.assign(window, { purge });
