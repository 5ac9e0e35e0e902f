import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RecordForm } from '@/components/people/record-form'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { documentKinds, genders } from '@/db/schema/identities'
import { employmentForms } from '@/db/schema/people'
import { hireEmployee } from '@/lib/people/actions'
import { mayMaintainPeople } from '@/lib/people/rules'
import { currentActor } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people.form')
  return { title: t('hireTitle') }
}

export default async function HirePage() {
  const t = await getTranslations('people')
  const portals = await getTranslations('account.portals')
  const identities = await getTranslations('identities')
  const actor = await currentActor()
  if (!mayMaintainPeople(actor.role)) notFound()
  const typeToFind = t('form.typeToFind')
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
        <RecordForm
          action={hireEmployee}
          submit={t('form.hireSubmit')}
          optional={t('form.optional')}
          opens
          elsewhere={identities('openHolder')}
          fields={[
            { name: 'name', label: t('form.name'), kind: 'text', required: true, hint: t('form.nameHint') },
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
            {
              name: 'documentNumber',
              label: identities('fields.documentNumber'),
              kind: 'text',
              hint: identities('hireHint'),
            },
            {
              name: 'documentKind',
              label: identities('fields.kind'),
              kind: 'choice',
              value: 'id_card',
              options: documentKinds.map(value => ({ value, label: identities(`kinds.${value}`) })),
            },
            { name: 'birthDate', label: identities('fields.birthDate'), kind: 'date' },
            {
              name: 'gender',
              label: identities('fields.gender'),
              kind: 'choice',
              options: genders.map(value => ({ value, label: identities(`genders.${value}`) })),
            },
            { name: 'hiredOn', label: t('form.hiredOn'), kind: 'date', required: true, value: actor.today },
            {
              name: 'employmentForm',
              label: t('form.employmentForm'),
              kind: 'choice',
              value: 'full_time',
              options: employmentForms.map(value => ({ value, label: t(`employmentForms.${value}`) })),
            },
            { name: 'phone', label: t('form.phone'), kind: 'tel' },
            { name: 'email', label: t('form.email'), kind: 'email' },
            {
              name: 'hqContactUserId',
              label: t('form.hqContact'),
              kind: 'pick',
              hint: t('form.hqContactHint'),
              url: '/hq/search/contacts',
              placeholder: typeToFind,
            },
            {
              name: 'userId',
              label: t('form.user'),
              kind: 'pick',
              hint: t('form.userHint'),
              url: '/hq/search/accounts',
              placeholder: typeToFind,
            },
            { name: 'emergencyName', label: t('form.emergencyName'), kind: 'text' },
            { name: 'emergencyPhone', label: t('form.emergencyPhone'), kind: 'tel' },
            { name: 'emergencyRelation', label: t('form.emergencyRelation'), kind: 'text' },
          ]}
        />
      </Card>
    </>
  )
}
