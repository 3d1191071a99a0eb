import { DynamicModule, Module } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { JwtModule, JwtModuleOptions } from '@nestjs/jwt';
import { TokenIssuer } from './token-issuer';

@Module({})
export class TokensModule {
  static forRoot(): DynamicModule {
    return {
      module: TokensModule,
      imports: [
        JwtModule.registerAsync({
          imports: [ConfigModule],
          inject: [ConfigService],
          useFactory: (config: ConfigService): JwtModuleOptions => ({
            privateKey: config.getOrThrow<string>('JWT_PRIVATE_KEY'),
            publicKey: config.getOrThrow<string>('JWT_PUBLIC_KEY'),
            signOptions: {
              algorithm: 'ES256',
              issuer: 'https://id.acme.example',
              expiresIn: config.get('JWT_ACCESS_TTL', '10m'),
            },
          }),
        }),
      ],
      providers: [TokenIssuer],
      exports: [TokenIssuer],
    };
  }
}
