import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Model } from 'mongoose';
import { User } from './user.schema';

@Injectable()
export class UsersService {
  constructor(@InjectModel(User.name) private readonly model: Model<User>) {}

  findById(id: string) {
    return this.model.findById(id);
  }

  update(id: string, patch: Partial<User>) {
    return this.model.findByIdAndUpdate(id, patch, { new: true }).exec();
  }
}
