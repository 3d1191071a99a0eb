import { DynamicModule, Module } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { JwtModule } from '@nestjs/jwt';
import { TokenFactory } from './token.factory';
import { BearerStrategy } from './bearer.strategy';

@Module({})
export class AuthLibModule {
  static forRoot(): DynamicModule {
    return {
      module: AuthLibModule,
      imports: [
        JwtModule.registerAsync({
          imports: [ConfigModule],
          inject: [ConfigService],
          useFactory: async (config: ConfigService) => ({
            secret: config.get('JWT_SECRET'),
            signOptions: { expiresIn: config.get('JWT_EXPIRES_IN', '7d') },
          }),
        }),
      ],
      providers: [TokenFactory, BearerStrategy],
      exports: [TokenFactory],
    };
  }
}
