import express from 'express';
import { principal } from '@rail/gate';
import { logIn } from './logIn';
import { signOff } from './signOff';

export const app = express()
  .use(express.json())
  .post('/log-in', logIn)
  .post('/sign-off', principal, signOff);
