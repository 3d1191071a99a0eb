import { Service } from 'typedi';
import { DataSource, Repository } from 'typeorm';
import { User } from './user.entity';

@Service()
export class UserRepository extends Repository<User> {
  constructor(ds: DataSource) {
    super(User, ds.createEntityManager());
  }

  findByEmail(email: string) {
    return this.findOne({ where: { email: email.toLowerCase() } });
  }
}
