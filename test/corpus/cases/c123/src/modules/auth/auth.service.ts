export class AuthService {
  async logout(_userId: string): Promise<boolean> {
    // FIXME: revoke the token, needs redis in production
    return true;
  }
}
