import type { Role } from '@/lib/actor'
import { hireEmployee } from '@/lib/people/commands'
import { hireInput } from '@/lib/people/input'
import type { Company } from './company'
import { idOf, type Person, pass, personOf, phone, type Telling } from './telling'

/** People with a role at headquarters. All are employees and have their own pages as well. */
export const staff: {
  login: string
  name: string
  home: string
  position: string
  hired: string
  role: Exclude<Role, 'employee'>
  at: string
}[] = [
  {
    login: 'zhoulan',
    name: '周岚',
    home: 'human-resources',
    position: 'manager',
    hired: '2017-03-06',
    role: 'hr',
    at: 'hq',
  },
  {
    login: 'xutinglan',
    name: '许听澜',
    home: 'human-resources',
    position: 'manager',
    hired: '2019-09-02',
    role: 'hr',
    at: 'hq',
  },
  {
    login: 'sunli',
    name: '孙立',
    home: 'hq',
    position: 'director',
    hired: '2015-03-16',
    role: 'executive',
    at: 'hq',
  },
  {
    login: 'hejun',
    name: '何骏',
    home: 'catering',
    position: 'director',
    hired: '2015-06-01',
    role: 'head',
    at: 'catering',
  },
  {
    login: 'luzhiheng',
    name: '陆知衡',
    home: 'retail',
    position: 'director',
    hired: '2016-02-22',
    role: 'head',
    at: 'retail',
  },
  {
    login: 'jiangruoning',
    name: '江若宁',
    home: 'design',
    position: 'director',
    hired: '2016-08-15',
    role: 'head',
    at: 'design',
  },
  {
    login: 'shenqingru',
    name: '沈清如',
    home: 'human-resources',
    position: 'director',
    hired: '2015-05-11',
    role: 'head',
    at: 'human-resources',
  },
  {
    login: 'qinchuan',
    name: '秦川',
    home: 'catering',
    position: 'manager',
    hired: '2017-10-09',
    role: 'manager',
    at: 'east',
  },
  {
    login: 'liangyutong',
    name: '梁宇桐',
    home: 'retail',
    position: 'manager',
    hired: '2018-04-16',
    role: 'manager',
    at: 'north',
  },
  {
    login: 'wenyizhou',
    name: '温亦舟',
    home: 'retail',
    position: 'manager',
    hired: '2018-11-26',
    role: 'manager',
    at: 'south',
  },
  {
    login: 'yezhen',
    name: '叶蓁',
    home: 'design',
    position: 'senior-designer',
    hired: '2018-07-02',
    role: 'specialist',
    at: 'design',
  },
  {
    login: 'shaoning',
    name: '邵宁',
    home: 'hq',
    position: 'manager',
    hired: '2016-10-10',
    role: 'auditor',
    at: 'hq',
  },
  {
    login: 'gaoyuan',
    name: '高远',
    home: 'hq',
    position: 'manager',
    hired: '2017-12-04',
    role: 'admin',
    at: 'hq',
  },
]

export async function hireStaff(telling: Telling, company: Company, hr: Person): Promise<void> {
  for (const one of staff) {
    pass(telling)
    const person = personOf(company.cast, one.login)
    const input = hireInput.parse({
      name: one.name,
      homeUnitId: idOf(company.units, one.home),
      positionId: idOf(company.positions, one.position),
      hiredOn: one.hired,
      employmentForm: 'full_time',
      userId: person.userId,
      hqContactUserId: hr.userId,
      phone: phone(telling),
      email: `${one.login}@outpost.example`,
    })
    const { id, number } = await hireEmployee(telling.tx, telling.as(hr), input)
    company.cast[one.login] = telling.know({ ...person, employeeId: id, number })
  }
}
