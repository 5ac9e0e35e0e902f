'use server'

import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { action, openAction } from '../action'
import { clientAddress, presentHolder, presentToken, signInByForm, signOutHere } from '../auth'
import { Failure } from '../failure'
import { keepLook } from '../i18n'
import { keepGrant } from '../session'
import * as commands from './commands'
import * as input from './input'
import { startPath } from './rules'

export const signIn = openAction(input.signInInput, async ({ next, ...given }) => {
  await signInByForm(given)
  redirect(await pathAfter(next))
})

async function pathAfter(next?: string): Promise<Route> {
  const holder = await presentHolder()
  if (holder?.lastSeat?.grantId) await keepGrant(holder.lastSeat.grantId)
  return (holder ? startPath(holder, next) : '/login') as Route
}

export const signOut = openAction(input.noInput, async () => {
  await signOutHere()
  redirect('/login?out=1')
})

export const setFirstPassword = openAction(input.firstPasswordInput, async given => {
  await commands.setFirstPassword(await token(), given)
  redirect(await pathAfter())
})

export const changePassword = openAction(input.changePasswordInput, async given =>
  commands.changePassword(await token(), given, await clientAddress()),
)

async function token(): Promise<string> {
  const present = await presentToken()
  if (!present) throw new Failure('account.ended')
  return present
}

/** Language before a seat: kept in the browser, and with whoever is signed in already. */
export const chooseLocale = openAction(input.localeInput, async given => {
  const present = await presentToken()
  if (present) await commands.chooseLocale(present, given)
  await keepLook(given)
})

export const changeSettings = action(input.settingsInput, async (tx, actor, given) => {
  await commands.changeSettings(tx, actor, given)
  await keepLook(given)
})

export const endSession = action(input.sessionInput, commands.endSession)
export const endOtherSessions = action(input.noInput, commands.endOtherSessions)
export const setSubstitution = action(input.substitutionInput, commands.setSubstitution)
export const removeSubstitution = action(input.removeSubstitutionInput, commands.removeSubstitution)
