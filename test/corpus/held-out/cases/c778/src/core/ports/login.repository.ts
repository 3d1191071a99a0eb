export interface Login {
  id: string;
  userId: string;
  refreshDigest: string;
}

export abstract class LoginRepository {
  abstract byId(id: string): Promise<Login | null>;
  abstract add(login: Login): Promise<void>;
  abstract replaceDigest(id: string, from: string, to: string): Promise<boolean>;
  abstract remove(id: string): Promise<void>;
}
