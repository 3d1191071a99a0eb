import { registerAs } from '@nestjs/config';

export default registerAs('refresh', () => ({
  secret: process.env.JWT_REFRESH_SECRET as string,
  expiresIn: process.env.JWT_REFRESH_TTL ?? '14d',
}));
