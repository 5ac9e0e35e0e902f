import type { Metadata } from 'next'
import { SoftNavigation } from '@/components/ui/soft-navigation'
import { Toaster } from '@/components/ui/toaster'
import { getTranslations } from '@/lib/translations'
import { ApprovalSection } from './approval-section'
import { ButtonSection } from './button-section'
import { ColourSection } from './colour-section'
import { DetailSection } from './detail-section'
import { FeedbackSection } from './feedback-section'
import { FormSection } from './form-section'
import { ListSection } from './list-section'
import { NumberSection } from './number-section'
import { OverlaySection } from './overlay-section'
import { PersonSection } from './person-section'
import { StatusSection } from './status-section'
import { Toolbar } from './toolbar'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ui.gallery'))('title') }
}

const densities = ['compact', 'default', 'touch'] as const
const themes = ['light', 'dark'] as const

/** The public face of the kit: needs no database and no session. `?theme=dark&density=touch` choose the look. */
export default async function Gallery({ searchParams }: PageProps<'/gallery'>) {
  const params = await searchParams
  const density = densities.find(one => one === params.density) ?? 'compact'
  const theme = themes.find(one => one === params.theme)
  return (
    <div
      data-portal="gallery"
      data-density={density}
      data-theme={theme}
      className="min-h-dvh bg-bg pb-16 text-ink"
    >
      <Toolbar params={params} density={density} theme={theme} />
      <main id="main" className="mx-auto grid max-w-[76rem] gap-10 px-4 pt-6">
        <ColourSection />
        <ButtonSection />
        <StatusSection />
        <PersonSection />
        <NumberSection />
        <ListSection params={params} />
        <DetailSection />
        <ApprovalSection />
        <FormSection />
        <FeedbackSection />
        <OverlaySection />
      </main>
      <Toaster />
      <SoftNavigation />
    </div>
  )
}
