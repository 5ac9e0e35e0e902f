import 'server-only'
import { Readable } from 'node:stream'
import type { OpenedArchive, OpenedCopy } from '@/lib/copies/commands'
import { contentTypes, type WholeFormat } from '@/lib/copies/rules'
import { fileHeaders } from '../requests/attachment'

export const copyResponse = ({ name, content }: OpenedCopy, format: WholeFormat): Response =>
  new Response(new Uint8Array(content), {
    headers: fileHeaders({ name, contentType: contentTypes[format], content }),
  })

/** Piece by piece, as fast as the reader reads. */
export const archiveResponse = ({ name, size, content }: OpenedArchive): Response =>
  new Response(Readable.toWeb(Readable.from(content)) as ReadableStream<Uint8Array>, {
    headers: fileHeaders({ name, contentType: contentTypes.zip, content: { length: size } }),
  })
