import { build } from './bundle'
import { complain, say, step } from './progress'

step('Production build', () => build()).then(
  () => say('Built.'),
  error => {
    complain(error)
    process.exitCode = 1
  },
)
