import { all, directory, forRoles, maintainedByHr, type TablePolicy } from './kit'

export const organisation: Record<string, TablePolicy> = {
  // organisation
  units: maintainedByHr,
  unit_directory: directory,
  unit_versions: { ...maintainedByHr },
  positions: maintainedByHr,
  position_floors: { hr: { select: all, insert: all, update: all, delete: all } },
  stores: maintainedByHr,
  law_limits: directory,
  partners: {
    hr: { select: all, insert: all, update: all },
    ...forRoles(['executive', 'head', 'specialist', 'auditor', 'admin', 'employee', 'job'], { select: all }),
    manager: { select: 'id = any ((select app.partner_ids())::uuid[])' },
  },
  agreements: {
    hr: { select: all, insert: all, update: all },
    ...forRoles(['executive', 'head', 'auditor', 'job'], { select: all }),
    manager: { select: 'partner_id = any ((select app.partner_ids())::uuid[])' },
  },
}
