import jwt from 'jsonwebtoken';
import { nanoid } from 'nanoid';
import { Employee } from '../models/employee.model.js';

export const login = async (req, res, next) => {
  try {
    const employee = await Employee.findOne({ number: req.body.number }).select('+pin');
    if (!employee || !(await employee.comparePin(req.body.pin))) {
      return res.status(401).json({ message: 'Wrong number or PIN' });
    }
    const accessToken = jwt.sign(
      { sub: employee.id, shop: employee.shop, jti: nanoid() },
      process.env.ACCESS_TOKEN_SECRET,
      { expiresIn: '10h' }
    );
    return res.json({ accessToken });
  } catch (error) {
    return next(error);
  }
};
