import { SetMetadata } from '@nestjs/common';

export const PUBLIC_CACHE = 'publicCacheSeconds';
export const PublicCache = (seconds: number) => SetMetadata(PUBLIC_CACHE, seconds);
