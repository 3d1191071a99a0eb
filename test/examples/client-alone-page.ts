import { createApp } from '../../examples/client-alone.ts';

declare global {
  interface Window {
    readonly alone: ReturnType<typeof createApp>;
    /** Logs out, and writes the report where the next page finds it: this one leaves in the middle of it. */
    logOut(): Promise<void>;
  }
}

const alone = createApp();
Object.assign(window, {
  alone,
  logOut: async () => localStorage.setItem('report', JSON.stringify(await alone.logout())),
});
