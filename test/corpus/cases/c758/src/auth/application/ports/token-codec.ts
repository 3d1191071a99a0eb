export const TOKEN_CODEC = Symbol('TokenCodec');

export interface RefreshClaims {
  sub: string;
  sid: string;
}

export interface AccessClaims extends RefreshClaims {
  roles: string[];
}

export interface TokenCodec {
  readRefresh(token: string): Promise<RefreshClaims | null>;
  writeAccess(claims: AccessClaims): Promise<string>;
}
