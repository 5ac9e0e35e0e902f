import 'server-only'
import { findReportPhoto } from '@/lib/reports/queries'
import { answerFile } from '../requests/attachment'

/** A photo of a report, for whoever reads the report. */
export function answerReportPhoto(request: Request, reportId: string, id: string): Promise<Response> {
  return answerFile(request, id, (tx, actor) => findReportPhoto(tx, actor, reportId, id))
}
