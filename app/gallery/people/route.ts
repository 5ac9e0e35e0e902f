import { matching } from '../directory'

/** Answers the picker of the gallery: `[{ id, label, detail }]`. */
export function GET(request: Request): Response {
  return Response.json(matching(new URL(request.url).searchParams.get('q') ?? ''))
}
