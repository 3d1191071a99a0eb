import nodemailer from 'nodemailer';
import config from '../config/config.js';
import logger from '../config/logger.js';

const transport = nodemailer.createTransport(config.email.smtp);
if (config.env !== 'test') {
  transport
    .verify()
    .then(() => logger.info('Connected to email server'))
    .catch(() => logger.warn('Unable to connect to email server'));
}

export const sendEmail = (to, subject, text) => transport.sendMail({ from: config.email.from, to, subject, text });

export const sendConfirmation = (to, token) =>
  sendEmail(
    to,
    'Please confirm your address',
    `Hello,\n\nplease confirm your address: ${config.appUrl}/confirm?token=${token}\n\nIt was not you? Then do nothing.`,
  );
