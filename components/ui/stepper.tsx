import { clsx } from 'clsx'
import { useTranslations } from '@/lib/translations'
import { Icon } from './icon'

/** Where a form of several screens, or a long job, has got to. `current` counts from 0. */
export function Stepper({ steps, current, label }: { steps: string[]; current: number; label: string }) {
  const t = useTranslations('ui.stepper')
  return (
    <ol aria-label={label} className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={index === current ? 'step' : undefined}
          className={clsx(
            'flex items-center gap-1.5',
            index === current ? 'font-semibold text-hq-ink' : 'text-ink-2',
          )}
        >
          <span
            className={clsx(
              'num grid size-5 place-items-center rounded-full border text-2xs',
              index < current && 'border-ok bg-ok text-on-solid',
              index === current && 'border-hq bg-hq text-on-solid',
              index > current && 'border-line-strong',
            )}
          >
            {index < current ? <Icon name="check" /> : index + 1}
          </span>
          {step}
          {index < current && <span className="sr-only">{t('done')}</span>}
          {index < steps.length - 1 && (
            <span className="ms-1 w-6 border-line-strong border-t max-sm:w-3" aria-hidden />
          )}
        </li>
      ))}
    </ol>
  )
}
