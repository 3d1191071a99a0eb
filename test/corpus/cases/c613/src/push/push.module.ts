import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ForgetDevicesHandler } from './forget-devices.handler';
import { PushService } from './push.service';

@Module({
  imports: [CqrsModule],
  providers: [PushService, ForgetDevicesHandler],
  exports: [PushService],
})
export class PushModule {}
