import ms from 'ms';

export const LIFETIMES = {
  access: ms('5m') / 1000,
  refresh: ms('21d') / 1000,
} as const;
