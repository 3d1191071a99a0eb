import { sessionEvents } from './session-events.js';

let active = 0;

sessionEvents.on('session:started', () => {
  active += 1;
});

export const activeSessions = (): number => active;
