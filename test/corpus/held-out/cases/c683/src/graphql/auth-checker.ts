import type { AuthChecker } from 'type-graphql';
import type { GqlContext } from './context';

export const authChecker: AuthChecker<GqlContext> = ({ context }, roles) => {
  if (!context.viewer) return false;
  if (roles.length === 0) return true;
  return roles.some((role) => context.viewer!.roles.includes(role));
};
