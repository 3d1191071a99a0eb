import { Module } from '@nestjs/common';
import { HttpDefaultsModule } from '@acme/http';
import { SessionModule } from '@acme/session';
import { MeController } from './me/me.controller';
import { CustomerService } from './customers/customer.service';

@Module({
  imports: [HttpDefaultsModule, SessionModule],
  controllers: [MeController],
  providers: [CustomerService],
})
export class AppModule {}
