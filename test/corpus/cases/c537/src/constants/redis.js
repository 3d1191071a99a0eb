module.exports = {
  OTP: 'otp:',
  BLACKLIST: 'blacklist:',
  RESET: 'reset:',
};
