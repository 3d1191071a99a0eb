import type { Response } from 'express';

export abstract class BaseController {
  protected ok<T>(res: Response, dto?: T) {
    this.noStore(res);
    return dto === undefined ? res.sendStatus(204) : res.status(200).json(dto);
  }

  protected created<T>(res: Response, dto: T) {
    this.noStore(res);
    return res.status(201).json(dto);
  }

  protected unauthorized(res: Response, message = 'Unauthorized') {
    this.noStore(res);
    return res.status(401).json({ message });
  }

  private noStore(res: Response) {
    res.setHeader('Cache-Control', 'no-store');
  }
}
