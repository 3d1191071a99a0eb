import { Injectable } from '@angular/core';
import { Apollo, gql } from 'apollo-angular';
import { map } from 'rxjs';

const MY_CASES = gql`
  query MyCases {
    myCases { id reference client { id name } nextHearing }
  }
`;

@Injectable({ providedIn: 'root' })
export class CasesService {
  constructor(private readonly apollo: Apollo) {}

  mine() {
    return this.apollo.watchQuery<{ myCases: unknown[] }>({ query: MY_CASES }).valueChanges.pipe(map((r) => r.data.myCases));
  }
}
