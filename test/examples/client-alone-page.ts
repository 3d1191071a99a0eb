import { createApp } from '../../examples/client-alone.ts';

declare global {
  interface Window {
    readonly alone: ReturnType<typeof createApp>;
  }
}

Object.assign(window, { alone: createApp() });
