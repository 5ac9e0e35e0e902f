const people = [
  { id: 'E00231', label: '李婉清', detail: 'E00231 · 徐汇天钥店', match: 'liwanqing lwq' },
  { id: 'E00198', label: '王沐阳', detail: 'E00198 · 徐汇天钥店', match: 'wangmuyang wmy' },
  { id: 'E00305', label: '陈嘉树', detail: 'E00305 · 餐饮事业部', match: 'chenjiashu cjs' },
  { id: 'E00117', label: '欧阳若溪', detail: 'E00117 · 南京西路店', match: 'ouyangruoxi oyrx' },
]

export function matching(query: string): { id: string; label: string; detail: string }[] {
  const wanted = query.trim().toLowerCase()
  return people
    .filter(person => `${person.label} ${person.id} ${person.match}`.toLowerCase().includes(wanted))
    .map(({ id, label, detail }) => ({ id, label, detail }))
}
