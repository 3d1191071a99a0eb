import { randomBytes } from 'crypto';
import { singleton } from 'tsyringe';
import { AppDataSource } from '../data-source';
import { Member } from './member.entity';
import { MemberSession } from './member-session.entity';
import { passwordMatches } from './password';

@singleton()
export class AuthUseCases {
  private readonly members = AppDataSource.getRepository(Member);
  private readonly sessions = AppDataSource.getRepository(MemberSession);

  async signIn(email: string, password: string) {
    const member = await this.members.findOneBy({ email });
    if (!member || !(await passwordMatches(password, member.passwordHash))) return null;
    return this.sessions.save({
      id: randomBytes(32).toString('hex'),
      memberId: member.id,
      expiresAt: new Date(Date.now() + 30 * 86_400_000),
    });
  }

  async member(sessionId?: string) {
    if (!sessionId) return null;
    const session = await this.sessions.findOneBy({ id: sessionId });
    if (!session || session.expiresAt < new Date()) return null;
    return this.members.findOne({ where: { id: session.memberId }, select: ['id', 'name', 'email', 'plan'] });
  }

  async signOut(sessionId?: string) {
    if (sessionId) await this.sessions.delete({ id: sessionId });
  }
}
