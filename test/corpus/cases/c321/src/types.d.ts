declare namespace Express {
  interface Request {
    sid: string;
    logout(): void;
  }
}
