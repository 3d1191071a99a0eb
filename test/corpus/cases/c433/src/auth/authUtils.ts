import { Types } from 'mongoose';
import { InternalError, AuthFailureError } from '../core/ApiError';
import JWT, { JwtPayload } from '../core/JWT';
import { tokenInfo } from '../config';
import User from '../database/model/User';

export const createTokens = async (user: User, accessTokenKey: string, refreshTokenKey: string) => {
  const accessToken = await JWT.encode(
    new JwtPayload(tokenInfo.issuer, tokenInfo.audience, user._id.toString(), accessTokenKey, tokenInfo.accessTokenValidity),
  );
  if (!accessToken) throw new InternalError();

  const refreshToken = await JWT.encode(
    new JwtPayload(tokenInfo.issuer, tokenInfo.audience, user._id.toString(), refreshTokenKey, tokenInfo.refreshTokenValidity),
  );
  if (!refreshToken) throw new InternalError();

  return { accessToken, refreshToken };
};

export const validateTokenData = (payload: JwtPayload): boolean => {
  if (
    !payload || !payload.iss || !payload.sub || !payload.aud || !payload.prm ||
    payload.iss !== tokenInfo.issuer || payload.aud !== tokenInfo.audience ||
    !Types.ObjectId.isValid(payload.sub)
  ) {
    throw new AuthFailureError('Invalid Access Token');
  }
  return true;
};
