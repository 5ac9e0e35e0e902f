/** Who signs in to look around; everybody's password is the same. */
export const cast: { login: string; name: string; role: string; portal: string }[] = [
  { login: 'zhoulan', name: '周岚', role: '人事 HR', portal: '/hq' },
  { login: 'sunli', name: '孙立', role: '领导 executive', portal: '/hq' },
  { login: 'hejun', name: '何骏', role: '餐饮事业部负责人 department head', portal: '/hq' },
  { login: 'yezhen', name: '叶蓁', role: '设计部专员 specialist', portal: '/hq' },
  { login: 'shaoning', name: '邵宁', role: '审计 auditor', portal: '/hq' },
  { login: 'gaoyuan', name: '高远', role: '管理员 admin', portal: '/hq' },
  { login: 'zhaomingyuan', name: '赵明远', role: '徐汇天钥店店长 store manager', portal: '/store/tianyao' },
  { login: 'fangjing', name: '方静', role: '南京西路店店长 store manager', portal: '/store/nanxi' },
  { login: 'qinchuan', name: '秦川', role: '华东区域经理 region manager', portal: '/store/east' },
  { login: 'liwanqing', name: '李婉清', role: '员工，总部 employee at headquarters', portal: '/me' },
  { login: 'wangmuyang', name: '王沐阳', role: '员工，徐汇天钥店 employee in a store', portal: '/me' },
  { login: 'guyan', name: '顾言', role: '员工，南京西路店 employee in a store', portal: '/me' },
]
