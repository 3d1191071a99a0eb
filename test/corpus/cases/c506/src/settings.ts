export const settings = {
  signingKey: process.env.SIGNING_KEY ?? '',
  kid: process.env.SIGNING_KID ?? 'k1',
  accessMinutes: Number(process.env.ACCESS_MINUTES ?? 30),
};
