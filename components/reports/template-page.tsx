import { notFound } from 'next/navigation'
import type { Actor } from '@/lib/actor'
import { addDays } from '@/lib/clock'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTemplate, listSeatUnitIds, listTemplateVersions, type Template } from '@/lib/templates/queries'
import { dueDays, keepsTemplate, mayReadTemplates } from '@/lib/templates/rules'
import { getFormatter, getTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import { getWhen } from '../requests/when'
import { Breadcrumb } from '../ui/breadcrumb'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { DescList } from '../ui/desc-list'
import { PageHeader } from '../ui/page-header'
import { Preview } from './preview'
import { TemplateFace } from './template-face'
import { wordsOf } from './template-lines'
import { EndButton, StartTemplateButton } from './template-verbs'
import { getFieldWords } from './write-card'

/** A template: who reports by it and when, what it asks as the employee sees it, and its versions. */
export async function TemplatePage({ id }: { id: string }) {
  const { actor, template, versions, isKeeper } = await query(async (tx, actor) => {
    if (!mayReadTemplates(actor)) notFound()
    const template = await getTemplate(tx, actor, id)
    return {
      actor,
      template,
      versions: await listTemplateVersions(tx, template.id),
      isKeeper: keepsTemplate(actor, template, await listSeatUnitIds(tx, actor)),
    }
  })
  const t = await getTranslations('reports')
  const portals = await getTranslations('account.portals')
  const when = await getWhen(actor.now)
  const format = await getFormatter()
  const words = await wordsOf(template)
  const base = pathOfSeat(actor)
  const from = template.startsOn && template.startsOn > actor.today ? template.startsOn : actor.today
  const next = dueDays(template.weekdays, from).filter(day => !template.endsOn || day < template.endsOn)
  return (
    <>
      <Live topics={['reportTemplate']} />
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: t('title'), href: `${base}/reports` },
          { label: t('board.templates'), href: `${base}/reports/templates` },
          { label: template.name },
        ]}
      />
      <PageHeader
        title={template.name}
        badge={<TemplateFace state={template.state}>{t(`templates.states.${template.state}`)}</TemplateFace>}
        detail={`${template.authorName} · ${t('templates.version', { n: template.version })}`}
        actions={isKeeper && <Verbs template={template} base={base} actor={actor} />}
      />
      <div className="grid items-start gap-(--gap) lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card title={t('templates.preview')} footer={t('templates.previewDetail')}>
          <Preview
            intro={template.intro}
            fields={template.fields}
            words={await getFieldWords()}
            addPhoto={(await getTranslations('reports.photo'))('add')}
          />
        </Card>
        <div className="grid gap-(--gap)">
          <Card title={t('templates.when')}>
            <DescList
              columns={1}
              items={[
                { label: t('templates.who'), value: words.who },
                { label: t('templates.when'), value: words.when },
                { label: t('builder.remindMinutes'), value: words.remind },
                ...(template.startsOn
                  ? [
                      {
                        label: t('templates.state'),
                        value: [
                          t('templates.from', { day: when.day(template.startsOn) }),
                          template.endsOn && t('templates.until', { day: when.day(template.endsOn) }),
                        ]
                          .filter(Boolean)
                          .join(' · '),
                      },
                    ]
                  : []),
              ]}
            />
            {template.state !== 'ended' && next.length > 0 && (
              <p className="num mt-3 text-ink-2 text-sm">
                {t('templates.nextDue', {
                  days: format.list(next.slice(0, 5).map(when.weekday), { style: 'narrow' }),
                })}
              </p>
            )}
          </Card>
          <Card title={t('templates.versions')}>
            <ol className="grid gap-2">
              {versions.map(version => (
                <li key={version.version} className="num flex flex-wrap gap-x-3">
                  <span className="font-semibold">{t('templates.version', { n: version.version })}</span>
                  <span className="text-ink-2">
                    {`${when.stamp(new Date(version.createdAt))} · ${version.authorName} · ${t('templates.asked', { n: version.asks })}`}
                  </span>
                </li>
              ))}
            </ol>
          </Card>
        </div>
      </div>
    </>
  )
}

async function Verbs({ template, base, actor }: { template: Template; base: string; actor: Actor }) {
  const t = await getTranslations('reports.templates')
  const of = { templateId: template.id, revision: template.revision }
  const isLive = template.state === 'active' || template.state === 'planned'
  return (
    <>
      <LinkButton href={`${base}/reports/templates/${template.id}/edit`}>{t('change')}</LinkButton>
      {isLive && (
        <EndButton
          {...of}
          day={template.state === 'active' ? addDays(actor.today, 1) : (template.startsOn ?? actor.today)}
          words={{
            trigger: t('end'),
            title: t('endTitle'),
            detail: t('endDetail'),
            on: t('endOn'),
            done: t('ended'),
          }}
        />
      )}
      {template.state !== 'active' && (
        <StartTemplateButton
          {...of}
          day={actor.today}
          words={{
            trigger: t('start'),
            title: t('startTitle'),
            detail: t('startDetail'),
            on: t('startsOn'),
            until: t('endsOn'),
            done: t('started'),
          }}
        />
      )}
    </>
  )
}
