import type { Metadata } from 'next'
import { BankFile, HiddenFile, IdentityFile } from '@/components/identities/file-cards'
import { LatestReveals } from '@/components/identities/reveal-list'
import { findMaskedFile, listReveals } from '@/lib/identities/queries'
import { mayKeepIdentities } from '@/lib/identities/rules'
import { personPath } from '@/lib/people/rules'
import { PersonFrame } from '../person-frame'
import { readPerson } from '../read-person'
import { EditBank, EditIdentity } from './edit'

export async function generateMetadata({ params }: PageProps<'/hq/people/[number]/file'>): Promise<Metadata> {
  return { title: (await params).number }
}

/** The sealed part of somebody's file, masked, and who looked at it. */
export default async function FilePage({ params }: PageProps<'/hq/people/[number]/file'>) {
  const { number } = await params
  const { actor, person, read } = await readPerson(number, async (tx, actor) => {
    const file = mayKeepIdentities(actor.role) && (await findMaskedFile(tx, number))
    return file && { ...file, looks: await listReveals(tx, { employeeId: file.employeeId }, 8) }
  })
  const fieldsAt = `${personPath(number)}/fields`
  return (
    <PersonFrame person={person} actor={actor} tab="file">
      <div className="grid items-start gap-(--gap) lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-(--gap)">
          {read ? (
            <>
              <IdentityFile
                file={read.file}
                person={person}
                fieldsAt={fieldsAt}
                actions={
                  !read.file.isErased && <EditIdentity person={person} identity={read.file.identity} />
                }
              />
              <BankFile
                file={read.file}
                person={person}
                fieldsAt={fieldsAt}
                actions={!read.file.isErased && <EditBank person={person} bank={read.file.bank} />}
              />
            </>
          ) : (
            <HiddenFile role={actor.role} fieldsAt={fieldsAt} />
          )}
        </div>
        {read && <LatestReveals rows={read.looks.rows} />}
      </div>
    </PersonFrame>
  )
}
