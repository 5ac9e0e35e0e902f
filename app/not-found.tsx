import { Door } from '@/components/account/door'
import { useNowhereWords } from '@/components/account/not-found'
import { Nowhere } from '@/components/account/nowhere'

export default function NotFoundPage() {
  const words = useNowhereWords()
  return (
    <Door title={words.title}>
      <Nowhere words={words} untitled />
    </Door>
  )
}
