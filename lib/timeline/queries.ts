import 'server-only'
import { asc, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import {
  attachments,
  comments,
  decisions,
  nudges,
  requestCopies,
  requestStages,
  tasks,
} from '@/db/schema/workflow'
import { listStageDurations, listStages, type Request, type Task, type Visit } from '../workflow/queries'
import type { Stage, StageDuration } from '../workflow/rules'

export type Course = {
  stages: Stage[]
  visits: Visit[]
  tasks: Task[]
  decisions: (typeof decisions.$inferSelect)[]
  comments: (typeof comments.$inferSelect)[]
  attachments: { id: string; commentId: string; name: string; contentType: string; size: number }[]
  nudges: (typeof nudges.$inferSelect)[]
  copies: (typeof requestCopies.$inferSelect)[]
  durations: StageDuration[]
}

/** Everything that happened to a request and what is still to come, for its timeline. */
export async function getCourse(tx: Tx, request: Request): Promise<Course> {
  const of = request.id
  return {
    stages: await listStages(tx, request.definitionId),
    visits: await tx
      .select()
      .from(requestStages)
      .where(eq(requestStages.requestId, of))
      .orderBy(asc(requestStages.enteredAt), asc(requestStages.id)),
    tasks: await tx
      .select({
        ...getTableColumns(tasks),
        role: sql<string | null>`app.title_of(${tasks.userId}, ${tasks.role}, ${tasks.createdAt})`,
      })
      .from(tasks)
      .where(eq(tasks.requestId, of))
      .orderBy(asc(tasks.createdAt), asc(tasks.id)),
    decisions: await tx
      .select({
        ...getTableColumns(decisions),
        actorRole: sql<string>`app.title_of(${decisions.actorUserId}, ${decisions.actorRole}, ${decisions.decidedAt})`,
      })
      .from(decisions)
      .where(eq(decisions.requestId, of))
      .orderBy(asc(decisions.decidedAt), asc(decisions.id)),
    comments: await tx
      .select()
      .from(comments)
      .where(eq(comments.requestId, of))
      .orderBy(asc(comments.createdAt)),
    attachments: await tx
      .select({
        id: attachments.id,
        commentId: attachments.commentId,
        name: attachments.name,
        contentType: attachments.contentType,
        size: attachments.size,
      })
      .from(attachments)
      .where(eq(attachments.requestId, of)),
    nudges: await tx.select().from(nudges).where(eq(nudges.requestId, of)).orderBy(desc(nudges.createdAt)),
    copies: await tx.select().from(requestCopies).where(eq(requestCopies.requestId, of)),
    durations: await listStageDurations(tx, request.subject),
  }
}
