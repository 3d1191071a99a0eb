import { NestFactory } from '@nestjs/core';
import { TypeormStore } from 'connect-typeorm';
import * as session from 'express-session';
import * as passport from 'passport';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module';
import { SessionEntity } from './auth/session.entity';

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  const sessions = app.get(DataSource).getRepository(SessionEntity);
  app.use(
    session({
      name: 'INTRANET_SESSION',
      secret: process.env.SESSION_SECRET,
      resave: false,
      saveUninitialized: false,
      store: new TypeormStore({ cleanupLimit: 10 }).connect(sessions),
      cookie: { maxAge: 86400000 },
    }),
  );
  app.use(passport.initialize());
  app.use(passport.session());
  await app.listen(3001);
}
bootstrap();
