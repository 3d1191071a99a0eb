import { createParamDecorator, Inject, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { authOf, callerOf } from './caller.ts';

/** The token by which the Curfew is injected, and got: `app.get(CURFEW)`. */
export const CURFEW: unique symbol = Symbol('Curfew');

const PUBLIC = 'curfew:public';

/** Opens a route, a controller, a message handler or a gateway: whoever asks is let in, and no token is looked at. */
export function Public(): ClassDecorator & MethodDecorator {
  return SetMetadata(PUBLIC, true);
}

/** Injects the `Curfew` into a constructor. */
export function InjectCurfew(): ParameterDecorator {
  return Inject(CURFEW);
}

/** A parameter: the `Auth` of who sent the request or the message; undefined where `@Public()` lets anybody in. */
export const CurrentAuth: () => ParameterDecorator = createParamDecorator((_: unknown, context) =>
  authOf(callerOf(context)),
);

/** Whether `@Public()` stands on the handler, or on its class. */
export function isPublic(context: ExecutionContext): boolean {
  return Reflect.hasOwnMetadata(PUBLIC, context.getHandler()) || isPublicClass(context.getClass());
}

/** Whether `@Public()` stands on the class itself: what a class inherits opens nothing. */
export function isPublicClass(type: object): boolean {
  return Reflect.hasOwnMetadata(PUBLIC, type);
}
