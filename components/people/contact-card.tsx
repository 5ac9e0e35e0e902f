import type { ReactNode } from 'react'
import { FieldLink } from '@/components/fields/field-link'
import { Card } from '@/components/ui/card'
import { DescList } from '@/components/ui/desc-list'
import { MaskedValue } from '@/components/ui/masked-value'
import type { Role } from '@/lib/actor'
import type { Contact } from '@/lib/people/queries'
import { type ContactField, contactFields, fieldsHiddenFrom } from '@/lib/people/rules'
import { useTranslations } from '@/lib/translations'

/** The contact class. What the reader may not see stands there with a lock and the reason, never as a gap. */
export function ContactCard({
  contact,
  role,
  lacksConsent,
  fieldsAt,
  actions,
}: {
  contact: Partial<Contact> | null
  role: Role
  /** A store without the person's consent: the database keeps the phone from it. */
  lacksConsent?: boolean
  /** The path of the file's fields, where they have pages. */
  fieldsAt?: string
  actions?: ReactNode
}) {
  const t = useTranslations('people')
  const hidden = fieldsHiddenFrom(role)
  const value = (field: ContactField): ReactNode => {
    if (lacksConsent && field === 'phone') return <MaskedValue hidden={t('contact.lacksConsent')} />
    if (hidden.includes(field)) return <MaskedValue hidden={t(`contact.hiddenFrom.${role}`)} />
    if (field === 'emergency') return emergencyOf(contact) ?? t('unknown')
    const text = contact?.[field]
    if (!text) return t('unknown')
    return (
      <a href={`${field === 'phone' ? 'tel' : 'mailto'}:${text}`} className="num text-hq-ink hover:underline">
        {field === 'email' ? breakable(text) : text}
      </a>
    )
  }
  return (
    <Card title={t('contact.title')} actions={actions}>
      <DescList
        columns={1}
        items={contactFields.map(field => ({
          label: t(`contact.${field}`),
          value: value(field),
          more: fieldsAt && <FieldLink at={fieldsAt} field={field} />,
        }))}
      />
    </Card>
  )
}

/** Where it does not fit, an address goes on in the next line before its sign and not somewhere in a word. */
function breakable(address: string): ReactNode {
  const [name, ...rest] = address.split(/(?=@)/)
  return (
    <>
      {name}
      <wbr />
      {rest.join('')}
    </>
  )
}

function emergencyOf(contact: Partial<Contact> | null): string | undefined {
  const parts = [contact?.emergencyName, contact?.emergencyRelation, contact?.emergencyPhone].filter(Boolean)
  return parts.length > 0 ? parts.join(' · ') : undefined
}
