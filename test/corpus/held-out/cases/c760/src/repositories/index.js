export * as users from './users.repo.js';
export * as invoices from './invoices.repo.js';
