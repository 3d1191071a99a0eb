// las respuestas de la API no se guardan nunca
const HEADERS = new Map([
  ['Cache-Control', 'no-store, max-age=0'],
  ['Referrer-Policy', 'same-origin'],
]);

export const privateResponses = (_req, res, next) => {
  res.setHeaders(HEADERS);
  next();
};
