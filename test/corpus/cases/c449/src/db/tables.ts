export const T = {
  users: 'users',
  invoices: 'invoices',
  deadTokens: 'dead_tokens',
} as const;
