import mitt from 'mitt';

export type AppEvents = {
  'auth:login': { userId: string };
  'auth:logout': { userId: string };
  'auth:signed-out': undefined;
  'toast': { text: string; kind: 'info' | 'error' };
};

export const bus = mitt<AppEvents>();
