import 'server-only'
import { getLocale } from 'next-intl/server'
import { addDays } from '@/lib/clock'
import { getCertificate } from '@/lib/leavings/queries'
import { servedOf } from '@/lib/leavings/rules'
import { paperOf } from '@/lib/paper'
import { answer } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { fileHeaders } from '../requests/attachment'

/** 解除/终止劳动合同证明 as a PDF, in the reader's language. */
export async function answerCertificate(request: Request, number: string): Promise<Response> {
  const t = await getTranslations('leavings.certificate')
  const kinds = await getTranslations('contracts.kinds')
  const language = (await getLocale()) === 'en' ? 'en' : 'zh-CN'
  return answer(request, async (tx, actor) => {
    const facts = await getCertificate(tx, actor, number)
    const { contract, employer, hiredOn, leftOn } = facts
    const lastOn = addDays(leftOn, -1)
    const term =
      contract &&
      (contract.endsOn
        ? t('term', { from: contract.startsOn, to: addDays(contract.endsOn, -1) })
        : t('openTerm', { from: contract.startsOn }))
    const served = servedOf(hiredOn, leftOn)
    const content = await paperOf({
      title: t('heading'),
      lead: t('number', { number: facts.number }),
      parts: [
        {
          kind: 'text',
          text: t('body', {
            name: facts.name,
            number: facts.employeeNumber,
            from: hiredOn,
            kind: contract ? kinds(contract.kind) : t('noContract'),
            term: term ?? t('noContract'),
            position: contract?.position ?? '—',
            last: lastOn,
            served: t('served', served),
          }),
        },
        { kind: 'text', text: t('agreed') },
        {
          kind: 'facts',
          rows: [
            [t('facts.employer'), employer.name],
            ...(employer.creditCode ? [[t('facts.creditCode'), employer.creditCode] as const] : []),
            [t('facts.name'), `${facts.name} ${facts.employeeNumber}`],
            [t('facts.term'), term ?? t('noContract')],
            [t('facts.position'), contract?.position ?? '—'],
            [t('facts.last'), lastOn],
            [t('facts.served'), t('served', served)],
          ],
        },
        {
          kind: 'signature',
          lines: [employer.name, t('company'), t('date', { date: actor.today })],
        },
      ],
      footer: t('note'),
      pageOf: (page, pages) => `${page} / ${pages}`,
      author: employer.name,
      language,
      createdAt: actor.now,
    })
    const name = `${t('title')} ${facts.name} ${facts.employeeNumber}.pdf`
    return new Response(new Uint8Array(content), {
      headers: fileHeaders({ name, contentType: 'application/pdf', content }),
    })
  })
}
