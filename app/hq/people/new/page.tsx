import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { Stepper } from '@/components/ui/stepper'
import { contractKinds } from '@/db/schema/contracts'
import { documentKinds, genders } from '@/db/schema/identities'
import { employmentForms } from '@/db/schema/people'
import { findKnown } from '@/lib/identities/queries'
import { bandsOf, limitOf } from '@/lib/law/rules'
import { listLawLimits } from '@/lib/partners/queries'
import { allowanceKinds, probationShare } from '@/lib/pay/rules'
import { employeeNumber } from '@/lib/people/input'
import { mayMaintainPeople } from '@/lib/people/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { HireWizard, type WizardStep } from './hire-wizard'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people.form')
  return { title: t('hireTitle') }
}

export default async function HirePage({ searchParams }: PageProps<'/hq/people/new'>) {
  const asked = employeeNumber.safeParse((await searchParams).again)
  const found = await query(async (tx, actor) => {
    if (!mayMaintainPeople(actor.role)) return undefined
    const known = asked.success ? await findKnown(tx, actor, asked.data) : undefined
    return { actor, known: known?.hasLeft ? known : undefined, limits: await listLawLimits(tx, actor.today) }
  })
  if (!found) notFound()
  const { actor, known, limits } = found
  const t = await getTranslations('people')
  const w = await getTranslations('people.wizard')
  const portals = await getTranslations('account.portals')
  const identities = await getTranslations('identities')
  const contracts = await getTranslations('contracts')
  const pay = await getTranslations('pay')
  const organisation = await getTranslations('organisation')
  const input = await getTranslations('input')
  const typeToFind = t('form.typeToFind')
  const probation = bandsOf(limits, 'probation.')
  const share = probationShare(limits)
  const adult = limitOf(limits, 'age.adult')
  const written = limitOf(limits, 'contract.written_within')
  const steps: WizardStep[] = [
    {
      title: w('who'),
      fields: [
        { name: 'name', label: t('form.name'), kind: 'text', required: true, hint: t('form.nameHint') },
        {
          name: 'documentKind',
          label: identities('fields.kind'),
          kind: 'choice',
          value: 'id_card',
          required: true,
          options: documentKinds.map(value => ({ value, label: identities(`kinds.${value}`) })),
        },
        {
          name: 'documentNumber',
          label: identities('fields.documentNumber'),
          kind: 'text',
          hint: identities('hireHint'),
        },
        { name: 'birthDate', label: identities('fields.birthDate'), kind: 'date' },
        {
          name: 'gender',
          label: identities('fields.gender'),
          kind: 'choice',
          options: genders.map(value => ({ value, label: identities(`genders.${value}`) })),
        },
      ],
    },
    {
      title: w('work'),
      fields: [
        {
          name: 'homeUnitId',
          label: t('form.homeUnit'),
          kind: 'pick',
          required: true,
          url: '/hq/search/units?kind=department,headquarters',
          placeholder: typeToFind,
        },
        {
          name: 'positionId',
          label: t('form.position'),
          kind: 'pick',
          required: true,
          url: '/hq/search/positions',
          placeholder: typeToFind,
        },
        { name: 'hiredOn', label: t('form.hiredOn'), kind: 'date', required: true, value: actor.today },
        {
          name: 'employmentForm',
          label: t('form.employmentForm'),
          kind: 'choice',
          value: 'full_time',
          options: employmentForms.map(value => ({ value, label: t(`employmentForms.${value}`) })),
        },
        {
          name: 'hqContactUserId',
          label: t('form.hqContact'),
          kind: 'pick',
          hint: t('form.hqContactHint'),
          url: '/hq/search/contacts',
          placeholder: typeToFind,
        },
      ],
    },
    {
      title: w('contract'),
      note: (
        <ul className="list-disc ps-5 text-ink-2 text-sm">
          <li>{w('written', { months: written.value, source: written.source })}</li>
          {probation.map((band, n) => {
            const next = probation[n + 1]
            return (
              <li key={band.name}>
                {next
                  ? w('probation', { from: band.from, to: next.from, months: band.value })
                  : w('probationLong', { from: band.from, months: band.value, source: band.source })}
              </li>
            )
          })}
          <li>{w('probationOnce')}</li>
        </ul>
      ),
      fields: [
        {
          name: 'kind',
          label: contracts('fields.kind'),
          kind: 'choice',
          hint: w('contractLater'),
          options: contractKinds.map(value => ({ value, label: contracts(`kinds.${value}`) })),
        },
        { name: 'signedOn', label: contracts('fields.signedOn'), kind: 'date', value: actor.today },
        {
          name: 'lastOn',
          label: contracts('fields.lastOn'),
          kind: 'date',
          hint: contracts('fields.lastOnHint'),
        },
        {
          name: 'probationLastOn',
          label: contracts('fields.probationLastOn'),
          kind: 'date',
          hint: contracts('fields.probationHint'),
        },
        { name: 'place', label: contracts('fields.place'), kind: 'text' },
      ],
    },
    {
      title: w('pay'),
      note: (
        <ul className="list-disc ps-5 text-ink-2 text-sm">
          <li>{w('payDetail')}</li>
          {share && <li>{w('payProbation', { percent: share.value / 100, source: share.source })}</li>}
        </ul>
      ),
      fields: [
        ...(['base', ...allowanceKinds] as const).map(name => ({
          name,
          label: pay(`fields.${name}`),
          kind: 'text' as const,
        })),
        {
          name: 'probation',
          label: pay('fields.probation'),
          kind: 'text',
          hint: pay('fields.probationHint'),
          needs: 'probationLastOn',
        },
        { name: 'bank', label: identities('fields.bank'), kind: 'text' },
        { name: 'cardNumber', label: identities('fields.cardNumber'), kind: 'text' },
        { name: 'holder', label: identities('fields.holder'), kind: 'text', hint: w('holderHint') },
      ],
    },
    {
      title: w('contact'),
      ...(known && { note: <p className="text-ink-2 text-sm">{w('contactKept')}</p> }),
      fields: [
        { name: 'phone', label: t('form.phone'), kind: 'tel' },
        { name: 'email', label: t('form.email'), kind: 'email' },
        { name: 'emergencyName', label: t('form.emergencyName'), kind: 'text' },
        { name: 'emergencyPhone', label: t('form.emergencyPhone'), kind: 'tel' },
        { name: 'emergencyRelation', label: t('form.emergencyRelation'), kind: 'text' },
        {
          name: 'registeredAddress',
          label: identities('fields.registeredAddress'),
          kind: 'text',
          hint: w('addressHint'),
        },
        {
          name: 'currentAddress',
          label: identities('fields.currentAddress'),
          kind: 'text',
          hint: w('addressHint'),
        },
      ],
    },
    {
      title: w('account'),
      note: <p className="text-ink-2 text-sm">{w('accountDetail')}</p>,
      fields: [
        {
          name: 'userId',
          label: w('existing'),
          kind: 'pick',
          hint: t('form.userHint'),
          url: '/hq/search/accounts',
          placeholder: typeToFind,
        },
        { name: 'login', label: w('login'), kind: 'text', hint: organisation('hints.login') },
        { name: 'password', label: w('password'), kind: 'text', hint: w('passwordHint') },
      ],
    },
  ]
  const titles = steps.map(({ title }) => title)
  return (
    <>
      <Breadcrumb
        items={[
          { label: portals('hq'), href: '/hq' },
          { label: t('list.title'), href: '/hq/people' },
          { label: t('form.hireTitle') },
        ]}
      />
      <PageHeader title={t('form.hireTitle')} detail={t('form.hireDetail')} />
      <Card className="max-w-3xl">
        <HireWizard
          steps={steps}
          known={known}
          owner={actor.userId}
          progress={titles.map((title, n) => (
            <Stepper key={title} label={w('steps')} steps={titles} current={n} />
          ))}
          texts={{
            next: w('next'),
            back: w('back'),
            check: w('check'),
            submit: t('form.hireSubmit'),
            submitAgain: t('person.rehire'),
            optional: t('form.optional'),
            missing: input('required'),
            here: w('here'),
            hereDetail: w('hereDetail'),
            left: w('left'),
            leftDetail: w('leftDetail'),
            open: identities('openHolder'),
            again: t('person.rehire'),
            other: w('other'),
            reopen: w('reopen'),
            restored: w('restored'),
            restoredDetail: w('restoredDetail'),
            discard: w('discard'),
            young: identities('young', { age: adult.value }),
            youngDetail: identities('youngDetail', { source: adult.source }),
          }}
        />
      </Card>
    </>
  )
}
