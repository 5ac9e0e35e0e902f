import { notFound } from 'next/navigation'

/** An unknown address keeps the frame around it; without this page it would lose it. */
export default function Unknown(): never {
  notFound()
}
