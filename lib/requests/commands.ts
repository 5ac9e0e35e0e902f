import 'server-only'
import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { requests } from '@/db/schema/workflow'
import type { Actor } from '../actor'
import { Failure } from '../failure'
import { record, type TrailAction } from '../trail'
import { transferSubject } from '../transfers/commands'
import * as workflow from '../workflow/commands'
import type {
  approveInput,
  commentInput,
  copyInput,
  handOnInput,
  nudgeInput,
  rejectInput,
  sendBackInput,
  withdrawInput,
} from '../workflow/input'
import { contentTypeOf } from './rules'

/** Kinds of request, by what their workflow does. A new kind is one line here and its own domain. */
const subjects: Record<string, workflow.Subject> = { transfer: transferSubject }

/** Approves one's task; the last approval applies the request, and then its own trail row stands for both. */
export async function approveRequest(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof approveInput>,
): Promise<{ status: string }> {
  const { request, subject } = await find(tx, input.number)
  const result = await workflow.approve(tx, actor, input, subject)
  if (result.status !== 'approved') await write(tx, actor, 'request.approved', request, {})
  return result
}

export async function rejectRequest(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof rejectInput>,
): Promise<void> {
  const { request, subject } = await find(tx, input.number)
  await workflow.reject(tx, actor, input, subject)
  await write(tx, actor, 'request.rejected', request, { category: input.category, reason: input.reason })
}

export async function sendBackRequest(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof sendBackInput>,
): Promise<void> {
  const { request } = await find(tx, input.number)
  await workflow.sendBack(tx, actor, input)
  await write(tx, actor, 'request.sentBack', request, { reason: input.reason })
}

export async function delegateRequest(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof handOnInput>,
): Promise<void> {
  const { request } = await find(tx, input.number)
  await workflow.delegate(tx, actor, input)
  await write(tx, actor, 'request.delegated', request, { to: input.to })
}

export async function joinRequest(tx: Tx, actor: Actor, input: z.output<typeof handOnInput>): Promise<void> {
  const { request } = await find(tx, input.number)
  await workflow.join(tx, actor, input)
  await write(tx, actor, 'request.joined', request, { to: input.to })
}

export async function withdrawRequest(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof withdrawInput>,
): Promise<void> {
  const { request, subject } = await find(tx, input.number)
  await workflow.withdraw(tx, actor, input, subject)
  await write(tx, actor, 'request.withdrawn', request, { reason: input.reason ?? '' })
}

export async function nudgeRequest(tx: Tx, actor: Actor, input: z.output<typeof nudgeInput>): Promise<void> {
  const { request } = await find(tx, input.number)
  await workflow.nudge(tx, actor, input)
  await write(tx, actor, 'request.nudged', request, {})
}

/** Comments may carry up to three small pictures or PDFs; their kind is read from their content, not from their name. */
export async function commentRequest(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof commentInput>,
): Promise<void> {
  const files = await Promise.all(input.files.map(checkFile))
  const { request } = await find(tx, input.number)
  await workflow.comment(tx, actor, { number: input.number, body: input.body, files })
  await write(tx, actor, 'request.commented', request, { files: files.length })
}

export async function copyRequest(tx: Tx, actor: Actor, input: z.output<typeof copyInput>): Promise<void> {
  const { request } = await find(tx, input.number)
  await workflow.copyTo(tx, actor, input)
  await write(tx, actor, 'request.copied', request, { to: input.to })
}

export async function readCopy(tx: Tx, actor: Actor, input: z.output<typeof nudgeInput>): Promise<void> {
  await workflow.markCopyRead(tx, actor, input)
}

type Found = { id: string; number: string; employeeId: string; subject: string }

async function find(tx: Tx, number: string): Promise<{ request: Found; subject: workflow.Subject }> {
  const [request] = await tx
    .select({
      id: requests.id,
      number: requests.number,
      employeeId: requests.employeeId,
      subject: requests.subject,
    })
    .from(requests)
    .where(eq(requests.number, number))
  const subject = request && subjects[request.subject]
  if (!request || !subject) throw new Failure('input.notFound')
  return { request, subject }
}

async function checkFile(file: File): Promise<workflow.CheckedFile> {
  const content = Buffer.from(await file.arrayBuffer())
  const contentType = contentTypeOf(content)
  if (!contentType) throw new Failure('workflow.fileKind', { name: file.name.slice(0, 60) }, 'files')
  return { name: file.name.replace(/[\p{Cc}\\/]/gu, '').slice(0, 120) || 'file', contentType, content }
}

async function write(
  tx: Tx,
  actor: Actor,
  action: TrailAction,
  request: Found,
  details: Record<string, unknown>,
): Promise<void> {
  await record(tx, actor, action, {
    entityId: request.id,
    employeeId: request.employeeId,
    requestId: request.id,
    details: { number: request.number, ...details },
  })
}
