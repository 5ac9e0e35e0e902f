import { RobotsPage, robotsMetadata } from '@/components/robots/robots-page'

export const generateMetadata = robotsMetadata

export default function Robots() {
  return <RobotsPage />
}
