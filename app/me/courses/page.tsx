import type { Metadata } from 'next'
import { OwnCourses } from '@/components/courses/own-rows'
import { Live } from '@/components/live/live'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { listOfPerson } from '@/lib/learning/queries'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('courses.own'))('title') }
}

export default async function OwnCoursesPage() {
  const { actor, rows } = await query(async (tx, actor) => ({
    actor,
    rows: actor.employeeId ? await listOfPerson(tx, { id: actor.employeeId }) : [],
  }))
  const t = await getTranslations('courses.own')
  const portals = await getTranslations('account.portals')
  const [open, past] = [true, false].map(isOpen => rows.filter(row => (row.status === 'open') === isOpen))
  return (
    <div className="mx-auto grid max-w-4xl gap-(--gap)">
      <Live topics={['employee']} />
      <div>
        <Breadcrumb items={[{ label: portals('me'), href: '/me' }, { label: t('title') }]} />
        <PageHeader title={t('title')} detail={t('detail')} />
      </div>
      <Card title={t('toLearn')} flush>
        {open && open.length > 0 ? (
          <OwnCourses rows={open} today={actor.today} />
        ) : (
          <EmptyState icon={<Icon name="school" />} title={t('empty')} detail={t('emptyDetail')} />
        )}
      </Card>
      {past && past.length > 0 && (
        <Card title={t('past')} flush>
          <OwnCourses rows={past} today={actor.today} />
        </Card>
      )}
    </div>
  )
}
