import { matching } from '../directory'

/** Answers the palette of the gallery, in the shape that every portal's search answers. */
export function GET(request: Request): Response {
  const items = matching(new URL(request.url).searchParams.get('q') ?? '')
  return Response.json({
    groups: [
      { kind: 'people', items: items.map(person => ({ ...person, href: `/gallery#${person.id}` })) },
      {
        kind: 'requests',
        items: items.slice(0, 1).map(person => ({
          id: `r${person.id}`,
          label: 'DG-2026-0417',
          detail: person.label,
          href: '/gallery/hq/transfer',
        })),
      },
    ],
  })
}
