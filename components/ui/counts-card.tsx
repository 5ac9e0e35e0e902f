import { Badge, type Tone } from './badge'
import { Card } from './card'
import { Icon, type IconName } from './icon'

export type CountLink = { href: string; label: string; tone: Tone; icon?: IconName }

/** On a first page: how much of something waits, each number leading to its list. */
export function CountsCard({
  icon,
  title,
  all,
  counts,
}: {
  icon: IconName
  title: string
  all: { href: string; label: string }
  counts: CountLink[]
}) {
  return (
    <Card
      flush
      title={
        <span className="inline-flex items-center gap-2">
          <Icon name={icon} />
          {title}
        </span>
      }
      actions={
        <a href={all.href} className="text-hq-ink hover:underline">
          {all.label}
        </a>
      }
    >
      <div className="flex flex-wrap gap-x-6 px-(--pad) py-1">
        {counts.map(({ href, label, tone, icon }) => (
          <a
            key={href}
            href={href}
            className="flex min-h-(--ctl-h) items-center gap-2 text-hq-ink hover:underline"
          >
            <Badge tone={tone} icon={icon}>
              {label}
            </Badge>
          </a>
        ))}
      </div>
    </Card>
  )
}
