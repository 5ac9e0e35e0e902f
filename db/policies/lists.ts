import { all, columns, forRoles, listers, type Rules, self, type TablePolicy } from './kit'

const ownRows: Rules = {
  select: self('user_id'),
  insert: self('user_id'),
  update: self('user_id'),
  delete: self('user_id'),
}

const ownExport = (of = '') =>
  `${self(`${of}user_id`)} and ${of}grant_id = (select s.grant_id from app.seat() s)`

const ofOwnBulk = `exists (select from public.bulk_runs r where r.id = run_id and r.user_id = (select app.user_id()))`

const exportStateColumns = [
  'status',
  'reason',
  'rows_done',
  'rows_total',
  'size',
  'run',
  'session_id',
  'finished_at',
]

export const lists: Record<string, TablePolicy> = {
  // an export is for whoever asked, while the grant stands under which it was read
  exports: {
    ...forRoles(listers, { select: ownExport(), insert: ownExport(), delete: ownExport() }),
    job: { select: all, update: columns(all, ...exportStateColumns), delete: all },
  },
  export_pieces: {
    ...forRoles(listers, {
      select: `exists (select from public.exports x where x.id = export_id and ${ownExport('x.')})`,
    }),
    job: { select: all, insert: all, delete: all },
  },
  // a bulk run is for whoever asked: the worker does it in their seat, and says how far it is
  bulk_runs: {
    hr: { select: self('user_id'), insert: self('user_id') },
    job: {
      select: all,
      update: columns(all, 'status', 'done', 'changed', 'session_id', 'finished_at'),
      delete: all,
    },
  },
  bulk_rows: {
    hr: { select: ofOwnBulk, insert: ofOwnBulk, update: columns(ofOwnBulk, 'outcome', 'reason') },
    job: { select: all },
  },
  saved_views: {
    ...forRoles(listers, ownRows),
    hr: { ...ownRows, select: 'id = any ((select app.view_ids())::uuid[])' },
  },
  list_habits: forRoles(listers, {
    select: self('user_id'),
    insert: self('user_id'),
    update: self('user_id'),
  }),
}
