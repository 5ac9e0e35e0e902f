import type { Form } from './kit'

export const lists: Record<string, Form> = {
  'bulk/startBulk': {
    aimless: true,
    fields: aim => ({ kind: 'message', words: '周五团建', n: aim.employee, affects: '1' }),
  },

  'exports/askExport': { aimless: true, fields: () => ({ format: 'csv', view: 'store', cols: 'name' }) },
  'exports/askRegister': { aimless: true, fields: () => ({ format: 'csv' }) },
  'exports/askMonth': { aimless: true, fields: () => ({ format: 'csv', month: '2026-01' }) },
  'exports/removeExport': { fields: aim => ({ exportId: aim.export }) },

  'views/saveView': { aimless: true, fields: () => ({ name: '新视图', view: 'store', isShared: 'yes' }) },
  'views/updateView': { fields: aim => ({ viewId: aim.view, view: 'store' }) },
  'views/renameView': { fields: aim => ({ viewId: aim.view, name: '改名' }) },
  'views/removeView': { fields: aim => ({ viewId: aim.view }) },
  'views/startWithView': { fields: aim => ({ viewId: aim.view }) },
  'views/chooseDensity': { aimless: true, fields: () => ({ density: 'compact' }) },

  'figures/exportNumbers': { fields: aim => ({ templateId: aim.owedTemplate, days: '28' }) },
}
