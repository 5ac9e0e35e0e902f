import { SetupProblem } from '../env'
import { openDatabase } from './database'
import { complain, say, sinceStart } from './progress'
import { makeCrowd, scaleDatabase } from './scale-database'

// npm run scale -- --employees 100000 --stores 2000: a database of its own with a company of that size, for `npm run bench`.
try {
  const size = { employees: option('employees', 100_000), stores: option('stores', 2000) }
  const { url, cluster } = await openDatabase(say)
  try {
    await makeCrowd(url, size, line => say(`  ${line}`))
    say(
      `${scaleDatabase(size.employees)} holds ${size.employees} employees and ${size.stores} stores after ${sinceStart()}.`,
    )
  } finally {
    await cluster?.stop()
  }
} catch (error) {
  complain(error)
  process.exitCode = 1
}

function option(name: string, usual: number): number {
  const at = process.argv.indexOf(`--${name}`)
  const text =
    at === -1 ? process.argv.find(one => one.startsWith(`--${name}=`))?.split('=')[1] : process.argv[at + 1]
  if (text === undefined) return usual
  const value = Number(text)
  if (!Number.isInteger(value) || value < 10 || value > 1_000_000)
    throw new SetupProblem(`--${name} is a whole number from 10 to 1000000, not ${text}.`)
  return value
}
