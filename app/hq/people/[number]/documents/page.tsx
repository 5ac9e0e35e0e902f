import type { Metadata } from 'next'
import { AskList } from '@/components/asks/ask-list'
import { AskVerb } from '@/components/asks/ask-verb'
import { DocumentList } from '@/components/documents/document-list'
import { AddDocument, DocumentVerbs, VersionLink } from '@/components/documents/document-verbs'
import { Live } from '@/components/live/live'
import { Banner } from '@/components/ui/banner'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { listAsks } from '@/lib/asks/queries'
import { scanOfItem } from '@/lib/asks/rules'
import { findFileState } from '@/lib/completeness/queries'
import { listDocuments } from '@/lib/documents/queries'
import { mayKeepDocuments, mayReadDocuments } from '@/lib/documents/rules'
import { getTranslations } from '@/lib/translations'
import { PersonFrame } from '../person-frame'
import { readPerson } from '../read-person'

export async function generateMetadata({
  params,
}: PageProps<'/hq/people/[number]/documents'>): Promise<Metadata> {
  return { title: (await params).number }
}

/** 材料: scans and photos of a person's file, for HR, and those of the work class for the person's head. */
export default async function DocumentsPage({ params }: PageProps<'/hq/people/[number]/documents'>) {
  const { number } = await params
  const { actor, person, read } = await readPerson(number, async (tx, actor) => ({
    scans: mayReadDocuments(actor.role) ? await listDocuments(tx, { number }) : [],
    asks: mayKeepDocuments(actor.role) ? await listAsks(tx, { number }) : [],
    file: mayKeepDocuments(actor.role) ? await findFileState(tx, actor, number) : undefined,
  }))
  const t = await getTranslations('documents')
  const keeps = mayKeepDocuments(actor.role)
  const { scans, asks, file } = read
  return (
    <PersonFrame person={person} actor={actor} tab="documents">
      <Live topics={['employee']} />
      <div className="grid gap-(--gap)">
        {!keeps && (
          <Banner tone="info" title={t('hidden')}>
            {t(actor.role === 'head' ? 'hiddenDetail.head' : 'hiddenDetail.executive')}
          </Banner>
        )}
        {asks.length > 0 && <AskList asks={asks} now={actor.now} today={actor.today} />}
        {mayReadDocuments(actor.role) && (
          <Card
            flush
            title={t('title')}
            actions={
              keeps && (
                <>
                  {file && person.hasAccount && (
                    <AskVerb
                      person={person}
                      missing={file.missing.filter(item => scanOfItem(item) !== undefined)}
                      fields={file.fields}
                      today={actor.today}
                    />
                  )}
                  <AddDocument person={person} />
                </>
              )
            }
            footer={keeps && t('detail')}
          >
            {scans.length > 0 ? (
              <DocumentList
                scans={scans}
                today={actor.today}
                now={actor.now}
                caption={t('caption', { name: person.name })}
                link={(scan, version) => <VersionLink number={number} scan={scan} version={version} />}
                verbs={scan => keeps && <DocumentVerbs scan={scan} />}
              />
            ) : (
              <EmptyState
                icon={<Icon name="file-text" />}
                title={t(keeps ? 'empty' : 'emptyHead')}
                detail={keeps && t('emptyDetail')}
              />
            )}
          </Card>
        )}
      </div>
    </PersonFrame>
  )
}
