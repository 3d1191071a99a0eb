import { Controller, Post, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';

@Controller('auth')
export class AuthController {
  @Post('signout')
  @UseGuards(AuthGuard('jwt'))
  signout() {
    // With stateless JWTs logout is handled on the client: it just deletes its token.
    return { message: 'Signed out successfully' };
  }
}
