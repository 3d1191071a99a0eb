export const settings = {
  privateKey: process.env.TICKET_PRIVATE_KEY!,
  publicKey: process.env.TICKET_PUBLIC_KEY!,
  kid: process.env.TICKET_KID ?? '2026-01',
  ticketMinutes: Number(process.env.TICKET_MINUTES ?? 45),
};
