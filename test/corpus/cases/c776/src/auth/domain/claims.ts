import type { Employee } from '../../employees/employee.entity';

export const CLAIM = {
  ROLES: 'https://acme.example/roles',
  CREDENTIALS: 'https://acme.example/cred_ver',
} as const;

export const toClaims = (employee: Employee) => ({
  sub: employee.id,
  name: employee.displayName,
  [CLAIM.ROLES]: employee.roles.getIdentifiers(),
  [CLAIM.CREDENTIALS]: employee.credentialsVersion,
});
