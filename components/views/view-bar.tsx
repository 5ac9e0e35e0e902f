import type { Role } from '@/lib/actor'
import type { PeopleParams } from '@/lib/people/input'
import { mayMaintainPeople } from '@/lib/people/rules'
import { useTranslations } from '@/lib/translations'
import { removeView, startWithView } from '@/lib/views/actions'
import type { Views } from '@/lib/views/queries'
import { isDirty, pairsOf, type View, type ViewParams, viewHref } from '@/lib/views/rules'
import { ActionButton } from '../ui/action-button'
import { LinkButton } from '../ui/button'
import { ConfirmForm } from '../ui/confirm-form'
import { Icon } from '../ui/icon'
import { ColumnMenu } from './column-menu'
import { UpdateView } from './update-view'
import { ViewDialog, type ViewFormWords } from './view-forms'

/** What can be done with the view that is looked at, and which columns it shows. */
export function ViewBar({
  views,
  current,
  now,
  params,
  fields,
  role,
}: {
  views: Views
  /** The saved view of the address. */
  current: View | undefined
  /** What the address asks for. */
  now: ViewParams
  params: PeopleParams
  /** Custom fields that the reader may have as columns, by their column. */
  fields: [name: string, value: string][]
  role: Role
}) {
  const t = useTranslations('views')
  const hasChanged = current !== undefined && isDirty(current, now)
  const isWorthSaving = current ? hasChanged : Object.keys(now).length > 0
  return (
    <div className="mb-2 flex min-h-8 flex-wrap items-center justify-end gap-2 text-sm" data-print="hide">
      {current && <ViewState view={current} hasChanged={hasChanged} />}
      {current && hasChanged && (
        <LinkButton href={viewHref(current)} size="small" variant="ghost">
          {t('back')}
        </LinkButton>
      )}
      {current?.isMine && hasChanged && (
        <UpdateView
          viewId={current.id}
          query={pairsOf(now)}
          words={{ update: t('update'), updated: t('updated') }}
        />
      )}
      {isWorthSaving && (
        <ViewDialog
          words={{ ...formWords(t), trigger: t('save'), title: t('saveTitle'), detail: t('saveDetail') }}
          mayShare={mayMaintainPeople(role)}
          query={pairsOf(now)}
        />
      )}
      {current && <ViewVerbs view={current} isStart={views.startViewId === current.id} role={role} />}
      <ColumnMenu params={params} now={now} fields={fields} density={views.density} />
    </div>
  )
}

type Texts = ReturnType<typeof useTranslations<'views'>>
const formWords = (t: Texts): Omit<ViewFormWords, 'trigger' | 'title'> => ({
  name: t('name'),
  share: t('share'),
  shareDetail: t('shareDetail'),
  submit: t('submit'),
  done: t('saved'),
})

function ViewState({ view, hasChanged }: { view: View; hasChanged: boolean }) {
  const t = useTranslations('views')
  return (
    <p className="me-auto flex flex-wrap items-center gap-x-3 text-ink-2">
      {hasChanged && (
        <span className="flex items-center gap-1.5 font-medium text-warn-ink">
          <Icon name="pencil" />
          {t('dirty')}
        </span>
      )}
      {!view.isMine && <span>{t('shared', { name: view.ownerName })}</span>}
    </p>
  )
}

function ViewVerbs({ view, isStart, role }: { view: View; isStart: boolean; role: Role }) {
  const t = useTranslations('views')
  return (
    <>
      <ActionButton
        action={startWithView}
        fields={isStart ? {} : { viewId: view.id }}
        size="small"
        variant="ghost"
      >
        {t(isStart ? 'unstart' : 'start')}
      </ActionButton>
      {view.isMine && (
        <>
          <ViewDialog
            words={{ ...formWords(t), trigger: t('edit'), title: t('editTitle', { name: view.name }) }}
            mayShare={mayMaintainPeople(role)}
            view={{ id: view.id, name: view.name, isShared: view.isShared }}
          />
          <ConfirmForm
            action={removeView}
            fields={{ viewId: view.id }}
            trigger={t('remove')}
            size="small"
            variant="danger"
            title={t('removeTitle', { name: view.name })}
            detail={t('removeDetail')}
            submit={t('remove')}
          />
        </>
      )}
    </>
  )
}
