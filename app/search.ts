import { directly } from '@/lib/direct'
import { GET as hqAccounts } from './hq/search/accounts/route'
import { GET as hqConcerned } from './hq/search/concerned/route'
import { GET as hqContacts } from './hq/search/contacts/route'
import { GET as hqPeople } from './hq/search/people/route'
import { GET as hqPositions } from './hq/search/positions/route'
import { GET as hq } from './hq/search/route'
import { GET as hqUnits } from './hq/search/units/route'
import { GET as me } from './me/search/route'
import { GET as meUnits } from './me/search/units/route'
import { GET as storePeople } from './store/[unit]/search/people/route'
import { GET as store } from './store/[unit]/search/route'
import { GET as storeUnits } from './store/[unit]/search/units/route'

/** What answers while somebody types: every address of search, by its own route handler (docs/decisions/0036). */
export const search = directly([
  { path: /^\/hq\/search\/?$/, GET: hq },
  { path: /^\/hq\/search\/accounts\/?$/, GET: hqAccounts },
  { path: /^\/hq\/search\/concerned\/?$/, GET: hqConcerned },
  { path: /^\/hq\/search\/contacts\/?$/, GET: hqContacts },
  { path: /^\/hq\/search\/people\/?$/, GET: hqPeople },
  { path: /^\/hq\/search\/positions\/?$/, GET: hqPositions },
  { path: /^\/hq\/search\/units\/?$/, GET: hqUnits },
  { path: /^\/me\/search\/?$/, GET: me },
  { path: /^\/me\/search\/units\/?$/, GET: meUnits },
  { path: /^\/store\/[a-z0-9-]+\/search\/?$/, GET: store },
  { path: /^\/store\/[a-z0-9-]+\/search\/people\/?$/, GET: storePeople },
  { path: /^\/store\/[a-z0-9-]+\/search\/units\/?$/, GET: storeUnits },
])
