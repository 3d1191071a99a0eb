import type { ModuleMetadata, Type } from '@nestjs/common';
import { decorate, NestApp } from '../../support/nest.ts';
import type { Running } from '../target.ts';
import { running } from './running.ts';

/** Decorators of a method, and of its parameters in their order. */
type OfMethod = readonly (MethodDecorator | readonly (ParameterDecorator | undefined)[])[];

interface Decorators {
  /** Of the parameters of the constructor. */
  readonly parameters?: readonly (readonly ParameterDecorator[])[];
  readonly methods?: Readonly<Record<string, OfMethod>>;
}

/** What `@Controller() class … { @Get() me(@Req() request) … }` does: Node runs no decorator syntax. */
export function apply(
  type: Type,
  ofClass: readonly unknown[],
  { parameters = [], methods = {} }: Decorators = {},
): void {
  parameters.forEach((all, at) => all.forEach((one) => one(type, undefined, at)));
  for (const [name, all] of Object.entries(methods)) {
    for (const one of all) {
      if (typeof one === 'function') decorate(type, name, one);
      else one.forEach((each, at) => each?.(type.prototype as object, name, at));
    }
  }
  for (const one of ofClass as readonly ClassDecorator[]) one(type);
}

/** A Nest application on Express, on a free port. */
export async function nest(metadata: ModuleMetadata): Promise<Running> {
  const app = await NestApp.start('Express', metadata);
  return running(app.url, () => app[Symbol.asyncDispose]());
}
