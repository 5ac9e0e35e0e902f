import { type ComponentProps, type ReactNode, useId } from 'react'
import { noDocumentNumber } from '@/lib/document-number'
import { useTranslations } from '@/lib/translations'
import { Banner } from './banner'
import { Button, buttonClass, LinkButton } from './button'
import { Icon } from './icon'
import { Select } from './input'
import type { SearchParams } from './search-params'

/** Parameters that no filter of the strip sets. */
const beside = ['q', 'sort', 'after', 'before', 'dropped']

/**
 * A GET form: the URL is the state. `keep` names the parameters that a new search carries along (sort, tab). A document's number has no
 * place in it; `documentsHref` is where one is looked for.
 */
export function QueryStrip({
  params,
  placeholder,
  keep = [],
  resetHref,
  children,
  actions,
  documentsHref,
}: {
  params: SearchParams
  placeholder: string
  keep?: string[]
  resetHref: string
  children?: ReactNode
  actions?: ReactNode
  documentsHref?: string | undefined
}) {
  const t = useTranslations('ui.query')
  const id = useId()
  const isNarrowed = Object.entries(params).some(
    ([name, value]) => value && ![...keep, ...beside].includes(name),
  )
  return (
    <search data-print="hide">
      {params.dropped === 'document' && (
        <div className="px-(--pad) pt-2.5">
          <Banner
            tone="warn"
            title={t('dropped')}
            actions={
              documentsHref && (
                <LinkButton href={documentsHref} size="small">
                  {t('byDocument')}
                </LinkButton>
              )
            }
          >
            {t('noDocument')}
          </Banner>
        </div>
      )}
      <form method="get" className="flex flex-wrap items-end gap-2 px-(--pad) py-2.5 text-sm">
        {keep.flatMap(name =>
          [params[name] ?? []]
            .flat()
            .map(value => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />),
        )}
        <label className="relative min-w-52 grow basis-52 sm:max-w-80">
          <span className="sr-only">{placeholder}</span>
          <Icon
            name="search"
            className="-translate-y-1/2 pointer-events-none absolute start-2.5 top-1/2 text-ink-3"
          />
          <input
            type="search"
            name="q"
            defaultValue={params.q}
            placeholder={placeholder}
            pattern={noDocumentNumber}
            title={t('noDocument')}
            className="control ps-8"
          />
        </label>
        {children && (
          <>
            {/* on phones filters would fill the first screen: they open on demand, and are open while one is set */}
            <input id={id} type="checkbox" className="peer sr-only sm:hidden" defaultChecked={isNarrowed} />
            <label
              htmlFor={id}
              className={`${buttonClass('plain')} peer-checked:bg-surface-2 peer-focus-visible:outline-2 peer-focus-visible:outline-focus peer-focus-visible:outline-offset-2 sm:hidden`}
            >
              <Icon name="selector" />
              {t('filters')}
            </label>
            <div className="contents max-sm:hidden max-sm:peer-checked:contents">{children}</div>
          </>
        )}
        <Button type="submit" variant="plain">
          {t('search')}
        </Button>
        {(params.q || isNarrowed) && (
          <LinkButton href={resetHref} variant="ghost">
            {t('reset')}
          </LinkButton>
        )}
        {actions && <div className="ms-auto flex items-center gap-2">{actions}</div>}
      </form>
    </search>
  )
}

/** One labelled filter of the strip; `children` receives the id for its native control. */
export function Filter({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="flex min-w-28 items-center gap-2 max-sm:basis-full">
      <label htmlFor={id} className="whitespace-nowrap text-ink-2">
        {label}
      </label>
      {children(id)}
    </div>
  )
}

/** A filter that is a choice: `<SelectFilter label={…} name="status" empty={…} defaultValue={…} options={…} />`. */
export function SelectFilter({ label, ...select }: { label: string } & ComponentProps<typeof Select>) {
  return <Filter label={label}>{id => <Select id={id} {...select} />}</Filter>
}
