import { EventEmitter } from 'node:events';

export const emitter = new EventEmitter({ captureRejections: true });
emitter.on('error', (err) => console.error('event handler failed', err));
