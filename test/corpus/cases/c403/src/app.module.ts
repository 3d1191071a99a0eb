import { Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccountModule } from './account/account.module';
import { SessionGuard } from './account/session.guard';
import { CatalogModule } from './catalog/catalog.module';
import { PrivateCacheInterceptor } from './common/private-cache.interceptor';

@Module({
  imports: [AccountModule, CatalogModule],
  providers: [
    { provide: APP_GUARD, useClass: SessionGuard },
    { provide: APP_INTERCEPTOR, useClass: PrivateCacheInterceptor },
  ],
})
export class AppModule {}
