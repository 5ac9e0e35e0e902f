'use client'

import type { TemplateState } from '@/lib/templates/rules'
import { RowLink, Td } from '../ui/table'
import { TemplateFace } from './template-face'

export type TemplateLine = {
  id: string
  href: string
  name: string
  state: { is: TemplateState; text: string }
  who: string
  when: string
  asks: string
  by: string
}

export function TemplateRows({
  lines,
  labels,
}: {
  lines: TemplateLine[]
  labels: Record<'state' | 'who' | 'when' | 'asks' | 'by', string>
}) {
  return (
    <tbody>
      {lines.map(line => (
        <tr key={line.id}>
          <Td>
            <RowLink href={line.href}>{line.name}</RowLink>
          </Td>
          <Td label={labels.state}>
            <TemplateFace state={line.state.is}>{line.state.text}</TemplateFace>
          </Td>
          <Td label={labels.who} className="max-sm:col-span-full">
            {line.who}
          </Td>
          <Td label={labels.when} className="num max-sm:col-span-full">
            {line.when}
          </Td>
          <Td label={labels.asks}>{line.asks}</Td>
          <Td label={labels.by}>{line.by}</Td>
        </tr>
      ))}
    </tbody>
  )
}
