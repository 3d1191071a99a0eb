export class TokenRegistry {
  private readonly revoked = new Map<string, number>();

  constructor(sweepEvery = 10 * 60_000) {
    setInterval(() => this.sweep(), sweepEvery).unref();
  }

  revoke(jti: string, exp: number): void {
    this.revoked.set(jti, exp);
  }

  isRevoked(jti: string): boolean {
    return this.revoked.has(jti);
  }

  private sweep(): void {
    const now = Date.now() / 1000;
    for (const [jti, exp] of this.revoked) {
      if (exp < now) this.revoked.delete(jti);
    }
  }
}

export const registry = new TokenRegistry();
