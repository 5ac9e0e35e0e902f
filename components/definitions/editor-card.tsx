import type { Holders, NamedStage } from '@/lib/definitions/queries'
import {
  approvers,
  faults,
  isHeld,
  mostStages,
  type Subject,
  stageRoles,
  subjects,
} from '@/lib/definitions/rules'
import { getTranslations } from '@/lib/translations'
import { Editor } from './editor'

/** Gives the editor its words and the version that it starts from. */
export async function EditorCard({
  subject,
  basedOn,
  stages,
  holders,
}: {
  subject: Subject
  /** The newest version, 0 without one: somebody who published meanwhile is not overwritten. */
  basedOn: number
  stages: NamedStage[]
  /** How many could be asked today, said under each role. */
  holders: Holders[]
}) {
  const t = await getTranslations('workflow.editor')
  const d = await getTranslations('workflow.definitions')
  const f = await getTranslations('workflow.failure')
  const roles = await getTranslations('account.roles')
  const kinds = await getTranslations('requests.kinds')
  const plain = [
    'name',
    'nameEn',
    'approver',
    'role',
    'roleChoose',
    'person',
    'personPlaceholder',
    'mode',
    'condition',
    'conditionHint',
    'minLevel',
    'minLevelHint',
    'limit',
    'up',
    'down',
    'remove',
    'add',
    'cannot',
  ] as const
  const named = <Name extends string, Prefix extends string>(
    prefix: Prefix,
    names: readonly Name[],
    text: (name: Name) => string,
  ) => Object.fromEntries(names.map(name => [`${prefix}.${name}`, text(name)]))
  const texts = {
    ...Object.fromEntries(plain.map(name => [name, t(name)])),
    ...named('approvers', approvers, name => d(`approverNames.${name}`)),
    ...named('roles', stageRoles, name => roles(name)),
    ...named('modes', ['any', 'all'] as const, name => d(`modes.${name}`)),
    ...named('kinds', subjects[subject], name => kinds(name)),
    ...named('faults', faults, name => f(name, { stage: '{stage}' })),
    ...Object.fromEntries(
      holders
        .filter(({ place, role }) => isHeld(role, place))
        .map(({ place, role, n }) => [
          `holders.${place}.${role}`,
          t(place === 'role_at_hq' ? 'holdersAtHq' : 'holders', { n }),
        ]),
    ),
    ...Object.fromEntries(
      Array.from({ length: mostStages }, (_, index) => [`stage.${index + 1}`, t('stage', { n: index + 1 })]),
    ),
    publish: t('publish', { version: basedOn + 1 }),
  } as Parameters<typeof Editor>[0]['texts']
  return (
    <Editor
      subject={subject}
      basedOn={basedOn}
      texts={texts}
      initial={stages.map(stage => ({
        key: stage.id,
        name: stage.name,
        nameEn: stage.nameEn,
        approver: stage.approver,
        role: stage.role,
        namedUserId: stage.namedUserId,
        namedUserName: stage.namedUserName,
        mode: stage.mode,
        condition: stage.condition,
        timeLimitHours: stage.timeLimitHours,
      }))}
    />
  )
}
