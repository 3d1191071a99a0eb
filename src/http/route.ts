/** Answers a request to one route; `rest` is what its path has beyond the route's own. */
export type Route = (request: Request, rest: string) => Promise<Response>;

/** Routes by their paths, and each by its methods. */
export type Routes = Readonly<Record<string, Readonly<Record<string, Route>>>>;
