import { describe, expect, it } from 'vitest'
import { maySeeIdentity } from '../identities/rules'
import { contactFields, fieldsHiddenFrom } from '../people/rules'
import { audience, fieldNames, fileFields, keptFromStores, reachOf } from './rules'

describe('who may see what', () => {
  it('hides of the contact class what cards hide', () => {
    for (const role of audience)
      expect(contactFields.filter(field => reachOf(field, role) === 'none')).toEqual(fieldsHiddenFrom(role))
  })

  it('shows the identity class to those to whom the file shows it', () => {
    const identity = fieldNames.filter(field => ['identity', 'pay'].includes(fileFields[field].class))
    for (const role of audience) {
      const sees = maySeeIdentity({ role, employeeId: 'one' }, 'one')
      expect(identity.map(field => reachOf(field, role) !== 'none')).toEqual(identity.map(() => sees))
    }
  })
})

describe('what is kept from stores', () => {
  it('is less once the person consents, and always identity and pay', () => {
    const [without, consenting] = [keptFromStores(false), keptFromStores(true)]
    expect(without).toContain('phone')
    expect(consenting).not.toContain('phone')
    // what a withdrawal says of it: nothing but name, position, home unit and days in the store stays
    for (const field of ['contract', 'hiredOn', 'certificates'] as const) {
      expect(without).toContain(field)
      expect(consenting).not.toContain(field)
    }
    for (const field of ['documentNumber', 'cardNumber', 'email'] as const) {
      expect(without).toContain(field)
      expect(consenting).toContain(field)
    }
    expect(without).not.toContain('name')
  })
})
