import type { Metadata } from 'next'
import { AskList } from '@/components/asks/ask-list'
import { AskVerb } from '@/components/asks/ask-verb'
import { FileCard } from '@/components/completeness/file-card'
import { PersonCourses } from '@/components/courses/person-courses'
import { Live } from '@/components/live/live'
import { OwnMilestones } from '@/components/milestones/cards'
import { ConsentList } from '@/components/people/consent-list'
import { ContactCard } from '@/components/people/contact-card'
import { HistoryList } from '@/components/people/history-list'
import { LifelineCard } from '@/components/people/lifeline-card'
import { RequestList } from '@/components/people/request-list'
import { StayTable } from '@/components/people/stay-table'
import { TagsCard } from '@/components/tags/tags-card'
import { PersonNotes } from '@/components/thanks/person-notes'
import { listAsks } from '@/lib/asks/queries'
import { mayAsk } from '@/lib/asks/rules'
import { listServicePeriods } from '@/lib/background/queries'
import { findFileState } from '@/lib/completeness/queries'
import { tabOfItem } from '@/lib/completeness/rules'
import { listFieldNames } from '@/lib/custom/queries'
import { listOfPerson } from '@/lib/learning/queries'
import { comingFor } from '@/lib/milestones/rules'
import { listHistory } from '@/lib/people/queries'
import { mayMaintainPeople, personPath } from '@/lib/people/rules'
import { listTagChoices, listTagsOf } from '@/lib/tags/queries'
import { mayKeepTags } from '@/lib/tags/rules'
import { listNotesTo } from '@/lib/thanks/queries'
import { IdentityCard } from './identity-card'
import { EditContact } from './maintenance'
import { PersonFrame } from './person-frame'
import { readPerson } from './read-person'

export async function generateMetadata({ params }: PageProps<'/hq/people/[number]'>): Promise<Metadata> {
  return { title: (await params).number }
}

export default async function PersonPage({ params }: PageProps<'/hq/people/[number]'>) {
  const { number } = await params
  const { actor, person, read } = await readPerson(number, async (tx, actor) => {
    const [history, notes, file, tags, choices, asks, fields, before, courses] = await Promise.all([
      listHistory(tx, number, { limit: 6 }),
      listNotesTo(tx, number),
      findFileState(tx, actor, number),
      listTagsOf(tx, number),
      mayKeepTags(actor) ? listTagChoices(tx) : undefined,
      mayAsk(actor.role) ? listAsks(tx, { number }) : [],
      listFieldNames(tx),
      listServicePeriods(tx, number),
      listOfPerson(tx, { number }),
    ])
    return { history, notes, file, tags, choices, asks, fields, before, courses }
  })
  return (
    <PersonFrame person={person} actor={actor} tab="overview">
      <Live topics={[`employee/${person.id}`, 'request', 'note']} />
      <div className="grid gap-(--gap)">
        {person.leftOn === null && (
          <OwnMilestones milestones={comingFor(person, actor.today)} today={actor.today} />
        )}
        <LifelineCard person={person} today={actor.today} />
        <div className="grid items-start gap-(--gap) lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="grid gap-(--gap)">
            <StayTable person={person} today={actor.today} requestsAt="/hq/requests" />
            <RequestList requests={person.requests} requestsAt="/hq/requests" today={actor.today} />
            <PersonCourses rows={read.courses} today={actor.today} coursesAt="/hq/courses" />
            <PersonNotes notes={read.notes} actor={actor} />
          </div>
          <div className="grid gap-(--gap) max-lg:order-first">
            <IdentityCard person={person} before={read.before} today={actor.today} />
            {read.file && (
              <FileCard
                state={read.file}
                hrefOf={
                  mayMaintainPeople(actor.role) ? item => personPath(number, tabOfItem(item)) : undefined
                }
                actions={
                  mayAsk(actor.role) &&
                  person.hasAccount && (
                    <AskVerb
                      person={person}
                      missing={read.file.missing}
                      fields={read.file.fields}
                      today={actor.today}
                    />
                  )
                }
              />
            )}
            {read.asks.length > 0 && <AskList asks={read.asks} now={actor.now} today={actor.today} />}
            <ContactCard
              contact={person.contact}
              role={actor.role}
              fieldsAt={`${personPath(number)}/fields`}
              actions={mayMaintainPeople(actor.role) && <EditContact person={person} />}
            />
            <TagsCard employee={person} tags={read.tags} choices={read.choices} />
            <ConsentList consents={person.consents} />
            <HistoryList
              rows={read.history}
              fields={read.fields}
              requestsAt="/hq/requests"
              allAt={personPath(number, 'changes')}
            />
          </div>
        </div>
      </div>
    </PersonFrame>
  )
}
