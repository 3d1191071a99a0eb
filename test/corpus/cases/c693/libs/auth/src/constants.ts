export const NS = 'ledger';
export const BEARER = 'Bearer ';
