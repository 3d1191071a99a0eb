import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DevicesModule } from '../devices/devices.module';
import { AuthController } from './auth.controller';
import { SignInHandler } from './commands/sign-in.handler';
import { SignOutHandler } from './commands/sign-out.handler';
import { SessionEntity } from './entities/session.entity';
import { UserSignedInHandler } from './events/handlers/user-signed-in.handler';

@Module({
  imports: [CqrsModule, DevicesModule, TypeOrmModule.forFeature([SessionEntity])],
  controllers: [AuthController],
  providers: [SignInHandler, SignOutHandler, UserSignedInHandler],
})
export class AuthModule {}
