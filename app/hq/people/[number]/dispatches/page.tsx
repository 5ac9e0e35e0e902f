import type { Metadata } from 'next'
import { DispatchList } from '@/components/dispatches/dispatch-list'
import { Live } from '@/components/live/live'
import { LifelineCard } from '@/components/people/lifeline-card'
import { listDispatches } from '@/lib/dispatches/queries'
import { PersonFrame } from '../person-frame'
import { readPerson } from '../read-person'

export async function generateMetadata({
  params,
}: PageProps<'/hq/people/[number]/dispatches'>): Promise<Metadata> {
  return { title: (await params).number }
}

/** 派驻史: a person's stays in stores, each with what hangs on it. */
export default async function DispatchesPage({ params }: PageProps<'/hq/people/[number]/dispatches'>) {
  const { number } = await params
  const { actor, person, read } = await readPerson(number, tx => listDispatches(tx, number))
  return (
    <PersonFrame person={person} actor={actor} tab="dispatches">
      <Live topics={['employee', 'request']} />
      <div className="grid gap-(--gap)">
        <LifelineCard person={person} today={actor.today} stretchesAt={`/hq/people/${number}`} />
        <DispatchList dispatches={read} leftOn={person.leftOn} reader={actor} />
      </div>
    </PersonFrame>
  )
}
