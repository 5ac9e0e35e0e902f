import { Fragment } from 'react'

/** Facts in one quiet line, without those that there are not. It breaks between them: browsers would break numbers and days at their hyphens. */
export function Parts({ of }: { of: (string | false | null | undefined)[] }) {
  return [...new Set(of.flatMap(part => part || []))].map((part, at) => (
    <Fragment key={part}>
      {at > 0 && ' · '}
      <span className="inline-block">{part}</span>
    </Fragment>
  ))
}
