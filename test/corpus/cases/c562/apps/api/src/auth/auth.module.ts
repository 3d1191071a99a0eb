import { Module } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { JwtModule } from '@nestjs/jwt';
import { SessionsModule } from '../sessions/sessions.module';
import { AuthService } from './auth.service';
import { AccessGuard } from './access.guard';

@Module({
  imports: [
    SessionsModule,
    JwtModule.registerAsync({
      imports: [ConfigModule],
      inject: [ConfigService],
      useFactory: (config: ConfigService) => ({
        secret: config.getOrThrow<string>('auth.secret'),
        signOptions: {
          issuer: config.get('auth.issuer'),
          expiresIn: config.get<string>('auth.accessTtl', '20m'),
        },
      }),
    }),
  ],
  providers: [AuthService, AccessGuard],
  exports: [AuthService, AccessGuard],
})
export class AuthModule {}
