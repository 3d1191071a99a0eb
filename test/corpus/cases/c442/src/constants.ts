export const TOKEN = Object.freeze({
  issuer: 'https://id.example.org',
  lifetime: '25m',
});

export const PAGE_SIZE = 50;
