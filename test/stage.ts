import type { Caller } from './callers'
import { account } from './stage/account'
import { careers } from './stage/careers'
import { courses } from './stage/courses'
import { files } from './stage/files'
import { insurance } from './stage/insurance'
import { kitOf, type Target } from './stage/kit'
import { lists } from './stage/lists'
import { notices } from './stage/notices'
import { organisation } from './stage/organisation'
import { people } from './stage/people'
import { privacy } from './stage/privacy'
import { reports } from './stage/reports'
import { rosters } from './stage/rosters'
import { tickets } from './stage/tickets'
import { workflow } from './stage/workflow'
import { world } from './world'

/**
 * The test company with something to aim every action at. The scenes are set one after the other: each finds what is there before it,
 * such as the people whom a notice reaches.
 */
export async function stage() {
  const kit = await kitOf(await world())
  const scenes = {
    workflow: await workflow(kit),
    organisation: await organisation(kit),
    account: await account(kit),
    lists: await lists(kit),
    tickets: await tickets(kit),
    notices: await notices(kit),
    reports: await reports(kit),
    people: await people(kit),
    files: await files(kit),
    insurance: await insurance(kit),
    privacy: await privacy(kit),
    careers: await careers(kit),
    rosters: await rosters(kit),
    courses: await courses(kit),
  }
  return {
    ...kit,
    aimOf: (caller: Caller, target: Target) => ({
      ...scenes.workflow(caller, target),
      ...scenes.organisation(caller, target),
      ...scenes.account(caller, target),
      ...scenes.lists(caller, target),
      ...scenes.tickets(caller, target),
      ...scenes.notices(caller, target),
      ...scenes.reports(caller, target),
      ...scenes.people(caller, target),
      ...scenes.files(caller, target),
      ...scenes.insurance(caller, target),
      ...scenes.privacy(caller, target),
      ...scenes.careers(caller, target),
      ...scenes.rosters(caller, target),
      ...scenes.courses(caller, target),
    }),
  }
}

export type Stage = Awaited<ReturnType<typeof stage>>
/** What an action is aimed at. */
export type Aim = ReturnType<Stage['aimOf']>
export type Fields = Record<string, unknown>
