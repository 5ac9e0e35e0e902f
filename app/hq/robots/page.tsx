import { RobotsPage, robotsMetadata } from '@/components/robots/robots-page'

export const generateMetadata = robotsMetadata

export default async function Robots({ searchParams }: PageProps<'/hq/robots'>) {
  return <RobotsPage params={await searchParams} />
}
