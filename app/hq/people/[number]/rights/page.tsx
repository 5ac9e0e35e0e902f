import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CopyHolds } from '@/components/copies/copy-holds'
import { sizeOf, sizesOf } from '@/components/copies/sizes'
import { Live } from '@/components/live/live'
import { RecordForm } from '@/components/people/record-form'
import { getWhen, type When } from '@/components/requests/when'
import { AskForm } from '@/components/rights/ask-form'
import { RightsState } from '@/components/rights/rights-state'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { Icon } from '@/components/ui/icon'
import { madeLooks } from '@/components/ui/made-looks'
import { PageHeader } from '@/components/ui/page-header'
import { askCopyFor } from '@/lib/copies/actions'
import { type HandedCopy, listHandedCopies } from '@/lib/copies/queries'
import { copyFormats } from '@/lib/copies/rules'
import { employeeNumber } from '@/lib/people/input'
import { askRightsFor } from '@/lib/rights/actions'
import { findLeaver, listRightsOf, type RightsLine } from '@/lib/rights/queries'
import { mayAnswerRights, rightsCategories, rightsKinds } from '@/lib/rights/rules'
import { query } from '@/lib/session'
import { getTranslations, useTranslations } from '@/lib/translations'
import { TakeOut } from './take-out'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rights.for'))('open') }
}

/** 代为办理: what somebody who has left may still ask of us, entered by HR in their place. */
export default async function RightsForPage({ params }: PageProps<'/hq/people/[number]/rights'>) {
  const { number } = await params
  const found = await query(async (tx, actor) => {
    if (!mayAnswerRights(actor.role) || !employeeNumber.safeParse(number).success) return undefined
    const person = await findLeaver(tx, actor, number)
    return (
      person && {
        actor,
        person,
        copies: await listHandedCopies(tx, actor, person.id),
        requests: await listRightsOf(tx, person.id),
      }
    )
  })
  if (!found) notFound()
  const { actor, person, copies, requests } = found
  const t = await getTranslations('rights.for')
  const people = await getTranslations('people')
  const portals = await getTranslations('account.portals')
  const when = await getWhen(actor.now)
  return (
    <div className="mx-auto max-w-3xl">
      <Live topics={['notification', 'employee']} />
      <Breadcrumb
        items={[
          { label: portals('hq'), href: '/hq' },
          { label: people('list.title'), href: '/hq/people' },
          { label: `${person.name} ${person.number}`, href: `/hq/people/${person.number}` },
          { label: t('open') },
        ]}
      />
      <PageHeader title={t('title', { name: person.name })} detail={t('detail')} />
      <div className="grid gap-(--gap)">
        <Copies copies={copies} person={person} when={when} />
        <Requests requests={requests} person={person} today={actor.today} />
      </div>
    </div>
  )
}

type Whose = { number: string; name: string }

function Copies({ copies, person, when }: { copies: HandedCopy[]; person: Whose; when: When }) {
  const t = useTranslations('rights.for')
  const c = useTranslations('copies')
  const optional = useTranslations('people.form')('optional')
  const isUnderWay = copies.some(one => one.status === 'waiting' || one.status === 'running')
  return (
    <Card
      title={t('copies')}
      actions={
        !isUnderWay && (
          <Dialog
            trigger={t('askCopy')}
            size="small"
            icon={<Icon name="download" />}
            title={t('askCopyTitle', { name: person.name })}
            detail={t('copiesDetail')}
          >
            <RecordForm
              action={askCopyFor}
              fixed={{ employee: person.number }}
              submit={t('askCopy')}
              optional={optional}
              fields={[
                { name: 'proof', label: t('proof'), kind: 'text', required: true, hint: t('proofHint') },
              ]}
            />
          </Dialog>
        )
      }
      flush
    >
      <p className="px-(--pad) pt-3 pb-3 text-ink-2 text-sm">{t('copiesDetail')}</p>
      {copies.length === 0 && <p className="px-(--pad) pb-3 text-ink-2 text-sm">{t('copiesEmpty')}</p>}
      <ul aria-label={t('copies')} className="divide-y divide-line">
        {copies.map(one => (
          <li key={one.id} className="grid gap-2 px-(--pad) py-3">
            <p className="flex flex-wrap items-center gap-2">
              <span className="num">
                {t('askedBy', { name: one.askedByName, time: when.stamp(one.createdAt) })}
              </span>
              <Badge {...madeLooks[one.status]}>{c(`states.${one.status}`)}</Badge>
            </p>
            {one.proof && <p className="text-ink-2 text-sm">{one.proof}</p>}
            {one.status === 'failed' && (
              <p className="text-bad-ink text-sm">{c(`reason.${one.reason || 'broken'}`)}</p>
            )}
            <CopyHolds copy={one} />
            {one.status === 'done' && (
              <div className="flex flex-wrap gap-2">
                {copyFormats
                  .filter(format => sizesOf(one)[format] > 0)
                  .map(format => (
                    <TakeOut
                      key={format}
                      to={`/hq/people/${person.number}/rights/attachments/${one.id}`}
                      format={format}
                      isTaken={one.taken[format]}
                      words={{
                        take: t('download', {
                          format: format.toUpperCase(),
                          size: sizeOf(sizesOf(one)[format]),
                        }),
                        taken: t('taken', { format: format.toUpperCase() }),
                      }}
                    />
                  ))}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Requests({ requests, person, today }: { requests: RightsLine[]; person: Whose; today: string }) {
  const t = useTranslations('rights')
  return (
    <Card
      title={t('for.requests')}
      actions={
        <Dialog
          trigger={t('for.askRights')}
          size="small"
          icon={<Icon name="shield-check" />}
          title={t('for.askRightsTitle', { name: person.name })}
          detail={t('for.requestsDetail')}
        >
          <AskForm
            action={askRightsFor}
            fixed={{ employee: person.number }}
            kinds={rightsKinds.map(kind => ({ value: kind, label: t(`kinds.${kind}`) }))}
            categories={rightsCategories.map(one => ({ value: one, label: t(`categories.${one}`) }))}
            words={{
              kind: t('me.kind'),
              categories: t('me.categories'),
              reason: t('for.reason'),
              reasonHint: t('for.reasonHint'),
              submit: t('for.submit'),
              asked: t('for.asked'),
              proof: t('for.proof'),
              proofHint: t('for.proofHint'),
            }}
          />
        </Dialog>
      }
      flush
    >
      {requests.length === 0 && (
        <p className="px-(--pad) py-3 text-ink-2 text-sm">{t('for.requestsEmpty')}</p>
      )}
      <ul aria-label={t('for.requests')} className="divide-y divide-line">
        {requests.map(one => (
          <li key={one.number} className="flex flex-wrap items-center gap-2 px-(--pad) py-3">
            <a href={`/hq/rights/${one.number}`} className="num text-hq-ink underline">
              {one.number}
            </a>
            <span>{t(`kinds.${one.kind}`)}</span>
            <RightsState request={one} today={today} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
