import { addRobot } from '@/lib/robots/commands'
import { addRobotInput } from '@/lib/robots/input'
import type { Company } from './company'
import { idOf, personOf, type Telling } from './telling'

/** Group robots of three units, as HR set them up. Their addresses are invented and they are switched off: a demo calls nobody. */
export function planRobots(telling: Telling, company: Company): void {
  const hr = personOf(company.cast, 'zhoulan')
  const groups = [
    {
      unit: 'tianyao',
      vendor: 'wecom',
      name: '天钥店店务群',
      topics: ['tickets', 'notices', 'overdue', 'arrivals'],
      address: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=00000000-demo-0000-0000-000000000000',
    },
    {
      unit: 'nanxi',
      vendor: 'dingtalk',
      name: '南西店班组群',
      topics: ['notices', 'arrivals'],
      address: 'https://oapi.dingtalk.com/robot/send?access_token=demo00000000000000000000',
      secret: 'SEC-demo-only',
    },
    {
      unit: 'design',
      vendor: 'feishu',
      name: '设计部接单群',
      topics: ['tickets', 'overdue'],
      address: 'https://open.feishu.cn/open-apis/bot/v2/hook/00000000-demo-0000-0000-000000000000',
      secret: 'demo-only-secret',
    },
  ]
  telling.at(telling.day(-45), 15, async () => {
    for (const { unit, ...group } of groups) {
      const input = addRobotInput.parse({ ...group, unitId: idOf(company.units, unit) })
      await addRobot(telling.tx, telling.as(hr), input)
    }
  })
}
