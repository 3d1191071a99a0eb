export const ttl =
<<<<<<< HEAD
  '15m';
=======
  '30d';
>>>>>>> feature/remember-me
