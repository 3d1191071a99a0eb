import { EventEmitter } from 'node:events';

export type LogoutEvents = { 'session:started': [id: string]; 'user:loggedOut': [id: string] };

export const sessionEvents = new EventEmitter<LogoutEvents>();
